import { describe, expect, test } from 'vitest'
import { OPERATIONS } from '../../../../mocks/bloomreach/routes/operation-list.ts'
import { givenBloomreach } from '../../../support/bloomreach.ts'
import { oneOf } from '../../../support/thoroughness.ts'

const emulated = OPERATIONS.filter(operation => operation.emulated)
const withBody = emulated.filter(({ body }) => body === 'object')

function given() {
  const house = givenBloomreach({ transactionalEmail: 'on' })
  const pathOf = ({ path }: { path: string }) =>
    path.replace(':projectToken', house.token).replaceAll(/:\w+/g, 'x1')
  const sendTo = (
    operation: { method: string; path: string },
    body: unknown,
    headers: Record<string, string> = {},
  ) =>
    house.send(pathOf(operation), {
      method: operation.method,
      headers: { authorization: house.basic, 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })
  return { ...house, pathOf, sendTo }
}

/** Nothing may be half-applied, and no answer may be a 500. */
function expectRefusal({ status, body }: { status: number; body: unknown }, house: ReturnType<typeof given>) {
  expect(status).toBeGreaterThanOrEqual(400)
  expect(status).toBeLessThan(500)
  // The API trigger of no scenario is an unknown route; a catalog that there is not has a form of its own.
  const { errors } = body as { errors?: { code?: unknown } }
  expect(body).toMatchObject(status === 404 && errors?.code === 404 ? {} : { success: false })
  expect(house.customers.size).toBe(0)
  expect(house.events.size).toBe(0)
  expect(house.catalogs.size).toBe(0)
}

/** The item of any id is served under the paths of bulk operations too. */
const isServed = (pattern: string, path: string) =>
  new RegExp(`^${pattern.replaceAll(/:\w+/g, '[^/]+')}$`).test(path)

const OVER_THE_LIMIT = JSON.stringify({ a: 'x'.repeat(10_485_760) })

const INVALID_JSON = { status: 400, body: { success: false, message: 'Invalid JSON' } }

const NO_DOCUMENTS = [
  ['nothing', ''],
  ['text', 'hello'],
  ['half a document', '{"customer_ids":'],
  ['a list', '[]'],
  ['a number', '1e999'],
  ['null', 'null'],
  ['NaN', '{"a":NaN}'],
  ['two documents', '{}{}'],
  ['100,000 open brackets', '['.repeat(100_000)],
  ['a deep document', `{"a":${'['.repeat(50_000)}${']'.repeat(50_000)}}`],
  ['a byte order mark in the middle', '{"a":\uFEFF1}'],
] as const

describe.each(withBody)('$method $path', operation => {
  test.each(oneOf(8, NO_DOCUMENTS, withBody.indexOf(operation)))(
    'a body that is %s is "Invalid JSON"',
    async (_, body) => {
      const house = given()

      expect(await house.sendTo(operation, body)).toMatchObject(INVALID_JSON)
    },
  )

  test('a gzip body is refused and the hint says why', async () => {
    const house = given()

    const answer = await house.sendTo(operation, '{}', { 'content-encoding': 'gzip' })

    expect(answer).toMatchObject(INVALID_JSON)
    expect(answer.headers.get('x-sandbox-hint')).toContain('gzip')
  })

  test('a body over the limit is 413', async () => {
    const house = given()

    const answer = await house.sendTo(operation, OVER_THE_LIMIT)

    expect(answer.status).toBe(413)
    expectRefusal(answer, house)
  })

  test('an object of more members than any customer has is 413', async () => {
    const house = given()
    const members = Array.from({ length: 10_001 }, (_, index) => [`p${index}`, index])

    const answer = await house.sendTo(operation, { properties: Object.fromEntries(members) })

    expect(answer.status).toBe(413)
    expect(answer.headers.get('x-sandbox-hint')).toContain('10000 members (setting maxObjectMembers)')
    expectRefusal(answer, house)
  })

  test('a body that says no length is counted while it comes', async () => {
    const house = given()
    let pieces = 0
    const piece = Buffer.alloc(1_048_576, 'x')
    const endless = new ReadableStream<Uint8Array>({
      pull: controller => {
        pieces++
        controller.enqueue(piece)
      },
    })

    const answer = await house.send(house.pathOf(operation), {
      method: operation.method,
      headers: { authorization: house.basic },
      body: endless,
      duplex: 'half',
    } as RequestInit)

    expect(answer.status).toBe(413)
    expect(pieces).toBeLessThan(15)
  })

  test('an empty object, wrong types and huge numbers are refused in the vendor’s form', async () => {
    const house = given()
    for (const value of [undefined, null, [], 'x', 0, true, 1e308, { a: [1e308] }, [[]], '\ud800']) {
      const keys = [
        'customer_ids',
        'attributes',
        'event_types',
        'commands',
        'properties',
        'timestamp',
        'format',
      ]
      const body = Object.fromEntries(
        [
          ...keys,
          'analysis_id',
          'recipient',
          'email_content',
          'integrations',
          'name',
          'fields',
          'upsert',
        ].map(key => [key, value]),
      )
      const answer = await house.sendTo(operation, body)
      if (operation.id === 'data/export' && answer.status === 200) continue
      expectRefusal(answer, house)
    }
  })
})

describe.each(emulated)('$method $path', operation => {
  test('without credentials it is 401', async () => {
    const house = given()

    expect(await house.send(house.pathOf(operation), { method: operation.method })).toMatchObject({
      status: 401,
      body: { success: false, error: 'Access key not found' },
    })
  })

  test('a browser asks in vain: its preflight is not granted', async () => {
    const house = given()

    const { status, headers } = await house.send(house.pathOf(operation), {
      method: 'OPTIONS',
      headers: {
        origin: 'https://shop.example',
        'access-control-request-method': operation.method,
        'access-control-request-headers': 'authorization, content-type',
      },
    })

    expect(status).toBe(405)
    expect(headers.get('access-control-allow-headers')).toBeNull()
  })

  test('a wrong method is 405 in the form of the vendor’s unknown route', async () => {
    const house = given()
    for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
      if (emulated.some(other => other.method === method && isServed(other.path, operation.path))) continue
      const { status, body } = await house.send(house.pathOf(operation), {
        method,
        headers: { authorization: house.basic },
      })
      expect({ method, status, body }).toEqual({
        method,
        status: 405,
        body: { errors: { code: 405, description: 'The method is not allowed for the requested URL.' } },
      })
    }
  })
})

