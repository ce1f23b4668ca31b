import { describe, expect, test } from 'vitest'
import { givenBloomreach, NOON } from '../../../support/bloomreach.ts'

const ada = { registered: 'ada' }
const now = NOON / 1_000

describe('POST /data/v2/projects/{projectToken}/customers/export-one', () => {
  test('answers ids, properties and all events of the customer in order of time', async () => {
    const { track, event, data } = givenBloomreach()
    await track('/customers', {
      customer_ids: { registered: 'ada', cookie: 'c1' },
      properties: { first_name: 'Ada' },
    })
    await track('/customers', { customer_ids: { registered: 'ada', cookie: 'c2' } })
    await event('ada', 'later', {}, now)
    await event('ada', 'earlier', { a: 1 }, now - 60)

    const { status, body } = await data('/customers/export-one', { customer_ids: ada })

    expect(status).toBe(200)
    expect(body).toEqual({
      success: true,
      ids: { registered: 'ada', cookie: ['c2', 'c1'] },
      properties: { first_name: 'Ada' },
      events: [
        { type: 'earlier', timestamp: now - 60, properties: { a: 1 } },
        { type: 'later', timestamp: now, properties: {} },
      ],
    })
  })

  test('an unknown customer is 404 "Customer does not exist"', async () => {
    const { data } = givenBloomreach()

    expect(await data('/customers/export-one', { customer_ids: ada })).toMatchObject({
      status: 404,
      body: { errors: { _global: ['Customer does not exist'] }, success: false },
    })
  })

  test('export without the right is 403 "No permission to export customer"', async () => {
    const { data, access, basic, customer } = givenBloomreach()
    await customer('ada')
    const { id, secret } = access.privateKey()
    access.replace([{ access: 'private', keyId: id, secret, permissions: ['Events > Get'] }])

    for (const path of ['/customers/export-one', '/customers/export']) {
      expect(await data(path, { customer_ids: ada }, { authorization: basic })).toMatchObject({
        status: 403,
        body: { success: false, errors: ['No permission to export customer'] },
      })
    }
  })
})

