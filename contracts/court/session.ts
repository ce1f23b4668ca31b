// A whole session of the court: reads everything it needs first, so that bad input stops it before anything runs.
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type LoadedDescription, loadDescription } from '../description/load.ts'
import type { SpecsFolder } from '../environment.ts'
import { type Contract, type DescriptionName, pactFileName } from './contract.ts'
import { hear, writePact } from './court.ts'
import { readPactFile, withoutToolVersions } from './pact-file.ts'
import type { Verdict } from './verdict.ts'
import { openVerifierOffice } from './verify.ts'

export interface SessionOptions {
  contracts: readonly Contract[]
  pacts: string
  specs: SpecsFolder | undefined
}

export async function holdSession({ contracts, pacts, specs }: SessionOptions): Promise<Verdict[]> {
  if (contracts.length === 0) return []
  for (const contract of contracts) await readPactFile(join(pacts, pactFileName(contract)))
  const descriptions = await loadDescriptions(contracts, specs)
  const office = await openVerifierOffice()
  try {
    const verdicts: Verdict[] = []
    for (const contract of contracts) {
      const description = contract.describedBy && descriptions.get(contract.describedBy)
      verdicts.push(...(await hear({ contract, pacts, description, office })))
    }
    return verdicts
  } finally {
    await office.close()
  }
}

export async function loadDescriptions(
  contracts: readonly Contract[],
  specs: SpecsFolder | undefined,
): Promise<Map<DescriptionName, LoadedDescription>> {
  const names = new Set(
    contracts.flatMap(({ describedBy }) => (describedBy === undefined ? [] : [describedBy])),
  )
  const loaded = await Promise.all([...names].map(name => loadDescription(name, specs)))
  return new Map(loaded.map(description => [description.name, description]))
}

/** Writes the pacts anew. A consumer that fails is told and leaves its file as it was. */
export async function updatePacts(contracts: readonly Contract[], folder: string): Promise<string[]> {
  await mkdir(folder, { recursive: true })
  const failures: string[] = []
  for (const contract of contracts) {
    const { made, consumed } = await writePact(contract, contract.interactions)
    const broken = [...consumed].filter(([, { problems }]) => problems.length > 0)
    if (made === undefined || broken.length > 0) {
      failures.push(
        ...broken.map(([description, { problems }]) => `${contract.name}, ${description}: ${problems[0]}`),
      )
      continue
    }
    const text = `${JSON.stringify(withoutToolVersions(made), null, 2)}\n`
    await writeFile(join(folder, pactFileName(contract)), text)
  }
  return failures
}