describe('paths', () => {
  test.each(OPERATIONS.filter(operation => !operation.emulated))(
    '$method $path is not emulated: 501 and the header says so',
    async operation => {
      const house = given()

      const { status, headers, body } = await house.send(house.pathOf(operation), {
        method: operation.method === 'ALL' ? 'POST' : operation.method,
      })

      expect(status).toBe(501)
      expect(headers.get('x-sandbox')).toBe('not-emulated')
      expect(body).toMatchObject({ error: { message: expect.stringContaining(operation.id) } })
    },
  )

  test.each([
    ['POST', '/webxp/projects/x/appinbox/fetch', 'webxp'],
    ['GET', '/webxp/s/x/managed-endpoints/y', 'webxp'],
    ['POST', '/webxp/bandits/best-variant', 'webxp'],
    ['GET', '/wxstatic/projects/x/bundle-ios.json?v=2', 'wxstatic'],
    ['POST', '/optimization/recommend/user', 'optimization'],
    ['POST', '/track/u/v1/batch?stream_id=x', 'track/streams'],
    ['DELETE', '/imports/v1/x/y', 'imports/delete'],
    ['PATCH', '/imports/v1/x/y', 'PATCH /imports/v1/x/y'],
    ['OPTIONS', '/bulk', 'OPTIONS /bulk'],
  ])('%s %s is named by the vendor and answers 501 as %s', async (method, path, name) => {
    const { status, headers, body } = await given().send(path, { method })

    expect({ status, emulated: headers.get('x-sandbox') }).toEqual({ status: 501, emulated: 'not-emulated' })
    expect(body).toMatchObject({ error: { message: expect.stringContaining(`answer ${name}:`) } })
  })

  test.each([
    '/track/v2',
    '/track/v2/projects/x/nonsense',
    '/data/v2/projects/x/customers/%F0%9F%8E%81',
    '/email/v2/a',
  ])('%s is an unknown route', async path => {
    const { status, headers, body } = await given().send(path)

    expect(status).toBe(404)
    expect(headers.get('x-sandbox')).toBeNull()
    expect(headers.get('x-sandbox-hint')).toContain('No page of the vendor names')
    expect(body).toMatchObject({
      errors: {
        code: 404,
        description: expect.stringContaining('The requested URL was not found on the server'),
      },
    })
  })
})

describe('what is accepted', () => {
  test('unicode, long texts and many properties come back as they went in', async () => {
    const { customer, data } = given()
    const properties = {
      ...Object.fromEntries(Array.from({ length: 2_000 }, (_, n) => [`p${n}`, n])),
      'a "quoted" key': '\u0000\u2028 ‮ 🎁',
      lone: '\ud83d',
      long: 'я'.repeat(8_000),
      deep: [[[[[{ a: null }]]]]],
      big: 1e308,
    }
    const id = 'ада 🎁 @example.com'

    expect((await customer(id, properties)).status).toBe(200)

    const { body } = await data('/customers/export-one', { customer_ids: { registered: id } })
    expect(body).toMatchObject({ properties })
  })

  test('unknown keys and parameters given twice are passed over', async () => {
    const { track, token, post } = given()
    const body = { customer_ids: { registered: 'ada' }, properties: {}, colour: 'green' }

    expect((await track('/customers', body)).status).toBe(200)
    expect((await post(`/track/v2/projects/${token}/customers?a=1&a=2`, body)).status).toBe(200)
  })

  test('a gzip body is read with gzipBodies accept', async () => {
    const { gzipSync } = await import('node:zlib')
    const house = givenBloomreach({ gzipBodies: 'accept' })
    const answer = await house.send(`/track/v2/projects/${house.token}/customers`, {
      method: 'POST',
      headers: { authorization: house.basic, 'content-encoding': 'gzip' },
      body: gzipSync('{"customer_ids":{"registered":"ada"}}'),
    })

    expect(answer.status).toBe(200)
    expect(house.customers.size).toBe(1)
  })

  test('an id longer than the limit counts as no id', async () => {
    const { customer } = given()

    expect((await customer('a'.repeat(4_096))).status).toBe(200)
    expect((await customer('a'.repeat(4_097))).status).toBe(400)
  })
})