describe('POST /data/v2/projects/{projectToken}/customers/attributes', () => {
  test('answers one result for each attribute, in request order', async () => {
    const { track, data } = givenBloomreach()
    await track('/customers', {
      customer_ids: { registered: 'ada', cookie: 'c1' },
      properties: { first_name: 'Ada', age: 0 },
    })

    const { body } = await data('/customers/attributes', {
      customer_ids: ada,
      attributes: [
        { type: 'property', property: 'age' },
        { type: 'property', property: 'first_name' },
        { type: 'property', property: 'constructor' },
        { type: 'id', id: 'registered' },
        { type: 'id', id: 'cookie' },
        { type: 'id', id: 'constructor' },
        { type: 'nonsense' },
      ],
    })

    expect(body).toEqual({
      results: [
        { success: true, value: 0 },
        { success: true, value: 'Ada' },
        { success: true, value: null },
        { success: true, value: 'ada' },
        { success: true, value: ['c1'] },
        { success: true, value: null },
        { success: false, errors: ['Unknown attribute type "nonsense"'] },
      ],
      success: true,
    })
  })

  test('aggregates, expressions and predictions are those of the world', async () => {
    const { analyses, customer, customers, data } = givenBloomreach()
    await customer('ada')
    await customer('bob')
    const none = { aggregates: {}, expressions: {}, predictions: {} }
    analyses.set(customers.find(ada)?.id ?? '', { ...none, aggregates: { a1: 12 }, predictions: { p1: 0.7 } })
    analyses.set(customers.find({ registered: 'bob' })?.id ?? '', { ...none, expressions: { e1: 'x' } })

    const { body } = await data('/customers/attributes', {
      customer_ids: ada,
      attributes: [
        { type: 'aggregate', id: 'a1' },
        { type: 'prediction', id: 'p1' },
        { type: 'expression', id: 'e1' },
        { type: 'expression', id: 'e2' },
        { type: 'aggregate' },
      ],
    })

    expect(body).toMatchObject({
      results: [
        { success: true, value: 12 },
        { success: true, value: 0.7 },
        { success: true, value: null },
        { success: false, errors: ['Unknown expression "e2"'] },
        { success: false, errors: ['Unknown aggregate null'] },
      ],
    })
  })

  test('a recommendation is what a template would be given', async () => {
    const { catalogs, recommendations, customer, data } = givenBloomreach()
    await customer('ada')
    catalogs.load({
      Shoes: { a: { title: 'Red', price: 1 }, b: { title: 'Blue', price: 2 }, c: { title: 'Old' } },
    })
    recommendations.load({ top: { catalog: 'Shoes', items: ['a', 'b'] } })

    const { body } = await data('/customers/attributes', {
      customer_ids: ada,
      attributes: [
        { type: 'recommendation', id: 'top', size: 1 },
        {
          type: 'recommendation',
          id: 'top',
          fillWithRandom: true,
          size: 3,
          catalogAttributesWhitelist: ['title'],
        },
        { type: 'recommendation', id: 'nothing' },
        { type: 'recommendation', id: 'top', size: 'many' },
        {
          type: 'recommendation',
          id: 'top',
          catalog_filter: [{ property: 'x', constraint: { operator: 'is set' } }],
        },
        { type: 'recommendation' },
      ],
    })

    expect(body).toMatchObject({
      success: true,
      results: [
        { success: true, value: [{ item_id: 'a', title: 'Red', price: 1, recommendation_id: 'top' }] },
        {
          success: true,
          value: ['a', 'b', 'c'].map(item_id => ({
            item_id,
            title: expect.any(String),
            recommendation_id: 'top',
          })),
        },
        { success: false, errors: ['Unknown recommendation "nothing"'] },
        { success: false, errors: [expect.stringContaining('size')] },
        { success: false, errors: [expect.stringContaining('catalog_filter')] },
        { success: false, errors: [expect.stringContaining('id')] },
      ],
    })
    expect(JSON.stringify(body).match(/price/g)).toHaveLength(1)
  })

  test('an attribute without its permission says so, a consent with the words of its page', async () => {
    const { access, data, event } = givenBloomreach()
    await event('ada', 'visit')
    const { id, secret } = access.privateKey()
    access.replace([{ access: 'private', keyId: id, secret, permissions: ['Customer properties > Get'] }])
    const authorization = `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`

    const { body } = await data(
      '/customers/attributes',
      {
        customer_ids: ada,
        attributes: [
          { type: 'consent', category: 'newsletter' },
          { type: 'segmentation', id: 'x' },
        ],
      },
      { authorization },
    )

    expect(body).toMatchObject({
      results: [
        { success: false, errors: ['No permission'] },
        { success: false, errors: ['no permission'] },
      ],
    })
  })

  test('consent modes are valid (default), message, source, timestamp and until', async () => {
    const { event, data } = givenBloomreach()
    await event('ada', 'consent', {
      action: 'accept',
      category: 'newsletter',
      valid_until: now + 60,
      source: 'checkout',
      message: 'I agree',
    })
    const attributes = [undefined, 'valid', 'message', 'source', 'timestamp', 'until', 'colour'].map(
      mode => ({
        type: 'consent',
        category: 'newsletter',
        mode,
      }),
    )

    const { body } = await data('/customers/attributes', { customer_ids: ada, attributes })

    expect(body).toMatchObject({
      results: [
        { value: true },
        { value: true },
        { value: 'I agree' },
        { value: 'checkout' },
        { value: now },
        { value: now + 60 },
        { success: false },
      ],
    })
  })

  test('a segmentation is the first segment whose condition holds', async () => {
    const { customer, data, segmentations } = givenBloomreach()
    await customer('ada', { orders: 3 })
    segmentations.judge = (_, { properties }) => Number(properties.orders) > 0
    segmentations.add({ id: 'buyers', name: 'Buyers', segments: [{ name: 'bought', if: {} }] })

    const { body } = await data('/customers/attributes', {
      customer_ids: ada,
      attributes: [
        { type: 'segmentation', id: 'buyers' },
        { type: 'segmentation', id: 'none' },
      ],
    })

    expect(body).toMatchObject({ results: [{ success: true, value: 'bought' }, { success: false }] })
  })
})

