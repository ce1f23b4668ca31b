// Changes of a catalog's items that wait in the queue of writes, and what each of them does when its time has come.
import type { ItemProperties } from '../../catalogs/catalog-fields.ts'
import type { Catalog } from '../../catalogs/catalogs.ts'
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
    const action = apply(house.catalogs.get(catalogId), change)
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
    const catalog = house.catalogs.get(catalogId)
    for (const change of changes) apply(catalog, change)
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
    const catalog = house.catalogs.get(catalogId)
    const items = catalog?.items.size ?? 0
    catalog?.items.clear()
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
function apply(catalog: Catalog | undefined, change: ItemChange): Outcome {
  if (catalog === undefined) return 'passed over'
  const { items } = catalog
  const { itemId } = change
  if (change.action === 'delete') return items.delete(itemId) ? 'deleted' : 'passed over'
  const known = items.get(itemId)
  if (change.action === 'write') {
    items.set(itemId, change.properties)
    return 'written'
  }
  if (known === undefined && !change.upsert) return 'passed over'
  items.set(itemId, { ...known, ...change.properties })
  return known === undefined ? 'written' : 'updated'
}
