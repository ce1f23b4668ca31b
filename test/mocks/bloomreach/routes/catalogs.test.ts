import { describe, expect, test } from 'vitest'
import type { BloomreachSettings } from '../../../../mocks/bloomreach/settings.ts'
import { givenBloomreach } from '../../../support/bloomreach.ts'
import { chain, email, givenScenarios, now } from '../../../support/scenarios.ts'

const NOT_FOUND = {
  status: 404,
  body: {
    errors: {
      _global: [
        'The requested URL was not found on the server. If you entered the URL manually please check your spelling and try again.',
      ],
    },
    success: false,
  },
}
const FIELDS = [
  { name: 'title', type: 'string', searchable: true },
  { name: 'price', type: 'number', searchable: true },
  { name: 'note', type: 'string' },
]
const DONE = { status: 200, body: { success: true } }
const QUEUED = { status: 200, body: { success: true, queued: true } }

function given(settings: Partial<BloomreachSettings> = {}) {
  const house = givenBloomreach(settings)
  const call =
    (method: string) =>
    (path: string, body?: unknown, authorization = house.basic) =>
      house.send(`/data/v2/projects/${house.token}/catalogs${path}`, {
        method,
        headers: { authorization, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
  const verbs = { get: call('GET'), post: call('POST'), put: call('PUT'), remove: call('DELETE') }
  return {
    ...house,
    ...verbs,
    /** The id of a new catalog. */
    async create(name = 'Shoes', fields: unknown = FIELDS): Promise<string> {
      const { body } = await verbs.post('', { name, fields })
      return (body as { id: string }).id
    },
  }
}

/** Shoes with an item for each letter; the later in the alphabet, the cheaper. */
async function givenShoes(letters = 'abc', settings: Partial<BloomreachSettings> = {}) {
  const house = given(settings)
  const id = await house.create()
  for (const [index, letter] of [...letters].entries()) {
    const properties = { title: `Shoe ${letter.toUpperCase()}`, price: 100 - index }
    await house.put(`/${id}/items/${letter}`, { properties })
  }
  const titles = async (query: string) => {
    const { body } = await house.get(`/${id}/items?${query}`)
    return (body as { data: { item_id: string }[] }).data.map(item => item.item_id).join('')
  }
  return { ...house, id, titles, item: (letter: string) => house.catalogs.get(id)?.items.get(letter) }
}

describe('catalogs', () => {
  test('a catalog is created with a name and fields, listed by id and name, read, and deleted', async () => {
    const { post, get, remove } = given()

    const { status, body } = await post('', { name: 'Shoes', fields: FIELDS, is_product_catalog: true })
    const { id } = body as { id: string }

    expect({ status, body }).toEqual({
      status: 200,
      body: { id: expect.stringMatching(/^[0-9a-f]{24}$/), success: true },
    })
    expect((await get('')).body).toEqual({ data: [{ id, name: 'Shoes' }], success: true })
    expect((await get(`/${id}`)).body).toEqual({ data: { id, name: 'Shoes' }, success: true })
    expect(await remove(`/${id}`)).toMatchObject(DONE)
    expect(await get(`/${id}`)).toMatchObject(NOT_FOUND)
    expect((await get('')).body).toEqual({ data: [], success: true })
  })

  test('an id that does not exist is 404 with the words of the unknown URL', async () => {
    const { get, put, post, remove, create } = given()
    const id = await create()
    const body = { name: 'X', fields: [], properties: {} }

    for (const answer of [
      get('/nobody'),
      put('/nobody', body),
      remove('/nobody'),
      get('/nobody/items'),
      remove('/nobody/items'),
      get('/nobody/items/a'),
      put('/nobody/items/a', body),
      remove('/nobody/items/a'),
      post('/nobody/items/a/partial-update', body),
      get(`/${id}/items/nothing`),
    ]) {
      expect(await answer).toMatchObject(NOT_FOUND)
    }
  })

  test('who asks by the name of a catalog is told its id', async () => {
    const { get, create } = given()
    const id = await create('Shoes')

    const { status, headers } = await get('/Shoes')

    expect(status).toBe(404)
    expect(headers.get('x-sandbox-hint')).toContain(id)
  })

  test('a field has a name, one of ten types and may be searchable', async () => {
    const { post, catalogs } = given()

    for (const fields of [
      undefined,
      'title',
      [{}],
      [{ name: '' }],
      [{ name: 'a.b' }],
      [{ name: '$a' }],
      [{ name: 'a\0' }],
      [{ name: 'a', type: 'text' }],
      [{ name: 'a', searchable: 'yes' }],
      [{ name: 'a' }, { name: 'a' }],
    ]) {
      const { status, body } = await post('', { name: 'Shoes', fields })
      expect({ status, body }).toEqual({
        status: 400,
        body: { errors: { _global: [expect.stringContaining('fields')] }, success: false },
      })
    }
    expect(catalogs.size).toBe(0)
    expect((await post('', { name: 'Shoes', fields: [{ name: 'a' }] })).status).toBe(200)
    expect(catalogs.named('Shoes')?.fields).toEqual([{ name: 'a', type: 'string', searchable: false }])
  })

  test('an update renames, and its fields have to match those that there are', async () => {
    const { put, get, create, catalogs } = given()
    const id = await create()
    const [title, price, note] = FIELDS

    for (const fields of [
      [title, price],
      [title, price, { ...note, type: 'number' }],
      [title, { ...price, searchable: false }, note],
    ]) {
      expect(await put(`/${id}`, { name: 'Boots', fields })).toMatchObject({
        status: 400,
        body: { errors: { _global: [expect.stringContaining('schema validation')] }, success: false },
      })
    }
    expect((await get(`/${id}`)).body).toMatchObject({ data: { name: 'Shoes' } })

    expect(await put(`/${id}`, { name: 'Boots', fields: FIELDS })).toMatchObject(DONE)
    expect((await get(`/${id}`)).body).toMatchObject({ data: { name: 'Boots' } })
    expect(catalogs.named('Shoes')).toBeUndefined()
  })

  test('a new field is added by an update that names it after all others', async () => {
    const { put, create, catalogs } = given()
    const id = await create()
    const names = [...FIELDS, { name: 'size' }].map(({ name }) => ({ name }))

    expect(await put(`/${id}`, { name: 'Shoes', fields: names })).toMatchObject(DONE)
    expect(await put(`/${id}/items/a`, { properties: { size: '42' } })).toMatchObject(QUEUED)
    expect(catalogs.get(id)?.fields).toMatchObject([...FIELDS, { name: 'size', type: 'string' }])
  })

  test('with catalogFieldChanges refuse an update brings no new field', async () => {
    const { put, create } = given({ catalogFieldChanges: 'refuse' })
    const id = await create()

    expect((await put(`/${id}`, { name: 'Shoes', fields: [...FIELDS, { name: 'size' }] })).status).toBe(400)
    expect((await put(`/${id}`, { name: 'Boots', fields: FIELDS })).status).toBe(200)
  })

  test('there is one catalog of each name', async () => {
    const { post, put, create } = given()
    await create('Shoes')
    const id = await create('Boots')

    expect((await post('', { name: 'Shoes', fields: [] })).status).toBe(400)
    expect((await put(`/${id}`, { name: 'Shoes', fields: FIELDS })).status).toBe(400)
    expect((await put(`/${id}`, { name: 'Boots', fields: FIELDS })).status).toBe(200)
  })

  test('above catalogLimit and catalogItemLimit nothing is added, and the hint names the setting', async () => {
    const { post, put, create } = given({ catalogLimit: 1, catalogItemLimit: 1 })
    const id = await create()
    const properties = { title: 'x' }
    await put(`/${id}/items/a`, { properties })

    const another = await post('', { name: 'Boots', fields: [] })
    expect([another.status, another.headers.get('x-sandbox-hint')]).toEqual([400, 'Setting catalogLimit.'])
    const second = await put(`/${id}/items/b`, { properties })
    expect([second.status, second.headers.get('x-sandbox-hint')]).toEqual([400, 'Setting catalogItemLimit.'])
    expect((await post(`/${id}/items/b/partial-update`, { properties, upsert: true })).status).toBe(400)
    expect((await put(`/${id}/items/a`, { properties })).status).toBe(200)
  })
})

describe('items', () => {
  test('a written item has the given properties and no others', async () => {
    const { put, id, item } = await givenShoes('a')

    expect(await put(`/${id}/items/a`, { properties: { note: 'new' } })).toMatchObject(QUEUED)

    expect(item('a')).toEqual({ note: 'new' })
  })

  test('a partial update leaves the other properties, and makes an item only with upsert', async () => {
    const { post, id, item, world } = await givenShoes('a')
    const update = (letter: string, more: object = {}) =>
      post(`/${id}/items/${letter}/partial-update`, { properties: { note: 'new' }, ...more })

    for (const answer of [update('a'), update('b'), update('c', { upsert: true })]) {
      expect(await answer).toMatchObject(QUEUED)
    }

    expect(item('a')).toEqual({ title: 'Shoe A', price: 100, note: 'new' })
    expect(item('b')).toBeUndefined()
    expect(item('c')).toEqual({ note: 'new' })
    const actions = world.journal.read({ kind: 'bloomreach.catalog-item' }).map(({ action }) => action)
    expect(actions).toEqual(['written', 'updated', 'passed over', 'written'])
  })

  test('a property that is no field, or of another type, is a catalog schema validation error', async () => {
    const { put, post, id, item } = await givenShoes('a')

    for (const properties of [
      { colour: 'red' },
      { '': 1 },
      { 'ti.tle': 'x' },
      { price: '5' },
      { title: 5 },
      { note: ['x'] },
    ]) {
      for (const answer of [
        put(`/${id}/items/a`, { properties }),
        post(`/${id}/items/a/partial-update`, { properties }),
      ]) {
        expect(await answer).toMatchObject({
          status: 400,
          body: {
            errors: { _global: [expect.stringContaining('Catalog schema validation error')] },
            success: false,
          },
        })
      }
    }
    expect(item('a')).toEqual({ title: 'Shoe A', price: 100 })
    expect((await put(`/${id}/items/a`, { properties: { title: null } })).status).toBe(200)
  })

  test('each type of field takes its kind of value; dates are Unix time', async () => {
    const { put, create } = given()
    const good: Record<string, unknown> = {
      string: 'x',
      'long text': 'x',
      url: 'https://example.com',
      number: 1.5,
      boolean: false,
      date: 1_767_600_000,
      datetime: 1_767_600_000,
      duration: 60,
      list: ['a'],
      json: { a: 1 },
    }
    const types = Object.keys(good)
    const id = await create(
      'All',
      types.map(type => ({ name: type, type })),
    )

    for (const type of types) {
      for (const [kind, value] of Object.entries(good)) {
        const { status } = await put(`/${id}/items/a`, { properties: { [type]: value } })
        const fits = type === 'json' || kindOf(kind) === kindOf(type)
        expect([type, value, status]).toEqual([type, value, fits ? 200 : 400])
      }
    }
  })

  test('an item whose id holds a slash is not edited', async () => {
    const { put, post, remove, id, item } = await givenShoes('a')
    const body = { properties: { title: 'x' }, upsert: true }

    expect(await put(`/${id}/items/a%2Fb`, body)).toMatchObject(NOT_FOUND)
    expect(await post(`/${id}/items/a%2Fb/partial-update`, body)).toMatchObject(NOT_FOUND)
    expect(await remove(`/${id}/items/a%2Fb`)).toMatchObject(NOT_FOUND)
    expect((await put(`/${id}/items/a/b`, body)).status).toBe(404)
    expect(item('a/b')).toBeUndefined()
    expect(await put(`/${id}/items/%D1%8F%20%3F`, body)).toMatchObject(QUEUED)
    expect(item('я ?')).toEqual({ title: 'x' })
  })

  test('one item, or all of them, are deleted; the catalog stays', async () => {
    const { get, remove, id, titles } = await givenShoes('abc')

    expect(await remove(`/${id}/items/b`)).toMatchObject(QUEUED)
    expect(await remove(`/${id}/items/b`)).toMatchObject(QUEUED)
    expect(await titles('')).toBe('ac')
    expect(await remove(`/${id}/items`)).toMatchObject(QUEUED)
    expect(await titles('')).toBe('')
    expect((await get(`/${id}`)).status).toBe(200)
  })

  test('writes of items are queued: with readLagMs they become visible later, in their order', async () => {
    const { put, post, id, item, world } = await givenShoes('', { readLagMs: 10_000 })
    await put(`/${id}/items/a`, { properties: { title: 'Red', price: 1 } })
    await post(`/${id}/items/a/partial-update`, { properties: { price: 2 } })

    expect(item('a')).toBeUndefined()
    await world.clock.advance(10_000)

    expect(item('a')).toEqual({ title: 'Red', price: 2 })
  })
})

describe('lists of items', () => {
  test('a page of items has its limit, what was skipped, how many matched and how many there are', async () => {
    const { get, id } = await givenShoes('abc')

    expect((await get(`/${id}/items?query=shoe%20B`)).body).toEqual({
      data: [{ catalog_id: id, item_id: 'b', properties: { title: 'Shoe B', price: 99 } }],
      limit: 20,
      matched: 1,
      matched_limited: false,
      skip: 0,
      success: true,
      total: 3,
    })
  })

  test('twenty items come at once unless count and skip say otherwise', async () => {
    const letters = 'abcdefghijklmnopqrstuvwxyz'
    const { titles } = await givenShoes(letters)

    expect(await titles('')).toBe(letters.slice(0, 20))
    expect(await titles('skip=20')).toBe('uvwxyz')
    expect(await titles('count=3&skip=1')).toBe('bcd')
    expect(await titles('count=0')).toBe('')
  })

  test('count and skip above 1001 together are 400', async () => {
    const { get, id } = await givenShoes('a')

    expect((await get(`/${id}/items?count=1000&skip=1`)).status).toBe(200)
    for (const query of ['count=1000&skip=2', 'count=1002', 'count=-1', 'count=x', 'skip=1.5', 'skip=']) {
      expect(await get(`/${id}/items?${query}`)).toMatchObject({
        status: 400,
        body: { errors: { _global: [expect.stringMatching(/count|skip/)] }, success: false },
      })
    }
  })

  test('a query looks into ids and properties, with field into one searchable column only', async () => {
    const { put, get, id, titles } = await givenShoes('abc')
    await put(`/${id}/items/a`, { properties: { title: 'Sandal', note: 'shoe', price: 5 } })

    expect(await titles('query=SHOE')).toBe('abc')
    expect(await titles('query=shoe&field=title')).toBe('bc')
    expect(await titles('query=9&field=price')).toBe('bc')
    expect(await titles('query=b&field=price')).toBe('')
    for (const field of ['note', 'nothing', 'constructor']) {
      expect((await get(`/${id}/items?query=shoe&field=${field}`)).status).toBe(400)
    }
  })

  test('order names columns, each ascending or descending', async () => {
    const { put, get, id, titles } = await givenShoes('abc')
    await put(`/${id}/items/d`, { properties: { title: 'Shoe A' } })

    expect(await titles('order=price%20asc')).toBe('dcba')
    expect(await titles('order=price')).toBe('dcba')
    expect(await titles('order=title%20asc,price%20desc')).toBe('adbc')
    expect(await titles('order=item_id%20DESC')).toBe('dcba')
    expect((await get(`/${id}/items?order=colour%20asc`)).status).toBe(400)
  })

  test('one item is answered by itself, or as a page of one with catalogItemAnswer page', async () => {
    const { get, id, settings } = await givenShoes('abc')
    const item = { catalog_id: id, item_id: 'b', properties: { title: 'Shoe B', price: 99 } }

    expect((await get(`/${id}/items/b`)).body).toEqual({ data: item, success: true })
    settings.catalogItemAnswer = 'page'
    expect((await get(`/${id}/items/b`)).body).toMatchObject({ data: [item], matched: 1, total: 3 })
  })
})

describe('access to catalogs', () => {
  test('each operation on catalogs needs its own permission', async () => {
    const { get, put, post, remove, access, basic, create } = given()
    const id = await create()
    const { id: keyId, secret } = access.privateKey()
    const body = { name: 'Shoes', fields: FIELDS, properties: {} }
    await put(`/${id}/items/a`, body)
    await put(`/${id}/items/b`, body)
    const calls = {
      'Catalogs > Get catalog list': () => get('', undefined, basic),
      'Catalogs > Get catalog name': () => get(`/${id}`),
      'Catalogs > Create catalog': () => post('', { ...body, name: 'Boots' }),
      'Catalogs > Update catalog': () => put(`/${id}`, body),
      'Catalogs > Get catalog items': () => get(`/${id}/items`),
      'Catalogs > Get catalog item': () => get(`/${id}/items/a`),
      'Catalogs > Create or update catalog item': () => put(`/${id}/items/a`, body),
      'Catalogs > Partial update catalog item': () => post(`/${id}/items/a/partial-update`, body),
      'Catalogs > Delete all catalog items': () => remove(`/${id}/items`),
      'Catalogs > Delete catalog item': () => remove(`/${id}/items/a`),
      'Catalogs > Delete catalog': () => remove(`/${id}`),
    } as const
    const grant = (permissions: (keyof typeof calls)[]) =>
      access.replace([{ access: 'private', keyId, secret, permissions }])

    for (const [permission, call] of Object.entries(calls)) {
      grant([])
      const { status, body: refusal, headers } = await call()
      expect({ status, refusal }).toEqual({
        status: 403,
        refusal: { success: false, errors: ['no permission'] },
      })
      expect(headers.get('x-sandbox-hint')).toContain(permission)
      grant([permission as keyof typeof calls])
      expect((await call()).status, permission).toBe(200)
    }
  })

  test('the last item is deleted with the permission to delete one', async () => {
    const { put, remove, access, create } = given()
    const id = await create()
    const { id: keyId, secret } = access.privateKey()
    await put(`/${id}/items/a`, { properties: {} })
    await put(`/${id}/items/b`, { properties: {} })
    access.replace([{ access: 'private', keyId, secret, permissions: ['Catalogs > Delete catalog item'] }])

    expect((await remove(`/${id}/items`)).status).toBe(403)
    await remove(`/${id}/items/b`)
    expect(await remove(`/${id}/items`)).toMatchObject(QUEUED)
  })

  test('catalogs take private access only', async () => {
    const { get, access } = given()

    expect(await get('', undefined, `Token ${access.publicToken()}`)).toMatchObject({
      status: 401,
      body: { success: false, error: 'Access key not found' },
    })
  })
})

describe('one store', () => {
  test('templates see what was written over HTTP, and HTTP sees the catalogs of the world', async () => {
    const bloomreach = await givenScenarios({
      world: {
        customers: [{ ids: { registered: 'ada@example.com' }, attributes: { email: 'ada@example.com' } }],
        catalogs: {
          Shoes: { a: { title: 'Red', price: 5 } },
          Hats: { id: 'h1', fields: [{ name: 'title' }], items: { x: { title: 'Felt' } } },
        },
      },
    })
    const { app, projectToken: token, apiKeyId, apiSecret } = bloomreach
    const send = async (method: string, path: string, body?: unknown) => {
      const response = await app.request(`/data/v2/projects/${token}/catalogs${path}`, {
        method,
        headers: { authorization: `Basic ${btoa(`${apiKeyId}:${apiSecret}`)}` },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      return (await response.json()) as { data: { id: string; name: string }[]; success: boolean }
    }
    const { data } = await send('GET', '')
    const shoes = data.find(({ name }) => name === 'Shoes')?.id

    expect(data).toMatchObject([{ name: 'Shoes' }, { name: 'Hats', id: 'h1' }])
    expect(await send('GET', '/h1/items')).toMatchObject({ data: [{ item_id: 'x' }], total: 1 })
    await send('PUT', `/${shoes}/items/b`, { properties: { title: 'Blue', price: 7 } })
    await send('POST', `/${shoes}/items/a/partial-update`, { properties: { price: 6 } })
    expect(await send('PUT', `/${shoes}/items/c`, { properties: { price: 'seven' } })).toMatchObject({
      success: false,
    })
    const html = `{{ catalogs.Shoes.item_by_id('b').title }} {{ catalogs.Shoes.item_by_id('a').price }}
      {{ catalogs.Shoes.items_by_id(['a', 'b', 'c']) | map(attribute='item_id') | join }} {{ catalogs.Hats.item_by_id('x').title }}`
    await bloomreach.start(chain(now, email({ id: 2, html })))

    expect(bloomreach.outbox.map(({ text }) => text?.split(/\s+/).join(' '))).toEqual(['Blue 6 ab Felt'])
  })
})

const NUMBERS = ['number', 'date', 'datetime', 'duration']
const TEXTS = ['string', 'long text', 'url']
const kindOf = (type: string): string =>
  NUMBERS.includes(type) ? 'number' : TEXTS.includes(type) ? 'text' : type