describe('POST /data/v2/projects/{projectToken}/customers/events', () => {
  async function givenEvents() {
    const house = givenBloomreach()
    await house.event('ada', 'view', { n: 1 }, now - 30)
    await house.event('ada', 'view', { n: 3 }, now - 10)
    await house.event('ada', 'purchase', { n: 2 }, now - 20)
    const numbers = async (body: object) => {
      const answer = await house.data('/customers/events', { customer_ids: ada, ...body })
      return (answer.body as { data: { properties: { n: number } }[] }).data.map(
        ({ properties }) => properties.n,
      )
    }
    return { ...house, numbers }
  }

  test('answers the listed types, ascending and all by default', async () => {
    const { data, numbers } = await givenEvents()

    expect(await numbers({ event_types: ['view', 'purchase'] })).toEqual([1, 2, 3])
    expect((await data('/customers/events', { customer_ids: ada, event_types: ['purchase'] })).body).toEqual({
      success: true,
      data: [{ type: 'purchase', timestamp: now - 20, properties: { n: 2 } }],
    })
  })

  test('order, limit and skip choose a page', async () => {
    const { numbers } = await givenEvents()
    const event_types = ['view', 'purchase']

    expect(await numbers({ event_types, order: 'desc', limit: 2 })).toEqual([3, 2])
    expect(await numbers({ event_types, skip: 1, limit: 1 })).toEqual([2])
    expect(await numbers({ event_types, limit: 0 })).toEqual([])
  })

  test('event_types is required and the rest must fit', async () => {
    const { data } = await givenEvents()

    for (const wrong of [
      {},
      { event_types: [] },
      { event_types: 'view' },
      { event_types: [1] },
      { event_types: ['view'], order: 'up' },
      { event_types: ['view'], limit: -1 },
      { event_types: ['view'], limit: 1e300 },
      { event_types: ['view'], skip: '1' },
    ]) {
      const { status, body } = await data('/customers/events', { customer_ids: ada, ...wrong })
      expect({ status, body }).toMatchObject({ status: 400, body: { success: false } })
    }
  })

  test('the permission is needed on every listed type', async () => {
    const { data, access } = await givenEvents()
    const { id, secret } = access.privateKey()
    access.replace([{ access: 'private', keyId: id, secret, eventTypes: ['view'] }])

    expect((await data('/customers/events', { customer_ids: ada, event_types: ['view'] })).status).toBe(200)
    expect((await data('/customers/events', { customer_ids: ada, event_types: ['view', 'x'] })).status).toBe(
      403,
    )
  })
})

