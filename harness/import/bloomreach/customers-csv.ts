// The customers export as CSV. [D] export-all-customers-2: a header with ids and attributes.
import type { Format } from '../format.ts'
import { unreadable } from '../input-file.ts'
import { headerOf, readTable } from '../tables/table.ts'
import { customersOf } from './customers-table.ts'

export const customersCsv: Format = {
  id: 'customers-csv',
  called: 'Bloomreach customers, CSV',
  grade: '[D] export-all-customers-2; which columns are ids is told by their names',
  recognises: input => headerOf(input).length > 1,
  mayBe: input => headerOf(input).length > 0,
  read(input, { pseudonyms }) {
    const table = readTable(input.text)
    if (table === undefined) throw unreadable(input.file, 'a quote in it never ends, so that it is cut off')
    const { customers, entries } = customersOf(table, pseudonyms)
    return { entries, world: { bloomreach: { customers } } }
  },
}
