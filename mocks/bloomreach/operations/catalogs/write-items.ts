// PUT, POST and DELETE below /data/v2/projects/{projectToken}/catalogs/{catalogId}/items: writes, changes and removes items.
// [D] update-a-catalog-item-2: these are queued, and success means that the request was taken.

import { demandPermission } from '../../access/permission.ts'
import { type ItemProperties, misfit } from '../../catalogs/catalog-fields.ts'
import type { Catalog } from '../../catalogs/catalogs.ts'
import { catalogRefusal, catalogSchemaError } from '../../errors.ts'
import { readItem, readItemUpdate } from '../../schemas/catalog.ts'
import type { WriteRequest } from '../update-customer.ts'
import { enqueueWrite } from '../write-queue.ts'
import { demandCatalog, demandEditable } from './demand-catalog.ts'
import { type ItemChange, itemChange, itemsDeletion } from './item-changes.ts'
import type { CatalogDeps } from './write-catalogs.ts'

type OfCatalog = Omit<WriteRequest, 'body'> & { catalogId: string }
type OfItem = OfCatalog & { itemId: string }
type Sent = Pick<WriteRequest, 'body'>

/** [D] bulk-delete-catalog-items shows it for each of its items; that one write answers the same is a guess. */
const QUEUED = { success: true, queued: true } as const

/** [D] update-a-catalog-item-2: makes the item or replaces all its properties. */
export function writeItem(house: CatalogDeps, request: OfItem & Sent) {
  demandPermission(request.group, 'Catalogs > Create or update catalog item')
  demandEditable(request.itemId)
  const catalog = demandCatalog(house, request.catalogId)
  const properties = fitting(catalog, readItem(request.body))
  refuseBeyondLimit(house, catalog, request.itemId)
  enqueue(house, request, { action: 'write', itemId: request.itemId, properties })
  return QUEUED
}

/** [D] catalog-item-partial-update-2: only the given properties; without `upsert` no item is made. */
export function updateItem(house: CatalogDeps, request: OfItem & Sent) {
  demandPermission(request.group, 'Catalogs > Partial update catalog item')
  demandEditable(request.itemId)
  const catalog = demandCatalog(house, request.catalogId)
  const { properties: given, upsert } = readItemUpdate(request.body)
  const properties = fitting(catalog, given)
  if (upsert) refuseBeyondLimit(house, catalog, request.itemId)
  enqueue(house, request, { action: 'update', itemId: request.itemId, properties, upsert })
  return QUEUED
}

export function deleteItem(house: CatalogDeps, request: OfItem) {
  demandPermission(request.group, 'Catalogs > Delete catalog item')
  demandEditable(request.itemId)
  demandCatalog(house, request.catalogId)
  enqueue(house, request, { action: 'delete', itemId: request.itemId })
  return QUEUED
}

/** [D] delete-all-catalog-items-2: for one item the permission to delete one is enough. */
export function deleteItems(house: CatalogDeps, { group, catalogId, causedBy }: OfCatalog) {
  const catalog = demandCatalog(house, catalogId)
  if (catalog.items.size > 1 || !group.permissions.has('Catalogs > Delete catalog item')) {
    demandPermission(group, 'Catalogs > Delete all catalog items')
  }
  enqueueWrite(house, itemsDeletion, { catalogId, causedBy })
  return QUEUED
}

function fitting({ fields }: Catalog, properties: ItemProperties): ItemProperties {
  const problem = misfit(fields, properties)
  if (problem !== undefined) throw catalogSchemaError(problem)
  return properties
}

function refuseBeyondLimit({ settings }: CatalogDeps, { items }: Catalog, itemId: string): void {
  if (items.size < settings.catalogItemLimit || items.has(itemId)) return
  throw catalogRefusal(`The catalog has ${items.size} items already`, {
    reason: 'too-many-items',
    facts: { items: items.size },
    hint: 'Setting catalogItemLimit.',
  })
}

function enqueue(house: CatalogDeps, { catalogId, causedBy }: OfItem, change: ItemChange): void {
  enqueueWrite(house, itemChange, { catalogId, change, causedBy })
}
