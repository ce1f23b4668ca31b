import { describe, expect, test } from 'vitest'
import type { BloomreachSettings } from '../../../../mocks/bloomreach/settings.ts'
import { givenBloomreach } from '../../../support/bloomreach.ts'

const DONE = { success: true, queued: true }
const MALFORMED_ID = {
  success: false,
  queued: false,
  errors: { _global: ['Malformed item id. Item id should be a string'] },
}
const undefinedFields = (names: string) => ({
  success: false,
  queued: false,
  errors: { properties: [`Fields [${names}] are not properly defined.`] },
})

/** A catalog with the items a and b. */
function given(settings: Partial<BloomreachSettings> = {}) {
  const house = givenBloomreach(settings)
  house.catalogs.load({
    Shoes: {
      id: 'shoes',
      fields: [
        { name: 'title', type: 'string', searchable: true },
        { name: 'price', type: 'number', searchable: true },
      ],
      isProductCatalog: false,
      items: { a: { title: 'Red', price: 1 }, b: { title: 'Blue', price: 2 } },
    },
  })
  const call = (method: string, path: string, body: unknown) =>
    house.send(`/data/v2/projects/${house.token}/catalogs/${path}`, {
      method,
      headers: { authorization: house.basic, 'content-type': 'application/json' },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })
  return {
    ...house,
    write: (body: unknown, catalog = 'shoes') => call('PUT', `${catalog}/items`, body),
    update: (body: unknown, catalog = 'shoes') => call('POST', `${catalog}/items/partial-update`, body),
    remove: (body: unknown, catalog = 'shoes') => call('DELETE', `${catalog}/items/bulk-delete`, body),
    items: () => Object.fromEntries(house.catalogs.get('shoes')?.items ?? []),
  }
}

describe('many items at once', () => {
  test('each written item has its own result, in order; what is wrong with one fails it alone', async () => {
    const { write, items } = given()

    const { status, body } = await write([
      { item_id: 'a', properties: { title: 'Green' } },
      { item_id: 'c', properties: { colour: 'x', size: 1, title: 'y' } },
      { item_id: 7, properties: {} },
      { item_id: 'd/e', properties: {} },
      { item_id: 'd', properties: { price: '5' } },
      'f',
      { item_id: 'g' },
      { item_id: 'h', properties: {} },
    ])

    expect(status).toBe(200)
    expect(body).toEqual([
      DONE,
      undefinedFields('colour, size'),
      MALFORMED_ID,
      MALFORMED_ID,
      undefinedFields('price'),
      MALFORMED_ID,
      { success: false, queued: false, errors: { properties: ['Expected an object'] } },
      DONE,
    ])
    expect(items()).toEqual({ a: { title: 'Green' }, b: { title: 'Blue', price: 2 }, h: {} })
  })

  test('a partial update of many leaves other properties, and makes items only with upsert', async () => {
    const { update, items } = given()
    const properties = { price: 9 }

    const { body } = await update([
      { item_id: 'a', properties },
      { item_id: 'c', properties },
      { item_id: 'd', properties, upsert: true },
      { item_id: 'e', properties, upsert: 'yes' },
    ])

    expect(body).toMatchObject([DONE, DONE, DONE, { success: false }])
    expect(items()).toEqual({
      a: { title: 'Red', price: 9 },
      b: { title: 'Blue', price: 2 },
      d: { price: 9 },
    })
  })

  test('a bulk delete takes ids, passes over unknown ones and deletes the rest', async () => {
    const { remove, items, world } = given()

    const { body } = await remove(['a', 'nobody', 5, { item_id: 'b' }, null])

    expect(body).toEqual([DONE, DONE, MALFORMED_ID, DONE, MALFORMED_ID])
    expect(items()).toEqual({})
    expect(world.journal.read({ kind: 'bloomreach.catalog-item' })).toMatchObject([
      { action: 'deleted', items: 3 },
    ])
  })

  test('at most 5,000 items and maxBodyBytes are taken, and nothing of more', async () => {
    const { write, catalogs } = given()
    const many = (count: number) =>
      Array.from({ length: count }, (_, n) => ({ item_id: `i${n}`, properties: { price: n } }))

    expect(await write(many(5_001))).toMatchObject({
      status: 400,
      body: { errors: { _global: ['Expected at most 5000 items'] }, success: false },
    })
    expect((await write([{ item_id: 'x', properties: { title: 'x'.repeat(10_485_760) } }])).status).toBe(413)
    expect(catalogs.get('shoes')?.items.size).toBe(2)
    expect((await write(many(5_000))).body).toHaveLength(5_000)
    expect(catalogs.get('shoes')?.items.size).toBe(5_002)
  })

  test('what is beyond catalogItemLimit fails alone, whether it is there or only sent', async () => {
    const { write, items } = given({ catalogItemLimit: 3 })
    const sent = (itemId: string) => ({ item_id: itemId, properties: {} })

    const { body } = await write([sent('c'), sent('d'), sent('c'), sent('a')])

    expect(body).toMatchObject([DONE, { success: false }, DONE, DONE])
    expect(Object.keys(items())).toEqual(['a', 'b', 'c'])
  })

  test('an object, a text or nothing is no list and changes nothing', async () => {
    const { write, update, remove, items } = given()
    const before = items()

    for (const verb of [write, update, remove]) {
      for (const body of [{}, 'x', '', 'null', '1', { items: [] }]) {
        expect(await verb(body)).toMatchObject({ status: 400, body: { message: 'Invalid JSON' } })
      }
      expect((await verb([], 'nobody')).status).toBe(404)
      expect(await verb([])).toMatchObject({ status: 200, body: [] })
    }
    expect(items()).toEqual(before)
  })

  test('each bulk operation needs the permission of its single one', async () => {
    const { access, write, update, remove } = given()
    const { id: keyId, secret } = access.privateKey()

    access.replace([{ access: 'private', keyId, secret, permissions: [] }])

    for (const verb of [write, update, remove]) expect((await verb([])).status).toBe(403)
  })

  test('they are queued: with readLagMs they become visible later', async () => {
    const { remove, items, world } = given({ readLagMs: 10_000 })

    await remove(['a'])

    expect(Object.keys(items())).toEqual(['a', 'b'])
    await world.clock.advance(10_000)
    expect(Object.keys(items())).toEqual(['b'])
  })
})
