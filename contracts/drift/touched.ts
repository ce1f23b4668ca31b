// Who feels a change of the vendor's description: whether the sandbox emulates the operation, and which pacts rely on it.
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { startSandbox } from '../../harness/index.ts'
import { readPactFile } from '../court/pact-file.ts'
import { templatePattern } from '../description/path-template.ts'
import { COMMITTED_PACTS } from '../environment.ts'
import { operationKey } from './drift.ts'

export interface Touched {
  emulated: boolean
  /** `pact: interaction`. */
  reliedOnBy: string[]
}

export interface Named {
  method: string
  path: string
}

export async function readTouched(): Promise<(operation: Named) => Touched> {
  const [emulated, relied] = await Promise.all([emulatedOperations(), interactions()])
  return ({ method, path }) => {
    const pattern = templatePattern(path)
    return {
      emulated: emulated.has(operationKey({ method, path })),
      reliedOnBy: relied
        .filter(known => known.method === method && pattern.test(known.path))
        .map(({ name }) => name),
    }
  }
}

async function emulatedOperations(): Promise<Set<string>> {
  await using sandbox = await startSandbox({ listen: false })
  const { talonOne, bloomreach } = sandbox
  const all: (Named & { emulated: boolean })[] = [...talonOne.operations(), ...bloomreach.operations()]
  return new Set(all.filter(({ emulated }) => emulated).map(operationKey))
}

async function interactions(): Promise<(Named & { name: string })[]> {
  const files = (await readdir(COMMITTED_PACTS)).filter(file => file.endsWith('.json'))
  const pacts = await Promise.all(files.map(file => readPactFile(join(COMMITTED_PACTS, file))))
  return pacts.flatMap(({ consumer, provider, interactions: all }) =>
    all.flatMap(interaction => {
      if (interaction.type !== 'Synchronous/HTTP') return []
      const { method, path } = interaction.request
      return [{ method, path, name: `${consumer.name} and ${provider.name}: ${interaction.description}` }]
    }),
  )
}
