// A report as text: what was tried, what each invariant says, and the counterexamples with their story.
import type { Finding } from '../findings/finding.ts'
import type { Report } from '../findings/report.ts'
import { scheduleText } from '../schedules/point.ts'

const MARKS = { held: 'held', broken: 'BROKEN', 'never-reached': 'never reached' } as const

/** Of one invariant; the rest is counted. */
const MOST_SHOWN = 5

export function reportText(report: Report): string {
  const { scenarios, customers, depth, invariants, findings, isWhole } = report
  const who = customers.length === 1 ? customers[0] : `${customers.length} customers`
  const head = `${scenarios.join(', ')}: ${who}, up to ${depth} ${depth === 1 ? 'fault' : 'faults'} in a run`
  const counts = countsText(report)
  const width = Math.max(...invariants.map(({ name }) => name.length))
  const table = invariants.map(
    ({ name, state, broken }) =>
      `  ${name.padEnd(width)}  ${MARKS[state]}${broken > 0 ? ` by ${broken} of ${report.planned}` : ''}`,
  )
  const ended = isWhole ? [] : ['Ended before everything was tried.']
  const groups = [...Map.groupBy(findings, ({ invariant }) => invariant).values()].flatMap(groupText)
  return [[head, counts, ...ended].join('\n'), table.join('\n'), ...groups].join('\n\n')
}

export const countsText = ({ planned, run, pruned }: Pick<Report, 'planned' | 'run' | 'pruned'>): string => {
  const share = planned === 0 ? 0 : Math.round((pruned / planned) * 100)
  return `${planned} schedules planned, ${run} run, ${pruned} pruned (${share} %)`
}

function groupText(findings: readonly Finding[]): string[] {
  const shown = findings.slice(0, MOST_SHOWN).map(findingText)
  const more = findings.length - MOST_SHOWN
  return more > 0 ? [...shown, `and ${more} more of ${findings[0]?.invariant} (--json has all)`] : shown
}

function findingText(finding: Finding): string {
  const { invariant, says, because, schedule, alike, timeline, mend } = finding
  return [
    `✗ ${invariant}: ${says}`,
    `  ${whereText(finding)}${scheduleText(schedule)}: ${because}${alike === 0 ? '' : ` (and ${alike} alike)`}`,
    ...timeline.map(line => `    ${line}`),
    ...(mend === undefined ? [] : [`  ${mend}`]),
  ].join('\n')
}

/** Of a finding of a seeded case: which, and what is other there. */
export const whereText = ({ case: number, varied }: Pick<Finding, 'case' | 'varied'>): string =>
  number === undefined ? '' : `case ${number} (${varied}), `
