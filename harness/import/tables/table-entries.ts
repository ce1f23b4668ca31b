// The columns of a table in the report: one line for a column, with how many cells it stands for, and one for each cell or row
// that is unlike its column. So every cell is counted once.
import { type Entry, guessed, refused, type Verdict } from '../columns.ts'
import { isFormula, type Row, type Table } from './table.ts'

export class TableEntries {
  readonly #table: Table
  readonly #unlike: Entry[] = []
  readonly #taken: number[]
  #rows: number

  constructor(table: Table) {
    this.#table = table
    this.#rows = table.rows.length
    this.#taken = table.header.map(() => 0)
    for (const row of table.uneven)
      this.#wholeRow(row, `it has ${row.cells.length} cells, the header ${table.header.length}`)
  }

  refuseRow(row: Row, reason: string): void {
    this.#rows--
    this.#wholeRow(row, reason)
  }

  #wholeRow({ line, cells }: Row, reason: string): void {
    this.#unlike.push({
      path: `line ${line}`,
      count: cells.length,
      ...refused(`this row is left out: ${reason}`),
    })
  }

  cell({ line }: Row, column: number, verdict: Verdict): void {
    this.#taken[column] = (this.#taken[column] ?? 0) + 1
    this.#unlike.push({ path: `line ${line}, ${this.#table.header[column]}`, ...verdict })
  }

  /** A formula is text here, and runs in the spreadsheet of whoever opens the file. */
  formulas(row: Row): void {
    for (const [column, cell] of row.cells.entries()) {
      if (!isFormula(cell)) continue
      this.cell(
        row,
        column,
        guessed('a spreadsheet formula: kept as text', 'whether this value is really there'),
      )
    }
  }

  entries(verdictOf: (name: string, column: number) => Verdict): Entry[] {
    const columns = this.#table.header.map((name, column) => ({
      path: name === '' ? `column ${column + 1}` : name,
      count: this.#rows - (this.#taken[column] ?? 0),
      ...verdictOf(name, column),
    }))
    return [...columns, ...this.#unlike]
  }
}
