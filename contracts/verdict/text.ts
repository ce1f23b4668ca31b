// The verdict for people: one line for each interaction, the findings under it, and a last sentence that names who disagrees.
import { dissenters, type Statement, type Verdict, WITNESSES } from '../court/verdict.ts'

const MARKS: Record<Statement['verdict'], string> = { agrees: 'agrees', disagrees: 'DISAGREES', silent: '-' }
const WIDTH = 66

export function verdictText(verdicts: readonly Verdict[]): string {
  const lines: string[] = []
  let contract = ''
  for (const verdict of verdicts) {
    if (verdict.contract !== contract) {
      contract = verdict.contract
      lines.push('', `${verdict.consumer} -> ${verdict.provider}`, row('', WITNESSES))
    }
    lines.push(row(verdict.interaction, marksOf(verdict)))
    for (const witness of WITNESSES) {
      const { verdict: word, because } = verdict.says[witness]
      if (word === 'disagrees') lines.push(...because.map(reason => `      ${witness}: ${reason}`))
    }
  }
  return [...lines, '', ...remarks(verdicts), conclusion(verdicts)].join('\n').trimStart()
}

const marksOf = ({ says }: Verdict) => WITNESSES.map(witness => MARKS[says[witness].verdict])

const row = (title: string, cells: readonly string[]) =>
  `  ${title.padEnd(WIDTH)} ${cells.map(cell => cell.padEnd(12)).join(' ')}`.trimEnd()

/** What is known and accepted, once each. */
function remarks(verdicts: readonly Verdict[]): string[] {
  const known = verdicts.flatMap(({ says }) =>
    WITNESSES.filter(witness => says[witness].verdict === 'agrees').flatMap(witness => says[witness].because),
  )
  const unique = [...new Set(known)]
  return unique.length === 0 ? [] : ['Known and accepted:', ...unique.map(remark => `  - ${remark}`), '']
}

export function conclusion(verdicts: readonly Verdict[]): string {
  const counts = WITNESSES.map(witness => {
    const count = verdicts.filter(verdict => dissenters(verdict).includes(witness)).length
    return count === 0 ? '' : `${nameOf(witness)} disagrees on ${count}`
  }).filter(part => part !== '')
  const total = verdicts.length === 1 ? '1 interaction' : `${verdicts.length} interactions`
  if (counts.length === 0) return `${total}: every witness that was asked agrees.`
  return `${total}: ${counts.join(', ')}.`
}

const nameOf = (witness: string) => (witness === 'live' ? 'the live tenant' : `the ${witness}`)
