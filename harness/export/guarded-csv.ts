// A CSV whose cells no spreadsheet runs. A guard in front of a code would make another code of it, so a row with a formula is left out
// and told. [OWASP] CSV injection.
import { isFormula } from '../import/tables/table.ts'
import { csvCell } from './csv-cell.ts'

export interface GuardedCsv {
  text: string
  /** Rows that were left out, by what they are called. */
  left: string[]
}

export function guardedCsv(header: readonly string[], rows: readonly (readonly string[])[]): GuardedCsv {
  const isSafe = (row: readonly string[]) => !row.some(isFormula)
  const lines = [header, ...rows.filter(isSafe)].map(row => row.map(csvCell).join(','))
  return {
    text: `${lines.join('\n')}\n`,
    left: rows.filter(row => !isSafe(row)).map(([first = '']) => first),
  }
}

export const leftOut = (what: string, { left }: GuardedCsv): string[] =>
  left.map(code => `${what}: ${JSON.stringify(code)} has a cell that a spreadsheet would run.`)
