// The customers export as JSON, and lists of customers. [D] export-all-customers-2: `header` and `rows`; [C] exponea-python-sdk:
// `fields` and `data`; lists of objects with ids and properties are those of the customers API.
import {
  columnsOf,
  type Entry,
  guessed,
  ignored,
  type Path,
  refused,
  understood,
  type Verdict,
} from '../columns.ts'
import type { Format, Imported, ReadingOptions } from '../format.ts'
import type { InputFile } from '../input-file.ts'
import type { Pseudonyms } from '../personal/pseudonyms.ts'
import { type Fields, isListOf, isMostlyListOf, isObject } from '../shapes.ts'
import { type CustomerRecord, customerOf, isIdColumn } from './customer-row.ts'

export const customersJson: Format = {
  id: 'customers-json',
  called: 'Bloomreach customers, JSON',
  grade: '[D] export-all-customers-2 and the customers API; [C] exponea-python-sdk',
  recognises: ({ document }) => tableOf(document) !== undefined || listOf(document) !== undefined,
  read,
}

interface JsonTable {
  columns: readonly { name: string; isId: boolean }[]
  rows: readonly unknown[]
  rowsAt: string
}

function tableOf(document: unknown): JsonTable | undefined {
  if (!isObject(document)) return undefined
  const { header, rows, fields, data } = document
  if (Array.isArray(header) && header.every(name => typeof name === 'string') && Array.isArray(rows)) {
    return { columns: header.map(name => ({ name, isId: isIdColumn(name) })), rows, rowsAt: 'rows' }
  }
  if (isListOf(fields, ({ type }) => typeof type === 'string') && Array.isArray(data)) {
    const columns = fields.map(({ type, id, property }) => ({
      name: String(property ?? id),
      isId: type === 'id',
    }))
    return { columns, rows: data, rowsAt: 'data' }
  }
  return undefined
}

const isCustomer = (one: Fields): boolean =>
  (isObject(one.ids) || isObject(one.customer_ids)) &&
  ('properties' in one || 'attributes' in one || Object.keys(one).length < 4)

function listOf(document: unknown): { list: readonly unknown[]; at: Path } | undefined {
  if (isMostlyListOf(document, isCustomer)) return { list: document, at: [] }
  if (!isObject(document)) return undefined
  const found = ['results', 'customers', 'data'].find(key => isMostlyListOf(document[key], isCustomer))
  return found === undefined ? undefined : { list: document[found] as unknown[], at: [found] }
}

function read({ document }: InputFile, { pseudonyms }: ReadingOptions): Imported {
  const table = tableOf(document)
  const { list, at } = listOf(document) ?? { list: [], at: [] }
  const read =
    table === undefined
      ? list.map((one, index) => ofObject(one, [...at, index], pseudonyms))
      : ofTable(table, pseudonyms)
  const seen = new Set<string>()
  const customers: CustomerRecord[] = []
  const entries: Entry[] = []
  for (const { customer, found, path, value, problem: own = 'it has no id' } of read) {
    const key = customer === undefined ? '' : (customer.ids.registered ?? JSON.stringify(customer.ids))
    const problem =
      customer === undefined ? own : seen.has(key) ? 'this customer is there already' : undefined
    if (customer === undefined || problem !== undefined) {
      entries.push(...columnsOf(value, { '': refused(`this customer is left out: ${problem}`) }, path))
      continue
    }
    seen.add(key)
    customers.push(customer)
    entries.push(...found)
  }
  const around = columnsOf(document, {
    success: ignored('the answer’s own'),
    total: ignored('the answer’s own'),
    header: understood('the names of ids and attributes'),
    fields: understood('the names of ids and attributes'),
  })
  const missing = around.filter(({ path }) => !isInside(path, table?.rowsAt ?? String(at[0] ?? '')))
  return { entries: [...missing, ...entries], world: { bloomreach: { customers } } }
}

const isInside = (path: string, key: string): boolean => key === '' || path.startsWith(`/${key}/`)

interface ReadOne {
  customer: CustomerRecord | undefined
  found: Entry[]
  path: Path
  value: unknown
  /** Why there is no customer. */
  problem?: string
}

const OTHER_LENGTH = 'it has not as many values as there are names'

function ofTable({ columns, rows, rowsAt }: JsonTable, pseudonyms: Pseudonyms): ReadOne[] {
  const verdict = columns.map(({ isId }): Verdict => understood(isId ? 'ids' : 'attributes'))
  return rows.map((row, index) => {
    const path = [rowsAt, index]
    const cells = Array.isArray(row) ? row : []
    if (cells.length !== columns.length)
      return { customer: undefined, found: [], path, value: row, problem: OTHER_LENGTH }
    const of = (wanted: boolean) =>
      columns.flatMap(({ name, isId }, at) =>
        isId === wanted && name !== '__proto__' ? [[name, cells[at]] as const] : [],
      )
    const customer = customerOf({ ids: of(true), attributes: of(false) }, pseudonyms)
    const found = cells.flatMap((cell, at) =>
      columnsOf(cell, { '': verdict[at] ?? refused('') }, [...path, at]),
    )
    return { customer, found, path, value: row }
  })
}

const IMPOSSIBLE = refused('no attribute can have this name')

const WORDS: Readonly<Record<string, Verdict>> = {
  events: guessed('events are left out', 'what the customer did before'),
}

function ofObject(value: unknown, path: Path, pseudonyms: Pseudonyms): ReadOne {
  if (!isObject(value)) return { customer: undefined, found: [], path, value }
  const { ids, customer_ids: customerIds, properties, attributes, consents } = value
  const given = isObject(ids) ? ids : isObject(customerIds) ? customerIds : {}
  const own = isObject(properties) ? properties : isObject(attributes) ? attributes : {}
  const safe = (fields: Fields) => Object.entries(fields).filter(([name]) => name !== '__proto__')
  const customer = customerOf({ ids: safe(given), attributes: safe(own) }, pseudonyms)
  const found = columnsOf(
    value,
    {
      ids: understood('ids'),
      customer_ids: understood('ids'),
      properties: understood('attributes'),
      attributes: understood('attributes'),
      'properties.': IMPOSSIBLE,
      'attributes.': IMPOSSIBLE,
      'properties.__proto__': IMPOSSIBLE,
      'attributes.__proto__': IMPOSSIBLE,
      ...WORDS,
      ...(consents === undefined
        ? {}
        : { consents: guessed('consents are left out', 'the consents of the customer') }),
    },
    path,
  )
  return { customer, found, path, value }
}