describe('POST /data/v2/projects/{projectToken}/customers/export', () => {
  async function givenTwo() {
    const house = givenBloomreach()
    await house.track('/customers', {
      customer_ids: { registered: 'ada', cookie: 'c1' },
      properties: { name: 'Ada' },
    })
    await house.customer('bob', { name: 'Bob, "the" builder', tags: ['a'] })
    return house
  }

  test('native_json has fields and data, ids before properties', async () => {
    const { data } = await givenTwo()

    expect((await data('/customers/export', { format: 'native_json' })).body).toEqual({
      success: true,
      fields: [
        { type: 'id', id: 'registered' },
        { type: 'id', id: 'cookie' },
        { type: 'property', property: 'name' },
        { type: 'property', property: 'tags' },
      ],
      data: [
        ['ada', ['c1'], 'Ada', null],
        ['bob', null, 'Bob, "the" builder', ['a']],
      ],
    })
  })

  test('table_json and csv hold the attributes asked for', async () => {
    const { data } = await givenTwo()
    const attributes = [
      { type: 'property', property: 'name' },
      { type: 'id', id: 'registered' },
    ]

    expect((await data('/customers/export', { format: 'table_json', attributes })).body).toEqual({
      success: true,
      header: ['name', 'registered'],
      rows: [
        ['Ada', 'ada'],
        ['Bob, "the" builder', 'bob'],
      ],
    })
    expect((await data('/customers/export', { format: 'csv', attributes })).text).toBe(
      'name,registered\r\nAda,ada\r\n"Bob, ""the"" builder",bob\r\n',
    )
  })

  test('one object is taken for a list of one attribute', async () => {
    const { data } = await givenTwo()
    const attributes = { type: 'property', property: 'name' }

    const { body } = await data('/customers/export', { format: 'table_json', attributes })

    expect(body).toMatchObject({ header: ['name'], rows: [['Ada'], ['Bob, "the" builder']] })
    for (const wrong of ['name', 1, true, [attributes, 'name'], { type: 'property' }]) {
      expect((await data('/customers/export', { attributes: wrong })).status).toBe(400)
    }
  })

  test('a segmentation is a column too; what is no attribute or no format is refused', async () => {
    const { data, segmentations } = await givenTwo()
    segmentations.judge = (_, { properties }) => properties.name === 'Ada'
    segmentations.add({ id: 's1', name: 'Who', segments: [{ name: 'her', if: {} }] })
    const exported = (format: string, id: string) =>
      data('/customers/export', { format, attributes: [{ type: 'segmentation', id }] })

    expect((await exported('table_json', 's1')).body).toMatchObject({
      header: ['s1'],
      rows: [['her'], [null]],
    })
    expect((await exported('table_json', 's2')).status).toBe(400)
    expect((await exported('xml', 's1')).status).toBe(400)
  })

  test('a filter is not emulated and says so', async () => {
    const { data } = await givenTwo()

    const { status, headers } = await data('/customers/export', {
      format: 'csv',
      filter: { type: 'segment' },
    })

    expect(status).toBe(501)
    expect(headers.get('x-sandbox')).toBe('not-emulated')
  })
})

