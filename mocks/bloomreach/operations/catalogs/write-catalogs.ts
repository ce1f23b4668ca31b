// POST /data/v2/projects/{projectToken}/catalogs, PUT and DELETE /catalogs/{catalogId}: makes, renames and removes a catalog.

import { demandPermission } from '../../access/permission.ts'
import { updatedFields } from '../../catalogs/catalog-fields.ts'
import type { Catalog } from '../../catalogs/catalogs.ts'
import { catalogRefusal, catalogSchemaError } from '../../errors.ts'
import { readCatalogUpdate, readNewCatalog } from '../../schemas/catalog.ts'
import type { ReadDeps } from '../read-attributes.ts'
import type { WriteDeps, WriteRequest } from '../update-customer.ts'
import { demandCatalog } from './demand-catalog.ts'

export type CatalogDeps = ReadDeps & Pick<WriteDeps, 'world' | 'writeQueue'>
type Of<Request> = Request & { catalogId: string }

export function createCatalog(house: CatalogDeps, { group, body, causedBy }: WriteRequest) {
  demandPermission(group, 'Catalogs > Create catalog')
  const catalog = readNewCatalog(body)
  const { catalogs, settings } = house
  refuseTakenName(house, catalog.name)
  if (catalogs.size >= settings.catalogLimit) {
    throw catalogRefusal(`There are ${catalogs.size} catalogs already`, {
      reason: 'too-many-catalogs',
      facts: { catalogs: catalogs.size },
      hint: 'Setting catalogLimit.',
    })
  }
  const { id } = record(house, { action: 'created', causedBy, catalog: catalogs.add(catalog) })
  return { id, success: true }
}

/** [D] update-a-catalog-name-2: the name, and the existing fields again. */
export function updateCatalog(house: CatalogDeps, { group, body, causedBy, catalogId }: Of<WriteRequest>) {
  demandPermission(group, 'Catalogs > Update catalog')
  const catalog = demandCatalog(house, catalogId)
  const { name, fields } = readCatalogUpdate(body)
  const update = updatedFields(catalog.fields, fields)
  if ('problem' in update) throw catalogSchemaError(update.problem)
  if (update.added > 0 && house.settings.catalogFieldChanges === 'refuse') {
    throw catalogSchemaError('fields cannot be added')
  }
  if (name !== catalog.name) refuseTakenName(house, name)
  house.catalogs.update(catalog, { name, fields: update.fields })
  record(house, { action: 'updated', causedBy, catalog })
  return { success: true }
}

export function deleteCatalog(
  house: CatalogDeps,
  { group, causedBy, catalogId }: Of<Omit<WriteRequest, 'body'>>,
) {
  demandPermission(group, 'Catalogs > Delete catalog')
  const catalog = demandCatalog(house, catalogId)
  house.catalogs.remove(catalog)
  record(house, { action: 'deleted', causedBy, catalog })
  return { success: true }
}

/** Guess, README "Names of catalogs": templates find a catalog by its name, so there is one of each. */
function refuseTakenName({ catalogs }: CatalogDeps, name: string): void {
  if (catalogs.named(name) !== undefined) {
    throw catalogRefusal(`name: there is a catalog ${JSON.stringify(name)} already`, {
      reason: 'catalog-exists',
      facts: { catalog: name },
    })
  }
}

function record(
  { world }: CatalogDeps,
  { action, causedBy, catalog }: { action: string; causedBy: number; catalog: Catalog },
): Catalog {
  const { id, name } = catalog
  world.journal.append({ kind: 'bloomreach.catalog', causedBy, action, catalog: id, name })
  return catalog
}
