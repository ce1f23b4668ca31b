// A pull: an account is read, or what is left of it, and becomes a world with a report.
import { join } from 'node:path'
import { type ImportReport, importInputs } from '../import/import-files.ts'
import { Pseudonyms } from '../import/personal/pseudonyms.ts'
import { writeAll } from '../import/written/write-all.ts'
import { KeptAnswers } from './kept-answers.ts'
import { ManagementApi, type Reading } from './management-api.ts'
import { type NotRun, notRun, notRunPage } from './not-run.ts'
import type { Personal } from './pull-plan.ts'
import { readAccount } from './read-account.ts'

export interface PullOptions extends Reading {
  /** Where the world is written. */
  folder: string
  personal: readonly Personal[]
  pseudonyms: Pseudonyms
  tell(line: string): void
}

export interface Pulled extends ImportReport {
  requests: number
  /** Answers of an earlier pull that were not asked for again. */
  kept: number
  absent: readonly string[]
  notRun: readonly NotRun[]
}

/** A folder beside the world, of what was answered. */
const PULLED = 'pulled'

export async function pullTalonOne(options: PullOptions): Promise<Pulled> {
  const { folder, url, personal, pseudonyms, tell } = options
  const api = new ManagementApi(options)
  const kept = await KeptAnswers.open(join(folder, PULLED), { url, personal })
  const { inputs, beside, absent } = await readAccount({ api, kept, pseudonyms, personal, tell })
  const { reports, toWrite, exitCode } = importInputs(inputs, {
    name: 'talon-one',
    strict: false,
    // Whoever is in it got a stand-in already.
    pseudonyms: new Pseudonyms(),
    given: { talonOne: { deployment: new URL(url).hostname } },
  })
  const rules = notRun(inputs, reports)
  const reasons = reports.flatMap(({ remarks }) => remarks)
  const others = [...beside].filter(([, value]) => (value as unknown[]).length > 0)
  const written = await writeAll(folder, [
    ...toWrite,
    ...others.map(([name, value]) => ({
      path: `talon-one.${name}.json`,
      text: `${JSON.stringify(value, null, 2)}\n`,
    })),
    ...(rules.length === 0 ? [] : [{ path: 'talon-one.not-run.md', text: notRunPage(rules, reasons) }]),
  ])
  return { files: reports, written, exitCode, requests: api.asked, kept: kept.found, absent, notRun: rules }
}
