// Changes of a catalog's items that wait in the queue of writes, and what each of them does when its time has come.
import type { ItemProperties } from '../../catalogs/catalog-fields.ts'
import type { Catalogs } from '../../catalogs/catalogs.ts'
import type { QueuedWrite } from '../write-queue.ts'
import type { CatalogDeps } from './write-catalogs.ts'

export type ItemChange =
  | { action: 'write'; itemId: string; properties: ItemProperties }
  | { action: 'update'; itemId: string; properties: ItemProperties; upsert: boolean }
  | { action: 'delete'; itemId: string }

interface OfCatalog {
  catalogId: string
  causedBy: number
}

type Outcome = 'written' | 'updated' | 'deleted' | 'passed over'

export const itemChange: QueuedWrite<CatalogDeps, OfCatalog & { change: ItemChange }> = {
  name: 'catalog item',
  label: ({ catalogId, change }, house) =>
    `item ${change.itemId} of ${house.catalogs.get(catalogId)?.name} becomes visible`,
  apply(house, { catalogId, change, causedBy }) {
    const action = apply(house.catalogs, catalogId, change)
    const { itemId: item } = change
    house.world.journal.append({
      kind: 'bloomreach.catalog-item',
      causedBy,
      action,
      catalog: catalogId,
      item,
    })
  },
}

export const itemChanges: QueuedWrite<
  CatalogDeps,
  OfCatalog & { action: string; changes: readonly ItemChange[] }
> = {
  name: 'catalog items',
  label: ({ catalogId, changes }, house) =>
    `${changes.length} items of ${house.catalogs.get(catalogId)?.name} become visible`,
  apply(house, { catalogId, changes, causedBy, action }) {
    for (const change of changes) apply(house.catalogs, catalogId, change)
    house.world.journal.append({
      kind: 'bloomreach.catalog-item',
      causedBy,
      action,
      catalog: catalogId,
      items: changes.length,
    })
  },
}

export const itemsDeletion: QueuedWrite<CatalogDeps, OfCatalog> = {
  name: 'all catalog items',
  label: ({ catalogId }, house) => `items of ${house.catalogs.get(catalogId)?.name} are deleted`,
  apply(house, { catalogId, causedBy }) {
    const items = house.catalogs.get(catalogId)?.items.size ?? 0
    house.catalogs.deleteItems(catalogId)
    house.world.journal.append({
      kind: 'bloomreach.catalog-item',
      causedBy,
      action: 'all deleted',
      catalog: catalogId,
      items,
    })
  },
}

/** The catalog may be gone by then. */
function apply(catalogs: Catalogs, id: string, change: ItemChange): Outcome {
  const catalog = catalogs.get(id)
  if (catalog === undefined) return 'passed over'
  const { itemId } = change
  if (change.action === 'delete') return catalogs.deleteItem(id, itemId) ? 'deleted' : 'passed over'
  const known = catalog.items.get(itemId)
  if (change.action === 'write') {
    catalogs.setItem(id, itemId, change.properties)
    return 'written'
  }
  if (known === undefined && !change.upsert) return 'passed over'
  catalogs.setItem(id, itemId, { ...known, ...change.properties })
  return known === undefined ? 'written' : 'updated'
}
