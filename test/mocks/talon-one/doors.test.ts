// How clients knock: bodies without a content type, pages of other origins, paths with a slash too many, what SDKs write.
import { expect, test } from 'vitest'
import { isTalonOnePath } from '../../../mocks/server.ts'
import { startTalonOne } from '../../support/talon-one.ts'

const SESSION = '/v2/customer_sessions/s1'
const BODY = { customerSession: { profileId: 'bob' } }

test.each([
  'application/x-www-form-urlencoded',
  'application/json',
  'application/merge-patch+json',
  'text/json',
  '',
])('JSON is read when it is said to be %s', async contentType => {
  const { integration } = await startTalonOne()

  const { status } = await integration('PUT', SESSION, {
    headers: { 'content-type': contentType },
    body: BODY,
  })

  expect(status).toBe(200)
})

test('a page of any origin may ask beforehand and read the answer', async () => {
  const { call, integration, journal } = await startTalonOne()
  const origin = 'https://shop.example'

  const preflight = await call('OPTIONS', SESSION, {
    headers: {
      origin,
      'access-control-request-method': 'PUT',
      'access-control-request-headers': 'authorization,content-type',
    },
  })
  const answer = await integration('PUT', SESSION, { headers: { origin }, body: BODY })
  const refused = await call('PUT', SESSION, { headers: { origin } })

  expect([preflight.status, preflight.body]).toEqual([204, undefined])
  expect(preflight.headers.get('access-control-allow-origin')).toBe('*')
  expect(preflight.headers.get('access-control-allow-methods')).toContain('PUT')
  expect(preflight.headers.get('access-control-allow-headers')).toBe('authorization,content-type')
  for (const { headers } of [answer, refused]) expect(headers.get('access-control-allow-origin')).toBe('*')
  expect(journal('talon-one.request')[0]).toMatchObject({ method: 'OPTIONS', path: SESSION })
})

test('without an origin nothing is said about origins', async () => {
  const { integration } = await startTalonOne()

  const { headers } = await integration('PUT', SESSION, { body: BODY })

  expect(headers.has('access-control-allow-origin')).toBe(false)
})

test.each(['/v2//customer_sessions/s1', `${SESSION}/`, `/${SESSION}`, `${SESSION}//`])(
  'a slash too many in %s is Talon.One’s 404, and the hint says which path is meant',
  async path => {
    const { talonOne, integration, keyOf } = await startTalonOne()
    await integration('PUT', SESSION, { body: BODY })

    const answer = await talonOne.app.request(`http://sandbox.test${path}`, {
      headers: { authorization: `ApiKey-v1 ${keyOf('none')}` },
    })

    expect(answer.status).toBe(404)
    expect(await answer.json()).toEqual({ message: 'Not Found', errors: [], StatusCode: 404 })
    expect(answer.headers.get('x-sandbox-reason')).toBe('malformed-path')
    expect(answer.headers.get('x-sandbox-hint')).toContain(`Call ${SESSION}.`)
  },
)

test.each([
  ['/v2/customer_sessions/', 'PUT', { message: 'Not Found', errors: [], StatusCode: 404 }],
  ['/v1/customer_profiles//inventory', 'GET', { message: 'Not Found', errors: [], StatusCode: 404 }],
  ['//customer_engagement/referral', 'GET', { StatusCode: 404, Error: 'Not Found' }],
])('an empty id and a third-party door are met alike: %s', async (path, method, body) => {
  const { talonOne } = await startTalonOne()

  const answer = await talonOne.app.request(`http://sandbox.test${path}`, { method })

  expect([answer.status, answer.headers.get('x-sandbox-reason')]).toEqual([404, 'malformed-path'])
  expect(await answer.json()).toMatchObject(body)
})

test('on the origin of both houses a double slash is Talon.One’s too', () => {
  expect(['//v2/events', '/v2/events', '//track/v2'].map(isTalonOnePath)).toEqual([true, true, false])
})

test('a date-time with an offset without a colon is read and given back with one', async () => {
  const { integration } = await startTalonOne()

  const { status, body } = await integration('POST', '/v1/referrals', {
    body: {
      campaignId: 373,
      advocateProfileIntegrationId: 'ada@example.com',
      expiryDate: '2026-12-01T00:00:00.000000+0000',
    },
  })

  expect([status, body.expiryDate]).toEqual([201, '2026-12-01T00:00:00.000000+00:00'])
})

