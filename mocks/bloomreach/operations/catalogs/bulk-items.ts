// PUT …/catalogs/{catalogId}/items, POST …/items/partial-update and DELETE …/items/bulk-delete: many items of a catalog.
// [D] bulk-update-catalog-item and its siblings: one result for each item, in their order; what is wrong with one fails it alone.
import { demandPermission } from '../../access/permission.ts'
import { type ItemProperties, misfits } from '../../catalogs/catalog-fields.ts'
import type { Catalog } from '../../catalogs/catalogs.ts'
import { catalogRefusal } from '../../errors.ts'
import { isObject } from '../../schemas/json-object.ts'
import type { WriteRequest } from '../update-customer.ts'
import { enqueueWrite } from '../write-queue.ts'
import { demandCatalog } from './demand-catalog.ts'
import { type ItemChange, itemChanges } from './item-changes.ts'
import type { CatalogDeps } from './write-catalogs.ts'

type Request = Omit<WriteRequest, 'body'> & { catalogId: string; items: unknown[] }

interface Failure {
  errors: { _global?: string[]; properties?: string[] }
}

/** [D] bulk-update-catalog-item. */
const MAX_ITEMS = 5_000

/** [D] bulk-delete-catalog-items, its example. */
const MALFORMED_ID: Failure = { errors: { _global: ['Malformed item id. Item id should be a string'] } }

export function writeItems(house: CatalogDeps, request: Request): object[] {
  demandPermission(request.group, 'Catalogs > Create or update catalog item')
  return inBulk(house, { ...request, action: 'written' }, (catalog, sent) => {
    const item = readItem(catalog, sent)
    if ('errors' in item) return item
    return { action: 'write', itemId: item.itemId, properties: item.properties }
  })
}

/** [D] bulk-partial-update-catalog-item: without `upsert` no item is made. */
export function updateItems(house: CatalogDeps, request: Request): object[] {
  demandPermission(request.group, 'Catalogs > Partial update catalog item')
  return inBulk(house, { ...request, action: 'updated' }, (catalog, sent) => {
    const item = readItem(catalog, sent)
    return 'errors' in item ? item : { action: 'update', ...item }
  })
}

/** [D] bulk-delete-catalog-items: an item that there is not is passed over. [C] rudder-transformer sends the ids alone. */
export function bulkDeleteItems(house: CatalogDeps, request: Request): object[] {
  demandPermission(request.group, 'Catalogs > Delete catalog item')
  return inBulk(house, { ...request, action: 'deleted' }, (_, sent) => {
    const itemId = isObject(sent) ? sent.item_id : sent
    if (!isItemId(itemId)) return MALFORMED_ID
    return { action: 'delete', itemId }
  })
}

function inBulk(
  house: CatalogDeps,
  { catalogId, items, causedBy, action }: Request & { action: string },
  read: (catalog: Catalog, sent: unknown) => ItemChange | Failure,
): object[] {
  const catalog = demandCatalog(house, catalogId)
  if (items.length > MAX_ITEMS)
    throw catalogRefusal(`Expected at most ${MAX_ITEMS} items`, {
      reason: 'too-many-items',
      facts: { limit: MAX_ITEMS },
    })
  const room = new Room(
    catalog,
    action === 'deleted' ? Number.POSITIVE_INFINITY : house.settings.catalogItemLimit,
  )
  const outcomes = items.map(sent => room.admit(read(catalog, sent)))
  const changes = outcomes.filter(outcome => 'action' in outcome)
  enqueueWrite(house, itemChanges, { catalogId, action, changes, causedBy })
  return outcomes.map(outcome =>
    'action' in outcome
      ? { success: true, queued: true }
      : { success: false, queued: false, errors: outcome.errors },
  )
}

/** Counts what one request adds, so that no catalog grows beyond its limit. */
class Room {
  readonly #catalog: Catalog
  readonly #limit: number
  readonly #added = new Set<string>()

  constructor(catalog: Catalog, limit: number) {
    this.#catalog = catalog
    this.#limit = limit
  }

  admit(outcome: ItemChange | Failure): ItemChange | Failure {
    if ('errors' in outcome || this.#catalog.items.has(outcome.itemId)) return outcome
    if (!this.#added.has(outcome.itemId) && this.#catalog.items.size + this.#added.size >= this.#limit) {
      return { errors: { _global: [`The catalog has ${this.#limit} items already`] } }
    }
    this.#added.add(outcome.itemId)
    return outcome
  }
}

/** [D] update-a-catalog-item-2: edits do not reach an item whose id holds a slash; the words for it in bulk are a guess. */
const isItemId = (value: unknown): value is string =>
  typeof value === 'string' && value !== '' && !value.includes('/')

function readItem(
  { fields }: Catalog,
  sent: unknown,
): { itemId: string; properties: ItemProperties; upsert: boolean } | Failure {
  const { item_id: itemId, properties, upsert = false } = isObject(sent) ? sent : {}
  if (!isItemId(itemId)) return MALFORMED_ID
  if (!isObject(properties)) return { errors: { properties: ['Expected an object'] } }
  if (typeof upsert !== 'boolean') return { errors: { _global: ['upsert: expected true or false'] } }
  const names = misfits(fields, properties).map(({ name }) => name)
  if (names.length === 0) return { itemId, properties, upsert }
  // [D] bulk-update-catalog-item; [C] rudder-transformer, its fixture. That a wrong type is told so too is a guess.
  return { errors: { properties: [`Fields [${names.join(', ')}] are not properly defined.`] } }
}
