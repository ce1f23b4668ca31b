// Whatever is sent to whatever operation of the Integration and Management APIs: the vendor's error shape (the harness checks each
// answer), never a 500, and nothing stored by a refused request.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { startTalonOne, type TestTalonOne } from '../../support/talon-one.ts'
import { draws } from '../../support/thoroughness.ts'

const PATH_VALUES: Record<string, string> = {
  applicationId: '1',
  campaignId: '373',
  referralId: '1',
  attributeId: '1',
  customerId: '1',
  keyId: '1',
  loyaltyProgramId: '7',
  integrationId: 'ada%40example.com',
  customerSessionId: 's1',
  couponValue: 'NONE-SUCH',
}

async function given() {
  const talonOne = await startTalonOne({
    loyaltyPrograms: [{ id: 7, name: 'stars' }],
    attributes: [{ entity: 'Referral', name: 'channel', type: 'string' }],
  })
  const operations = talonOne.talonOne
    .operations()
    .filter(({ emulated, api }) => emulated && api !== 'third-party')
    .map(({ id, method, path, api }) => ({
      id,
      method,
      path: path.replaceAll(/\{(\w+)\}/g, (_, name: string) => PATH_VALUES[name] ?? name),
      send: api === 'management' ? talonOne.management : talonOne.integration,
    }))
  return { ...talonOne, operations }
}

/** How much is stored, and the campaign's own fields. */
const stored = ({ talonOne }: TestTalonOne) =>
  JSON.stringify([
    talonOne.applications.list(),
    talonOne.campaigns.list(),
    talonOne.attributes.list(),
    talonOne.apiKeys.ofApplication(1).length,
    talonOne.referrals.size,
    talonOne.coupons.size,
    talonOne.profiles.size,
    [...talonOne.sessions.all()].length,
    [...talonOne.events.ofApplication(1)].length,
  ])

const READS_NONE = ['joinLoyaltyProgram']
/** Any object is a session, and any name that of an audience. */
const TAKES_ANY_OBJECT = ['updateCustomerSession', 'createAudienceV2']
/** Without a single known field these change nothing, or search for anything. */
const HARMLESS = [
  'updateCustomerProfile',
  'updateCustomerProfileV2',
  'updateCustomerProfileAudiences',
  'updateCouponBatch',
  'searchCouponsAdvancedWithoutTotalCount',
  'searchCouponsAdvancedApplicationWideWithoutTotalCount',
]

const BODIES: [string, unknown][] = [
  ['nothing', ''],
  ['null', 'null'],
  ['a number', '7'],
  ['text', '"text"'],
  ['a list', '[]'],
  ['half an object', '{"a":'],
  ['NUL and unicode', '{"name":"\\u0000💥","\\ud800":1}'],
  ['__proto__', '{"__proto__":{"name":"x"},"constructor":{}}'],
  ['a deep list', `${'['.repeat(5_000)}${']'.repeat(5_000)}`],
  ['wrong types everywhere', JSON.stringify(everywhere(7))],
  ['huge numbers everywhere', JSON.stringify(everywhere(1e300))],
  ['lists everywhere', JSON.stringify(everywhere(['x']))],
  ['objects everywhere', JSON.stringify(everywhere({ x: {} }))],
]

/** Every field of every body with this value. */
function everywhere(value: unknown): Record<string, unknown> {
  const names =
    'name title expires platform type timeOffset email password companyName currency timezone state tags features limits ' +
    'description startTime endTime attributes entity suggestions editable applicationIds usageLimit startDate expiryDate ' +
    'friendProfileIntegrationId campaignId advocateProfileIntegrationId advocateProfileIntegrationIds customerSession ' +
    'customerProfiles points numberOfCoupons recipientsIntegrationIds batchID ' +
    'responseContent audiencesChanges profileId integrationIDs referralEffects rules'
  return Object.fromEntries(names.split(' ').map(name => [name, value]))
}

