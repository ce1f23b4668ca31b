// Asks the emulator what the tenant was asked, and shows field by field where it answers otherwise.
import { join } from 'node:path'
import { type Contract, pactFileName } from '../court/contract.ts'
import { readPactFile } from '../court/pact-file.ts'
import { openVerifierOffice } from '../court/verify.ts'
import { COMMITTED_PACTS } from '../environment.ts'
import { type RecordedAnswer, readRecord, recordOf } from './record.ts'

export async function replay(contracts: readonly Contract[], file?: string): Promise<string[]> {
  const records = await readRecord(file)
  const office = await openVerifierOffice()
  const differences: string[] = []
  try {
    for (const contract of contracts) {
      const recorded = records.filter(record => record.contract === contract.name)
      if (recorded.length === 0) continue
      const pact = await readPactFile(join(COMMITTED_PACTS, pactFileName(contract)))
      const provider = await contract.startEmulator()
      try {
        for (const record of recorded) {
          const interaction = pact.interactions.find(({ description }) => description === record.interaction)
          if (interaction === undefined) {
            differences.push(`${record.interaction}: the pact no longer has it`)
            continue
          }
          const { exchange } = await office.verify(pact, interaction, provider)
          const answered = exchange && recordOf(contract.name, record.interaction, exchange)
          differences.push(
            ...answerDifferences(record, answered).map(line => `${record.interaction}: ${line}`),
          )
        }
      } finally {
        await provider.stop()
      }
    }
  } finally {
    await office.close()
  }
  return differences
}

export function answerDifferences(recorded: RecordedAnswer, emulated: RecordedAnswer | undefined): string[] {
  if (emulated === undefined) return ['the emulator did not answer']
  return [
    ...fieldDifferences('status', recorded.status, emulated.status),
    ...fieldDifferences('content type', recorded.contentType, emulated.contentType),
    ...fieldDifferences('body', recorded.body, emulated.body),
  ]
}

function fieldDifferences(path: string, recorded: unknown, emulated: unknown): string[] {
  if (isRecord(recorded) && isRecord(emulated)) {
    return [...new Set([...Object.keys(recorded), ...Object.keys(emulated)])].flatMap(key =>
      fieldDifferences(`${path}.${key}`, recorded[key], emulated[key]),
    )
  }
  if (Array.isArray(recorded) && Array.isArray(emulated)) {
    // How many there are is the tenant's affair; what one looks like is not.
    return recorded.length === 0 || emulated.length === 0
      ? []
      : fieldDifferences(`${path}[0]`, recorded[0], emulated[0])
  }
  if (JSON.stringify(recorded) === JSON.stringify(emulated)) return []
  return [`${path} was ${shown(recorded)}, the emulator answers ${shown(emulated)}`]
}

const shown = (value: unknown): string => JSON.stringify(value) ?? 'absent'

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