describe('the rest of the Data API', () => {
  test('consent categories are listed for public and private access, without a permission', async () => {
    const { send, token, basic, access, consentCategories } = givenBloomreach()
    await consentCategories.add({ id: 'newsletter', name: 'Newsletter' })
    const list = (authorization: string) =>
      send(`/data/v2/projects/${token}/consent/categories`, { headers: { authorization } })
    const forPrivate = await list(basic)
    access.replace([{ access: 'public', token: 'no-permissions', permissions: [] }])

    const { status, body } = await list('Token no-permissions')

    expect([status, (await list('Token another')).status]).toEqual([200, 401])
    expect(body).toEqual(forPrivate.body)
    expect(body).toEqual({
      success: true,
      results: [
        {
          id: 'newsletter',
          legitimate_interest: false,
          sources: {
            crm: true,
            import: true,
            list_unsubscribe: true,
            page: true,
            private_api: true,
            public_api: false,
            scenario: true,
            sms_reply: true,
          },
          translations: { '': { name: 'Newsletter', description: '' } },
        },
      ],
    })
  })

  test.each(['', 'null', '{}', 'no JSON'])(
    'consent categories come by POST too, whatever its body: %j',
    async body => {
      const { post, token, send, basic } = givenBloomreach()
      const path = `/data/v2/projects/${token}/consent/categories`
      const read = await send(path, { headers: { authorization: basic } })

      expect(await post(path, body)).toMatchObject({ status: 200, body: read.body })
    },
  )

  test('a segmentation analysis counts customers by segment', async () => {
    const { data, customer, segmentations } = givenBloomreach()
    await customer('ada', { orders: 1 })
    await customer('bob')
    segmentations.judge = ({ jinja }, { properties }) =>
      (jinja === 'bought') === (properties.orders !== undefined)
    segmentations.add({
      id: 's1',
      name: 'Buyers',
      segments: [
        { name: 'bought', if: { jinja: 'bought' } },
        { name: 'never', if: {} },
      ],
    })

    expect((await data('/analyses/segmentation', { analysis_id: 's1', format: 'table_json' })).body).toEqual({
      header: ['segment', '#'],
      name: 'Buyers',
      rows: [
        ['bought', 1],
        ['never', 1],
      ],
      success: true,
    })
    expect((await data('/analyses/segmentation', { analysis_id: 's1', format: 'csv' })).text).toBe(
      'segment,#\r\nbought,1\r\nnever,1\r\n',
    )
  })

  test('a report or a funnel is the table that the world gives, as JSON or CSV', async () => {
    const { data, analyses } = givenBloomreach()
    const table = {
      name: 'Customer list',
      header: ['first_name', 'count(customer)'],
      rows: [
        ['Ada', 10],
        ['Grace, "amazing"', null],
      ],
    }
    Object.assign(analyses.project, { reports: { r1: table }, funnels: { f1: table } })

    for (const [path, analysis_id] of [
      ['/analyses/report', 'r1'],
      ['/analyses/funnel', 'f1'],
    ] as const) {
      const { body } = await data(path, { analysis_id, format: 'table_json', timezone: 'Europe/London' })
      expect(body).toEqual({ ...table, success: true })
      const { text, headers } = await data(path, { analysis_id, format: 'csv', execution_time: now })
      expect(text).toBe('first_name,count(customer)\r\nAda,10\r\n"Grace, ""amazing""",\r\n')
      expect(headers.get('content-type')).toBe('text/csv; charset=utf-8')
    }
  })

  test('a report that the world gives by rows and columns is a table too', async () => {
    const { data, analyses } = givenBloomreach()
    analyses.project.reports = {
      sales: { Bratislava: { revenue: 12.5 }, Wien: { revenue: 3, orders: 1 }, total: 15.5 },
    }

    expect((await data('/analyses/report', { analysis_id: 'sales', format: 'table_json' })).body).toEqual({
      header: ['row', 'revenue', 'orders', 'value'],
      name: 'sales',
      rows: [
        ['Bratislava', 12.5, null, null],
        ['Wien', 3, 1, null],
        ['total', null, null, 15.5],
      ],
      success: true,
    })
  })

  test.each(['report', 'funnel', 'segmentation'])(
    'an analysis needs the permission to export analyses, a format and a known id: %s',
    async kind => {
      const { data, access, basic, analyses, segmentations } = givenBloomreach()
      const { id, secret } = access.privateKey()
      const table = { header: ['a'], rows: [] }
      Object.assign(analyses.project, { reports: { x: table }, funnels: { x: table } })
      segmentations.add({ id: 'x', name: 'X', segments: [{ name: 'all', if: {} }] })
      const status = async (body: object) => (await data(`/analyses/${kind}`, body)).status
      const good = { analysis_id: 'x', format: 'table_json' }

      expect(await status(good)).toBe(200)
      for (const bad of [
        { analysis_id: 'constructor' },
        { analysis_id: 7 },
        { format: undefined },
        { format: 'native_json' },
        { timezone: 1 },
        { execution_time: {} },
      ]) {
        expect(await status({ ...good, ...bad })).toBe(400)
      }
      access.replace([{ access: 'private', keyId: id, secret, permissions: ['Segmentations > Get'] }])
      expect(await data(`/analyses/${kind}`, good, { authorization: basic })).toMatchObject({
        status: 403,
        body: { success: false, errors: ['no permission'] },
      })
    },
  )

  test('takes private access only', async () => {
    const { data, access } = givenBloomreach()
    const authorization = `Token ${access.publicToken()}`

    expect(await data('/customers/export-one', { customer_ids: ada }, { authorization })).toMatchObject({
      status: 401,
      body: { success: false, error: 'Access key not found' },
    })
  })
})
