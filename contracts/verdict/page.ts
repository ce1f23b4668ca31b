// The part of docs/contracts.md that is written by the program: a table for each contract, between two marks.
import { type Statement, type Verdict, WITNESSES } from '../court/verdict.ts'
import { conclusion } from './text.ts'

const START = '<!-- verdict: written by `npm run contracts -- --update` -->'
const END = '<!-- /verdict -->'

const WORDS: Record<Statement['verdict'], string> = {
  agrees: 'agrees',
  disagrees: '**disagrees**',
  silent: '–',
}

function verdictTables(verdicts: readonly Verdict[]): string {
  const byContract = Map.groupBy(verdicts, ({ consumer, provider }) => `${consumer} → ${provider}`)
  const tables = [...byContract].map(([title, heard]) => {
    const rows = heard.map(
      ({ interaction, says }) =>
        `| ${interaction} | ${WITNESSES.map(witness => WORDS[says[witness].verdict]).join(' | ')} |`,
    )
    return [
      `### ${title}`,
      '',
      `| interaction | ${WITNESSES.join(' | ')} |`,
      `| --- |${' --- |'.repeat(WITNESSES.length)}`,
      ...rows,
    ].join('\n')
  })
  return [...tables, conclusion(verdicts)].join('\n\n')
}

/** The page with its tables replaced; a page without the marks gets them at its end. */
export function pageWith(page: string, verdicts: readonly Verdict[]): string {
  const section = `${START}\n\n${verdictTables(verdicts)}\n\n${END}`
  const [before, rest] = page.split(START)
  if (rest === undefined) return `${page.trimEnd()}\n\n${section}\n`
  return `${before}${section}${rest.split(END)[1] ?? '\n'}`
}
