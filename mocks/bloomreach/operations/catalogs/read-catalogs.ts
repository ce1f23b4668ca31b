// GET /data/v2/projects/{projectToken}/catalogs and /catalogs/{catalogId}: which catalogs there are, by id and name.

import type { ApiGroup } from '../../access/api-groups.ts'
import { demandPermission } from '../../access/permission.ts'
import type { Catalog } from '../../catalogs/catalogs.ts'
import type { Records } from '../../records.ts'
import { demandCatalog } from './demand-catalog.ts'

/** [D] get-all-catalogs-2: ids and names; the body around them is a guess, after that of one catalog. */
export function listCatalogs({ catalogs }: Records, { group }: { group: ApiGroup }) {
  demandPermission(group, 'Catalogs > Get catalog list')
  return { data: catalogs.list().map(wireCatalog), success: true }
}

/** [C] exponea-python-sdk, its fixture; the word of the permission is a guess. */
export function readCatalog(house: Records, { group, catalogId }: { group: ApiGroup; catalogId: string }) {
  demandPermission(group, 'Catalogs > Get catalog name')
  return { data: wireCatalog(demandCatalog(house, catalogId)), success: true }
}

const wireCatalog = ({ id, name }: Catalog) => ({ id, name })
