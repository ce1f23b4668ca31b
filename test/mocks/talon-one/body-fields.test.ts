// Nothing that a caller sends is overheard: each field that the vendor describes for the body of a served operation is taken, or refused.
import { expect, test } from 'vitest'
import {
  isVendorDescribed,
  mustBeVendorDescribed,
  vendorDescription,
} from '../../../contracts/conformance/vendor-description.ts'
import { startTalonOne } from '../../support/talon-one.ts'
import { GOOD, openShop } from '../../support/talon-one-good-calls.ts'
import { oneOf } from '../../support/thoroughness.ts'

const judged = test.skipIf(!isVendorDescribed && !mustBeVendorDescribed)

const described = isVendorDescribed
  ? (['third-party', 'integration', 'management'] as const).flatMap(which => {
      const description = vendorDescription(which)
      return description
        .operations()
        .filter(({ id }) => GOOD[id]?.body !== undefined)
        .map(({ id, method, path }) => ({
          id,
          fields: description.bodyFields(method, path),
          required: description.requiredBodyFields(method, path),
        }))
        .filter(({ fields }) => fields.length > 0)
    })
  : []

judged.each(oneOf(3, described))(
  '$id: each described field of its body is taken or refused',
  async ({ id, fields }) => {
    const { query = {}, body } = GOOD[id] ?? { path: '' }
    for (const [name, example] of fields) {
      const sent = { ...body, [name]: example ?? body?.[name] ?? 'x' }
      const shop = await openShop()
      const { headers } = await shop.send(id, { query, body: sent })
      expect.soft([name, headers.get('x-sandbox-reason')]).not.toEqual([name, 'ignored-fields'])
    }
  },
)

judged.each(oneOf(3, described).filter(({ required }) => required.length > 0))(
  '$id: each field that the vendor requires is missed',
  async ({ id, required }) => {
    const { query = {}, body } = GOOD[id] ?? { path: '' }
    for (const name of required) {
      const shop = await openShop()
      const { status } = await shop.send(id, { query, body: { ...body, [name]: undefined } })
      expect.soft([name, status]).toEqual([name, 400])
    }
  },
)

test('a misspelt field is told at any depth, and what callers name themselves is theirs', async () => {
  const { integration } = await startTalonOne({
    attributes: [{ entity: 'CustomerSession', name: 'gift', type: 'boolean' }],
  })
  const customerSession = {
    profileId: 'ada@example.com',
    referalCode: 'X',
    cartItems: [{ sku: 'a', quantity: 1, price: 1, colour: 'red' }],
    additionalCosts: { shipping: { price: 5 } },
    attributes: { gift: true },
  }

  const { status, hint } = await integration('PUT', '/v2/customer_sessions/s', { body: { customerSession } })

  expect(status).toBe(200)
  expect(hint).toBe(
    'Ignored fields of the body: customerSession.referalCode, customerSession.cartItems.0.colour.',
  )
})

test('the variants of an experiment are kept with the session and shown', async () => {
  const { integration } = await startTalonOne()
  const experimentVariantAllocations = [{ experimentID: 1, variantID: 2 }]
  const put = (customerSession: object) =>
    integration('PUT', '/v2/customer_sessions/s', {
      body: { customerSession, responseContent: ['customerSession'] },
    })

  await put({ experimentVariantAllocations })
  const { body } = await put({ state: 'closed' })

  expect(body.customerSession.experimentVariantAllocations).toEqual(experimentVariantAllocations)
})

test('what would change how a campaign, coupon or attribute works is refused by name', async () => {
  const { management } = await startTalonOne()
  const campaign = { name: 'C', tags: [], features: [], limits: [] }
  const attribute = {
    entity: 'Coupon',
    name: 'a',
    title: 'A',
    type: 'string',
    description: '',
    editable: true,
  }
  const coupons = { usageLimit: 1, numberOfCoupons: 1 }
  const C = '/v1/applications/1/campaigns/373'
  const asked = [
    ['PUT', C, { ...campaign, state: 'staged' }, 'staging'],
    ['PUT', C, { ...campaign, linkedStoreIds: [1] }, 'linkedStoreIds'],
    ['PUT', C, { ...campaign, reevaluateOnReturn: true }, 'reevaluateOnReturn'],
    ['POST', '/v1/applications/1/campaigns', { ...campaign, linkedStoreIds: [1] }, 'linkedStoreIds'],
    ['POST', `${C}/coupons`, { ...coupons, supportRequestId: 42 }, 'support requests'],
    ['POST', `${C}/coupons`, { ...coupons, uniquePrefix: 'X' }, 'uniquePrefix'],
    ['POST', '/v1/attributes', { ...attribute, suggestions: [], hasAllowedList: true }, 'allowed lists'],
    ['POST', '/v1/attributes', { ...attribute, suggestions: [], subscribedCatalogsIds: [2] }, 'catalogs'],
  ] as const

  for (const [method, path, body, what] of asked) {
    const answer = await management(method, path, { body })
    expect.soft([what, answer.status, answer.headers.get('x-sandbox')]).toEqual([what, 501, 'not-emulated'])
    expect.soft(answer.body.message).toContain(what)
  }
  expect((await management('PUT', C, { body: { ...campaign, activeRulesetId: 9 } })).status).toBe(400)
  expect((await management('PUT', C, { body: { ...campaign, activeRulesetId: 373 } })).status).toBe(200)
})

test('groups and properties of a campaign are kept, shown, searched and told', async () => {
  const { management, talonOne, world } = await startTalonOne()
  talonOne.notifications.subscribe({ url: 'http://127.0.0.1:9/hook' })
  const body = {
    name: 'C',
    tags: [],
    features: [],
    limits: [],
    campaignGroups: [1, 3],
    evaluationGroupId: 2,
    couponAttributes: { colour: 'red' },
  }

  const { body: made } = await management('POST', '/v1/applications/1/campaigns', { body })
  const found = async (campaignGroupId: number) =>
    (await management('GET', '/v1/applications/1/campaigns', { query: { campaignGroupId } })).body.data
  await world.clock.advance(5 * 60_000)

  expect([made.campaignGroups, made.couponAttributes]).toEqual([[1, 3], { colour: 'red' }])
  expect([await found(3), await found(2)]).toMatchObject([[{ id: made.id }], []])
  expect(JSON.stringify(talonOne.notifications.deliveries())).toContain(
    '"evaluationPosition":{"groupId":2,"groupName":"Group 2"',
  )
})

test('a restricted attribute takes one of its suggestions and nothing else', async () => {
  const { integration } = await startTalonOne({
    attributes: [
      {
        entity: 'CustomerProfile',
        name: 'size',
        type: 'string',
        suggestions: ['S', 'M'],
        restrictedBySuggestions: true,
      },
    ],
  })
  const put = (size: string) =>
    integration('PUT', '/v2/customer_profiles/ada@example.com', { body: { attributes: { size } } })

  const wrong = await put('XL')

  expect((await put('M')).status).toBe(200)
  expect([wrong.status, wrong.body.errors]).toEqual([
    400,
    [{ title: 'enum', details: 'expected one of: S, M', source: { pointer: '/attributes/size' } }],
  ])
})