describe('bodies', () => {
  test.each(BODIES)('%s: refused by every operation that reads one', async (_, body) => {
    const talonOne = await given()
    const before = stored(talonOne)
    for (const { id, method, path, send } of talonOne.operations) {
      if ((method !== 'POST' && method !== 'PUT') || READS_NONE.includes(id)) continue
      if (TAKES_ANY_OBJECT.includes(id)) continue
      const { status } = await send(method, path, { body })
      const isHarmless = HARMLESS.includes(id) && status < 300
      expect.soft(isHarmless ? 400 : status, `${id} ${method} ${path}`).toBeGreaterThanOrEqual(400)
      expect.soft(status, `${id} ${method} ${path}`).toBeLessThan(500)
    }
    expect(stored(talonOne)).toBe(before)
  })

  test('another content type is refused by every operation that reads JSON', async () => {
    const talonOne = await given()
    const before = stored(talonOne)
    for (const { id, method, path, send } of talonOne.operations) {
      if ((method !== 'POST' && method !== 'PUT') || READS_NONE.includes(id)) continue
      const { status } = await send(method, path, { body: 'a=1', headers: { 'content-type': 'text/plain' } })
      expect.soft([400, 404, 415], `${id} ${method} ${path}`).toContain(status)
    }
    expect(stored(talonOne)).toBe(before)
  })
})

describe('queries and paths', () => {
  test.each([
    'pageSize=1&pageSize=2',
    'pageSize=99999999999999999999',
    'skip=-1',
    'sort=__proto__',
    'createdAfter=2026-02-30T00:00:00Z&rangeStart=x&rangeEnd=x',
    '%E0%A4%A=1&%00=%00',
    `name=${'x'.repeat(5_000)}`,
    'valid=%F0%9F%92%A5&usable=2&dateFormat=none&campaignState=none&endDate=never',
  ])('?%s: never a 500 of an operation that reads', async query => {
    const talonOne = await given()
    const before = stored(talonOne)
    for (const { id, method, path, send } of talonOne.operations) {
      if (method !== 'GET') continue
      const { status } = await send(method, `${path}?${query}`)
      expect.soft(status, `${id} ${method} ${path}`).toBeLessThan(500)
    }
    expect(stored(talonOne)).toBe(before)
  })

  test.each(['0', '-1', '1e3', '%00', '%E0%A4%A', '💥', '99999999999999999999', 'a%2Fb'])(
    'the id %s: never a 500, nothing changes',

    async value => {
      const talonOne = await given()
      const before = stored(talonOne)
      for (const operation of talonOne.talonOne.operations()) {
        if (!operation.emulated || operation.api === 'third-party' || !operation.path.includes('Id}'))
          continue
        const path = operation.path.replaceAll(/\{\w+\}/g, encodeURI(value))
        const send = operation.api === 'management' ? talonOne.management : talonOne.integration
        const { status } = await send(
          operation.method,
          path,
          operation.method === 'GET' ? {} : { body: '[]' },
        )
        expect.soft(status, `${operation.id} ${path}`).toBeLessThan(500)
      }
      expect(stored(talonOne)).toBe(before)
    },
  )
})

test('any JSON at all: never a 500', async () => {
  const talonOne = await given()
  const writing = talonOne.operations.filter(({ method }) => method === 'POST' || method === 'PUT')
  const names = Object.keys(everywhere(0))
  const body = fc.oneof(
    fc.json(),
    fc
      .dictionary(fc.constantFrom(...names), fc.jsonValue(), { maxKeys: 8 })
      .map(value => JSON.stringify(value)),
    fc
      .dictionary(
        fc.constantFrom('profileId', 'referralCode', 'cartItems', 'state', 'attributes'),
        fc.jsonValue(),
      )
      .map(customerSession => JSON.stringify({ customerSession })),
  )
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...writing), body, async ({ method, path, send }, sent) => {
      expect((await send(method, path, { body: sent })).status).toBeLessThan(500)
    }),
    draws(300),
  )
})
