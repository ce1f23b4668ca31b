// What GitHub shows beside a step of a workflow: the summary of a run, and a table of those it failed for.
import { escaped } from './escaped.ts'
import { isBad } from './outcomes.ts'
import { NOTHING_TO_SAY, type Report } from './report.ts'

/** GitHub takes no more than a megabyte of a step. */
const SHOWN = 100

export function stepSummary({ cases, summary, problem }: Report): string {
  const bad = cases.filter(isBad)
  const rows = bad
    .slice(0, SHOWN)
    .map(
      ({ scenario, name, verdict, message = NOTHING_TO_SAY }) =>
        `| ${[scenario, name, verdict, message].map(cell).join(' | ')} |`,
    )
  return [
    `### ${bad.length === 0 && problem === undefined ? '✅' : '❌'} referral-sandbox run`,
    '',
    cell(summary),
    '',
    ...(problem === undefined ? [] : [cell(problem), '']),
    ...(rows.length === 0
      ? []
      : ['| scenario | customer | outcome | reason |', '| --- | --- | --- | --- |', ...rows]),
    ...(bad.length > SHOWN ? ['', `and ${bad.length - SHOWN} more`] : []),
    '',
  ].join('\n')
}

const LONGEST = 300

/** No character of a name makes a cell, a link, code or a tag. */
const cell = (text: string): string =>
  escaped(text.slice(0, LONGEST))
    .replaceAll(/[\\`*_[\]|~]/g, character => `\\${character}`)
    .replaceAll(/\s+/g, ' ')
