// GET /data/v2/projects/{projectToken}/catalogs/{catalogId}/items and /items/{itemId}: items of a catalog, searched,
// ordered and in pages.

import type { ApiGroup } from '../../access/api-groups.ts'
import { demandPermission } from '../../access/permission.ts'
import type { ItemProperties } from '../../catalogs/catalog-fields.ts'
import type { Catalog } from '../../catalogs/catalogs.ts'
import { catalogRefusal } from '../../errors.ts'
import { type ItemLookup, readLookup } from '../../schemas/catalog.ts'
import type { ReadDeps } from '../read-attributes.ts'
import { demandCatalog, demandItem } from './demand-catalog.ts'

interface Lookup {
  group: ApiGroup
  catalogId: string
  query: Record<string, string>
}

export function listItems(house: ReadDeps, { group, catalogId, query }: Lookup) {
  demandPermission(group, 'Catalogs > Get catalog items')
  const catalog = demandCatalog(house, catalogId)
  return pageOf(catalog, catalog.items, readLookup(query))
}

/** [D] get-a-catalog-item: with the parameters and the answer of a list. */
export function readItem(house: ReadDeps, { group, catalogId, itemId, query }: Lookup & { itemId: string }) {
  demandPermission(group, 'Catalogs > Get catalog item')
  const catalog = demandCatalog(house, catalogId)
  const properties = demandItem(catalog, itemId)
  if (house.settings.catalogItemAnswer === 'item') {
    return { data: wireItem(catalog, [itemId, properties]), success: true }
  }
  return pageOf(catalog, [[itemId, properties]], readLookup(query))
}

type Row = readonly [id: string, properties: ItemProperties]

/** [D] get-catalog-items-2; [C] exponea-python-sdk, its fixture. */
function pageOf(catalog: Catalog, rows: Iterable<Row>, { query, field, count, skip, order }: ItemLookup) {
  const matched = inOrder(
    [...rows].filter(row => matches(row, query, searchedField(catalog, field))),
    catalog,
    order,
  )
  return {
    data: matched.slice(skip, skip + count).map(row => wireItem(catalog, row)),
    limit: count,
    matched: matched.length,
    // [D] get-a-catalog-item: always false.
    matched_limited: false,
    skip,
    success: true,
    total: catalog.items.size,
  }
}

const wireItem = ({ id }: Catalog, [itemId, properties]: Row) => ({
  catalog_id: id,
  item_id: itemId,
  properties,
})

/** [D] get-catalog-items-2: only indexed columns; what another one is answered is a guess. */
function searchedField({ fields }: Catalog, name: string | undefined): string | undefined {
  if (name === undefined || fields.some(field => field.name === name && field.searchable)) return name
  throw catalogRefusal(`field: ${JSON.stringify(name)} is no searchable field of the catalog`, {
    reason: 'unknown-field',
    facts: { field: name },
  })
}

/** Guess: a part of the text of a property or of the id, in either case. */
function matches(row: Row, query: string, field: string | undefined): boolean {
  if (query === '') return true
  const [id, properties] = row
  const searched = field === undefined ? [id, ...Object.values(properties)] : [cell(row, field)]
  return searched.some(value => textOf(value).toLowerCase().includes(query.toLowerCase()))
}

function cell([id, properties]: Row, field: string): unknown {
  if (Object.hasOwn(properties, field)) return properties[field]
  return field === 'item_id' ? id : undefined
}

const isBlank = (value: unknown): boolean => value === undefined || value === null

function textOf(value: unknown): string {
  if (isBlank(value)) return ''
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

function inOrder(rows: Row[], { fields }: Catalog, order: ItemLookup['order']): Row[] {
  const known = new Set(['item_id', ...fields.map(({ name }) => name)])
  const unknown = order.find(({ field }) => !known.has(field))
  if (unknown !== undefined) {
    throw catalogRefusal(`order: ${JSON.stringify(unknown.field)} is no field of the catalog`, {
      reason: 'unknown-field',
      facts: { field: unknown.field },
    })
  }
  return rows.toSorted((a, b) => {
    for (const { field, isDescending } of order) {
      const difference = compare(cell(a, field), cell(b, field))
      if (difference !== 0) return isDescending ? -difference : difference
    }
    return 0
  })
}

const rank = (value: unknown): number => (isBlank(value) ? 0 : typeof value === 'number' ? 1 : 2)

/** What is blank, then numbers by size, then everything else by its text. */
function compare(a: unknown, b: unknown): number {
  if (rank(a) !== rank(b)) return rank(a) - rank(b)
  if (typeof a === 'number' && typeof b === 'number') return a - b
  const [textA, textB] = [textOf(a), textOf(b)]
  return textA < textB ? -1 : textA > textB ? 1 : 0
}
