// The catalog and the item that a path of the Catalog API names, or the vendor's 404.
import type { ItemProperties } from '../../catalogs/catalog-fields.ts'
import type { Catalog } from '../../catalogs/catalogs.ts'
import { unknownCatalogId } from '../../errors.ts'
import type { Records } from '../../records.ts'

export function demandCatalog({ catalogs }: Pick<Records, 'catalogs'>, catalogId: string): Catalog {
  const catalog = catalogs.get(catalogId)
  if (catalog !== undefined) return catalog
  const named = catalogs.named(catalogId)
  throw unknownCatalogId({
    reason: 'catalog-not-found',
    facts: { catalog: catalogId },
    hint:
      named === undefined
        ? `No catalog has the id ${JSON.stringify(catalogId)}.`
        : `This is the name of a catalog: its id is ${named.id}.`,
  })
}

export function demandItem({ name, items }: Catalog, itemId: string): ItemProperties {
  const properties = items.get(itemId)
  if (properties !== undefined) return properties
  throw unknownCatalogId({
    reason: 'item-not-found',
    facts: { catalog: name, item: itemId },
    hint: `The catalog ${JSON.stringify(name)} has no item ${JSON.stringify(itemId)}.`,
  })
}

/** [D] update-a-catalog-item-2: edits do not reach an item whose id holds a slash. */
export function demandEditable(itemId: string): void {
  if (!itemId.includes('/')) return
  throw unknownCatalogId({
    reason: 'item-not-editable',
    facts: { item: itemId },
    hint: 'An item whose id holds "/" cannot be edited over HTTP.',
  })
}
