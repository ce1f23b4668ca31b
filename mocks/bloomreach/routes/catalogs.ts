// The Catalog API: transport only. Every operation takes private access.
import { type Context, Hono } from 'hono'
import type { SandboxEnv } from '../../kit/record-requests.ts'
import { authenticatePrivate } from '../http/auth.ts'
import { readBody } from '../http/request-body.ts'
import { listCatalogs, readCatalog } from '../operations/read-catalogs.ts'
import { listItems, readItem } from '../operations/read-items.ts'
import { createCatalog, deleteCatalog, updateCatalog } from '../operations/write-catalogs.ts'
import { deleteItem, deleteItems, updateItem, writeItem } from '../operations/write-items.ts'
import { named } from './named.ts'
import { pathOf } from './operation-list.ts'
import type { RoutesHouse } from './routes-house.ts'

export function catalogRoutes(house: RoutesHouse): Hono<SandboxEnv> {
  const { world, settings } = house
  /** Whose call it is, and of what. */
  const asked = (c: Context<SandboxEnv>) => ({
    group: authenticatePrivate(house, c),
    causedBy: c.get('requestSeq'),
    query: c.req.query(),
  })
  const sent = async (c: Context<SandboxEnv>) => ({ ...asked(c), body: await readBody(c, settings) })
  return new Hono<SandboxEnv>()
    .get(pathOf('data/listCatalogs'), named(world, 'data/listCatalogs'), c =>
      c.json(listCatalogs(house, asked(c))),
    )
    .post(pathOf('data/createCatalog'), named(world, 'data/createCatalog'), async c =>
      c.json(createCatalog(house, await sent(c))),
    )
    .get(pathOf('data/readCatalog'), named(world, 'data/readCatalog'), c =>
      c.json(readCatalog(house, { ...asked(c), ...c.req.param() })),
    )
    .put(pathOf('data/updateCatalog'), named(world, 'data/updateCatalog'), async c =>
      c.json(updateCatalog(house, { ...(await sent(c)), ...c.req.param() })),
    )
    .delete(pathOf('data/deleteCatalog'), named(world, 'data/deleteCatalog'), c =>
      c.json(deleteCatalog(house, { ...asked(c), ...c.req.param() })),
    )
    .get(pathOf('data/listItems'), named(world, 'data/listItems'), c =>
      c.json(listItems(house, { ...asked(c), ...c.req.param() })),
    )
    .delete(pathOf('data/deleteItems'), named(world, 'data/deleteItems'), c =>
      c.json(deleteItems(house, { ...asked(c), ...c.req.param() })),
    )
    .get(pathOf('data/readItem'), named(world, 'data/readItem'), c =>
      c.json(readItem(house, { ...asked(c), ...c.req.param() })),
    )
    .put(pathOf('data/writeItem'), named(world, 'data/writeItem'), async c =>
      c.json(writeItem(house, { ...(await sent(c)), ...c.req.param() })),
    )
    .delete(pathOf('data/deleteItem'), named(world, 'data/deleteItem'), c =>
      c.json(deleteItem(house, { ...asked(c), ...c.req.param() })),
    )
    .post(pathOf('data/updateItem'), named(world, 'data/updateItem'), async c =>
      c.json(updateItem(house, { ...(await sent(c)), ...c.req.param() })),
    )
}
