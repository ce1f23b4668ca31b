// The Catalog API: its rows in the list of operations. Every one takes private access.

import { bulkDeleteItems, updateItems, writeItems } from '../operations/catalogs/bulk-items.ts'
import { listCatalogs, readCatalog } from '../operations/catalogs/read-catalogs.ts'
import { listItems, readItem } from '../operations/catalogs/read-items.ts'
import { createCatalog, deleteCatalog, updateCatalog } from '../operations/catalogs/write-catalogs.ts'
import { deleteItem, deleteItems, updateItem, writeItem } from '../operations/catalogs/write-items.ts'
import { emulated, type Operation } from './operation.ts'

const CATALOGS = '/data/v2/projects/:projectToken/catalogs'
const CATALOG = `${CATALOGS}/:catalogId` as const
const ITEMS = `${CATALOG}/items` as const
const ITEM = `${ITEMS}/:itemId` as const

const GET = { method: 'GET', access: 'private', body: 'none' } as const
const POST = { method: 'POST', access: 'private', body: 'object' } as const
const PUT = { method: 'PUT', access: 'private', body: 'object' } as const
const BULK = { access: 'private', body: 'list' } as const
const DELETE = { method: 'DELETE', access: 'private', body: 'none' } as const

export const CATALOG_API: readonly Operation[] = [
  emulated({ id: 'data/listCatalogs', ...GET, path: CATALOGS, handler: listCatalogs }),
  emulated({ id: 'data/createCatalog', ...POST, path: CATALOGS, handler: createCatalog }),
  emulated({ id: 'data/readCatalog', ...GET, path: CATALOG, handler: readCatalog }),
  emulated({ id: 'data/updateCatalog', ...PUT, path: CATALOG, handler: updateCatalog }),
  emulated({ id: 'data/deleteCatalog', ...DELETE, path: CATALOG, handler: deleteCatalog }),
  emulated({ id: 'data/listItems', ...GET, path: ITEMS, handler: listItems }),
  emulated({ id: 'data/writeItems', ...BULK, method: 'PUT', path: ITEMS, handler: writeItems }),
  emulated({
    id: 'data/updateItems',
    ...BULK,
    method: 'POST',
    path: `${ITEMS}/partial-update`,
    handler: updateItems,
  }),
  // Before the item of any id.
  emulated({
    id: 'data/bulkDeleteItems',
    ...BULK,
    method: 'DELETE',
    path: `${ITEMS}/bulk-delete`,
    handler: bulkDeleteItems,
  }),
  emulated({ id: 'data/deleteItems', ...DELETE, path: ITEMS, handler: deleteItems }),
  emulated({ id: 'data/readItem', ...GET, path: ITEM, handler: readItem }),
  emulated({ id: 'data/writeItem', ...PUT, path: ITEM, handler: writeItem }),
  emulated({ id: 'data/deleteItem', ...DELETE, path: ITEM, handler: deleteItem }),
  emulated({ id: 'data/updateItem', ...POST, path: `${ITEM}/partial-update`, handler: updateItem }),
]
