// The reports that a run was asked for: demanded to be writable before it, written after it.
import { appendFile } from 'node:fs/promises'
import type { Journal } from '../../mocks/kit/journal.ts'
import type { Style } from '../command-line/output/style.ts'
import { isTold, traceText } from '../command-line/output/trace.ts'
import { demandWritable, writeReport } from '../command-line/output/written-report.ts'
import type { TellExchange } from '../traffic/told-exchange.ts'
import { junitText } from './junit.ts'
import { isBad, type Outcomes } from './outcomes.ts'
import { reportPage } from './page.ts'
import type { Report } from './report.ts'
import { stepSummary } from './step-summary.ts'

export interface Wanted {
  junit?: string | undefined
  report?: string | undefined
  /** GitHub's GITHUB_STEP_SUMMARY. */
  step?: string | undefined
}

export async function demandReports({ junit, report }: Wanted): Promise<void> {
  for (const path of [junit, report]) if (path !== undefined) await demandWritable(path)
}

export async function writeReports({ junit, report, step }: Wanted, made: Report): Promise<void> {
  if (junit !== undefined) await writeReport(junit, junitText(made))
  if (report !== undefined) await writeReport(report, reportPage(made))
  if (step) await appendFile(step, stepSummary(made))
}

const PLAIN: Style = { failure: text => text, aside: text => text, width: undefined }

interface Told {
  journal: Journal
  nameOf: (customer: string) => string
  tellExchange: TellExchange
}

export function casesOf(outcomes: Outcomes, { journal, nameOf, tellExchange }: Told) {
  const storyOf = (customer: string) =>
    journal
      .read({ customer, limit: Number.POSITIVE_INFINITY })
      .filter(isTold)
      .flatMap(entry => [
        traceText(entry, nameOf, PLAIN),
        ...tellExchange(entry).map(line => `      ${line}`),
      ])
      .join('\n')
  return outcomes.list().map(({ customer, ...outcome }) => ({
    ...outcome,
    name: nameOf(customer),
    story: isBad(outcome) ? storyOf(customer) : '',
  }))
}