test('a null attribute sets nothing, and a location may be an object', async () => {
  const { integration } = await startTalonOne({
    attributes: [
      { entity: 'CustomerSession', name: 'channel', type: 'string' },
      { entity: 'CustomerSession', name: 'place', type: 'location' },
      { entity: 'CartItem', name: 'colour', type: 'string' },
    ],
  })
  const put = async (attributes: object, more: object = {}) =>
    (
      await integration('PUT', SESSION, {
        body: { customerSession: { attributes, ...more }, responseContent: ['customerSession'] },
      })
    ).body.customerSession

  const place = { latitude: 52.5, longitude: 13.4 }
  expect((await put({ channel: 'web', place })).attributes).toEqual({ channel: 'web', place })
  expect((await put({ channel: null, unheardOf: null })).attributes).toEqual({ place })
  const cartItems = [{ sku: 'a', quantity: 1, attributes: { colour: null } }]
  expect((await put({}, { cartItems })).cartItems).toEqual([
    { sku: 'a', quantity: 1, attributes: {}, position: 0 },
  ])
})

const NULLS = {
  profileId: 'ada@example.com',
  storeIntegrationId: null,
  couponCodes: null,
  referralCode: null,
  cartItems: [{ sku: 'a', quantity: 1, price: null, attributes: null, product: null }],
  attributes: null,
  identifiers: null,
  state: null,
}

test.each<[string, string, object, number]>([
  ['PUT', SESSION, { customerSession: NULLS, responseContent: null }, 200],
  ['PUT', '/v2/customer_profiles/ada', { attributes: null, audiencesChanges: null }, 200],
  ['PUT', SESSION, { customerSession: null }, 400],
  ['POST', '/v1/referrals', { campaignId: 373, advocateProfileIntegrationId: null }, 400],
  [
    'POST',
    '/v1/referrals',
    { campaignId: 373, advocateProfileIntegrationId: 'ada@example.com', startDate: null, attributes: null },
    201,
  ],
])('a field that is null counts as left out: %s %s %j', async (method, path, body, status) => {
  const { integration } = await startTalonOne()

  expect((await integration(method, path, { body })).status).toBe(status)
})

test('a body as deep as it is long is refused', async () => {
  const { integration } = await startTalonOne()
  const deep = `${'['.repeat(20_000)}null${']'.repeat(20_000)}`

  for (const body of [
    `{"customerSession":${deep}}`,
    `{"customerSession":{"attributes":{"Language":${deep}}}}`,
  ])
    expect((await integration('PUT', SESSION, { body })).status).toBe(400)
})

test('wrong attributes are named with the published message, titles and pointers', async () => {
  const { integration } = await startTalonOne()

  const { status, body } = await integration('PUT', '/v2/customer_profiles/chris', {
    body: { attributes: { MyAttribute: 1, Language: 7 } },
  })

  expect(status).toBe(400)
  expect(body).toEqual({
    message: 'The submitted data was invalid',
    StatusCode: 400,
    errors: [
      {
        title: 'Unknown',
        details: 'The attribute "MyAttribute" is not defined on CustomerProfile entities.',
        source: { pointer: '/attributes/MyAttribute' },
      },
      {
        title: 'Invalid type',
        details: 'expected string, got 7',
        source: { pointer: '/attributes/Language' },
      },
    ],
  })
})

test('a word that a field does not take is titled enum', async () => {
  const { integration } = await startTalonOne()

  const { body } = await integration('PUT', SESSION, { body: { customerSession: { state: 'lost' } } })

  expect(body.errors).toMatchObject([{ title: 'enum', source: { pointer: '/customerSession/state' } }])
})

test('a session shows positions and no single coupon or referral; a setting keeps the two', async () => {
  const cartItems = [
    { sku: 'a', quantity: 1, price: 1 },
    { sku: 'b', quantity: 2, price: 2 },
  ]
  const shown = async (settings: { sessionCodes?: 'keep' }) => {
    const { integration } = await startTalonOne({ settings })
    const body = { customerSession: { profileId: 'bob', cartItems }, responseContent: ['customerSession'] }
    return (await integration('PUT', SESSION, { body })).body.customerSession
  }

  const usual = await shown({})
  expect(Object.keys(usual)).not.toEqual(expect.arrayContaining(['coupon']))
  expect(Object.keys(usual)).not.toEqual(expect.arrayContaining(['referral']))
  expect(usual.cartItems.map(({ position }: { position: number }) => position)).toEqual([0, 1])
  expect(await shown({ sessionCodes: 'keep' })).toMatchObject({ coupon: '', referral: '' })
})

test.each(['2025-01-01T00:00:00Z', '2026-01-05T09:00:00Z'])(
  'now=%s, which is not ahead, is refused',
  async now => {
    const { integration } = await startTalonOne()

    const ask = (query: Record<string, string>) => integration('PUT', SESSION, { query, body: BODY })

    expect((await ask({ now, dry: 'true' })).status).toBe(400)
    expect((await ask({ now: '2027-01-01T00:00:00Z' })).status).toBe(400)
  },
)
