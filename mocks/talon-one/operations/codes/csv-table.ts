// Reading the CSV files of imports, row by row, and writing those of exports.
import { CsvError, type CsvRecord, csvRecords, formatCsv, textOfField } from '../../../kit/csv.ts'
import type { Facts } from '../../../kit/reason.ts'
import { breathe } from '../../../kit/time/breath.ts'
import { msToIso } from '../../../kit/time/duration.ts'
import { badRequest, type Refusal } from '../../errors.ts'
import { type Instant, readInstant } from '../../instant.ts'
import { type Attributes, NO_ATTRIBUTES } from '../../rules/attribute-rules.ts'
import { refuseUsageLimit } from '../../rules/new-code.ts'

const importError = (problem: string, facts?: Facts, hint?: string): Refusal =>
  badRequest('invalid-import', `Import Error: ${problem}`, { facts, hint })

/** A file whose first line names the columns, or its rows as they would be read of one. */
export type CsvSource<C extends string> = string | readonly { readonly [K in C]?: unknown }[]

export async function readTable<C extends string>(
  source: CsvSource<C>,
  columns: readonly C[],
  required: readonly C[],
): Promise<{ rows: CsvRow<C>[]; ignored: string[] }> {
  if (typeof source !== 'string') {
    const rows = source.map((record, at) => new CsvRow<C>(at + 2, column => textOfField(record[column])))
    return { rows, ignored: [] }
  }
  const [header, ...lines] = await readCsv(source)
  if (header === undefined) throw importError('the file is empty')
  const places = new Map<C, number>()
  const ignored: string[] = []
  for (const [index, name] of header.fields.entries()) {
    const column = columns.find(known => known === name.trim().toLowerCase())
    if (column === undefined) {
      ignored.push(name)
      continue
    }
    if (places.has(column)) throw importError(`the column ${column} is there more than once`, { column })
    places.set(column, index)
  }
  for (const column of required) {
    if (!places.has(column)) throw importError(`the column ${column} is missing`, { column })
  }
  const rows = lines.map(
    ({ line, fields }) => new CsvRow<C>(line, column => fields[places.get(column) ?? -1] ?? ''),
  )
  return { rows, ignored }
}

/** [D] creating-referrals: the wording of a parse error. */
async function readCsv(text: string): Promise<CsvRecord[]> {
  const records: CsvRecord[] = []
  try {
    for (const record of csvRecords(text)) {
      await breathe()
      records.push(record)
    }
    return records
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    throw importError(`Read CSV error ${error.message}`, { line: error.line })
  }
}

export class CsvRow<C extends string> {
  readonly line: number
  readonly #cell: (column: C) => string

  constructor(line: number, cell: (column: C) => string) {
    this.line = line
    this.#cell = cell
  }

  text(column: C): string {
    return this.#cell(column).trim()
  }

  textOf(column: C, shortest: number, longest: number): string {
    const text = this.text(column)
    if (text.length >= shortest && text.length <= longest) return text
    throw this.wrong(column, `must have ${shortest} to ${longest} characters`)
  }

  instant(column: C): Instant | undefined {
    if (this.text(column) === '') return undefined
    const found = readInstant(this.text(column))
    if (found === undefined) throw this.wrong(column, 'is not an RFC 3339 date-time')
    return found
  }

  /** [D] 1 when left blank. */
  usageLimit(column: C): number {
    const limit = this.text(column) || '1'
    if (!/^-?\d+$/.test(limit)) throw this.wrong(column, 'is not an integer')
    refuseUsageLimit(Number(limit))
    return Number(limit)
  }

  attributes(column: C): Attributes {
    const text = this.text(column)
    if (text === '' || text === '{}') return NO_ATTRIBUTES
    try {
      const value: unknown = JSON.parse(text)
      if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Attributes
    } catch {
      // Not even JSON.
    }
    throw this.wrong(column, 'is not a JSON object')
  }

  wrong(column: C, problem: string): Refusal {
    return importError(
      `${column} on line ${this.line}: ${problem}`,
      { line: this.line, column },
      `The value is ${JSON.stringify(this.text(column))}.`,
    )
  }
}

/** [D] exportReferrals, example: dates as "2021-09-10 09:21:06" unless ISO8601 is asked for. */
const csvDate =
  (format: 'ISO8601' | 'excel' | undefined) =>
  (at: number | undefined): string | undefined => {
    if (at === undefined) return undefined
    const text = msToIso(at)
    return format === 'ISO8601' ? text : text.slice(0, 'yyyy-mm-ddThh:mm:ss'.length).replace('T', ' ')
  }

/** What stands in each column of a record, by its name. */
export type Columns<T> = Readonly<Record<string, (record: T, date: ReturnType<typeof csvDate>) => unknown>>

export async function csvOf<T>(
  columns: Columns<T>,
  records: Iterable<T>,
  dateFormat: 'ISO8601' | 'excel' | undefined,
): Promise<string> {
  const date = csvDate(dateFormat)
  const lines = [`${Object.keys(columns).join(',')}\n`]
  for (const record of records) {
    lines.push(formatCsv([Object.values(columns).map(read => read(record, date))]))
    await breathe()
  }
  return lines.join('')
}
