// A table of customers, of a CSV or of the JSON of an export: ids, attributes, and which rows are none.
import { type Entry, guessed, refused, understood, type Verdict } from '../columns.ts'
import type { Pseudonyms } from '../personal/pseudonyms.ts'
import type { Row, Table } from '../tables/table.ts'
import { TableEntries } from '../tables/table-entries.ts'
import { type CustomerRecord, customerOf, isIdColumn, typed } from './customer-row.ts'

export interface ReadCustomers {
  customers: CustomerRecord[]
  entries: Entry[]
}

/** YAML and objects have no attribute of this name. */
const IMPOSSIBLE = '__proto__'

export function customersOf(table: Table, pseudonyms: Pseudonyms): ReadCustomers {
  const { header, rows } = table
  const usable = header.map(
    (name, column) => name !== '' && name !== IMPOSSIBLE && header.indexOf(name) === column,
  )
  const known = header.map((name, column) => usable[column] === true && isIdColumn(name))
  const hasIds = known.includes(true)
  const isId = (column: number): boolean => (hasIds ? known[column] === true : column === 0)
  const entries = new TableEntries(table)
  const converted = new Set<number>()
  const seen = new Set<string>()
  const customers: CustomerRecord[] = []
  const cellOf = ({ cells }: Row, column: number) => {
    const cell = cells[column] ?? ''
    const value = isId(column) ? cell : typed(header[column] ?? '', cell)
    if (typeof value !== 'string') converted.add(column)
    return [hasIds || column > 0 ? (header[column] ?? '') : 'registered', value] as const
  }
  for (const row of rows) {
    const columns = [...header.keys()].filter(column => usable[column])
    const ids = columns.filter(isId).map(column => cellOf(row, column))
    const attributes = columns.filter(column => !isId(column)).map(column => cellOf(row, column))
    const customer = customerOf({ ids, attributes }, pseudonyms)
    const problem =
      customer === undefined
        ? 'it has no id'
        : seen.has(keyOf(customer))
          ? 'this customer is there already'
          : undefined
    if (customer === undefined || problem !== undefined) {
      entries.refuseRow(row, problem ?? '')
      continue
    }
    seen.add(keyOf(customer))
    entries.formulas(row)
    customers.push(customer)
  }
  const verdictOf = (name: string, column: number): Verdict => {
    if (usable[column] !== true) return refused('no attribute can have this name, or a column before it has')
    if (isId(column))
      return hasIds
        ? understood(`ids${said(name, pseudonyms)}`)
        : guessed('ids: registered', 'which id the first column holds')
    return converted.has(column)
      ? guessed(
          `attributes: numbers, true and false as such${said(name, pseudonyms)}`,
          'the type of the attribute in the Data manager',
        )
      : understood(`attributes${said(name, pseudonyms)}`)
  }
  return { customers, entries: entries.entries(verdictOf) }
}

const keyOf = ({ ids }: CustomerRecord): string =>
  ids.registered === undefined ? JSON.stringify(ids) : ids.registered

const said = (name: string, pseudonyms: Pseudonyms): string =>
  pseudonyms.isOn && !(pseudonyms.keeps(name) && !isIdColumn(name)) ? ', texts with stand-ins' : ''
