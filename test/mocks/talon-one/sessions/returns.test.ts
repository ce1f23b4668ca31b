// Returning cart items of a closed session. [D] returnCartItems.
import { describe, expect, test } from 'vitest'
import { startTalonOne } from '../../../support/talon-one.ts'

async function given() {
  const started = await startTalonOne({
    campaign: {
      rules: [
        {
          on: 'session_closed',
          effects: [
            { type: 'itemDiscount', name: 'Each', value: 3, sku: 'shoe' },
            { type: 'discount', name: 'All', value: 1 },
          ],
        },
      ],
    },
  })
  const { integration } = started
  const put = (customerSession: object) =>
    integration('PUT', '/v2/customer_sessions/s1', { body: { customerSession } })
  await put({
    profileId: 'bob',
    state: 'closed',
    cartItems: [
      { sku: 'shoe', quantity: 3, price: 40 },
      { sku: 'sock', quantity: 1, price: 5 },
    ],
  })
  return {
    ...started,
    put,
    give: (returnedCartItems: object[], query: Record<string, boolean> = {}) =>
      integration('POST', '/v2/customer_sessions/s1/returns', {
        query,
        body: { return: { returnedCartItems }, responseContent: ['customerSession', 'previousReturns'] },
      }),
  }
}

const rolledBack = ({ body }: { body: { effects: { effectType: string; props: object }[] } }) =>
  body.effects.map(({ effectType, props }) => [effectType, props])
const unit = (cartItemSubPosition: number) => [
  'rollbackDiscount',
  { name: 'Each', value: 3, cartItemPosition: 0, cartItemSubPosition },
]

test('returned items roll back their discounts, once each, and the session is partially returned', async () => {
  const { give, integration } = await given()

  const first = await give([{ position: 0, quantity: 1, sku: 'shoe' }])
  const second = await give([{ position: 0 }])

  expect(rolledBack(first)).toEqual([unit(0)])
  expect(first.body.return).toMatchObject({
    id: 1,
    sessionIntegrationId: 's1',
    profileIntegrationId: 'bob',
    returnedCartItems: [{ position: 0, quantity: 1, sku: 'shoe' }],
  })
  expect(first.body.customerSession).toMatchObject({
    state: 'partially_returned',
    cartItems: [
      { returnedQuantity: 1, remainingQuantity: 2 },
      { returnedQuantity: 0, remainingQuantity: 1 },
    ],
  })
  expect(rolledBack(second)).toEqual([unit(1), unit(2)])
  expect(second.body.previousReturns).toMatchObject([{ id: 1 }])
  const { body } = await integration('GET', '/v2/customer_sessions/s1')
  expect(body.customerSession.state).toBe('partially_returned')
})

test('an item is found by its SKU where no position is given, as long as one is left', async () => {
  const { give } = await given()

  const first = await give([{ sku: 'sock' }])
  const second = await give([{ sku: 'sock' }])

  expect(first.body.return.returnedCartItems).toEqual([{ position: 1, quantity: 1, sku: 'sock' }])
  expect([second.status, second.body.errors[0].details]).toEqual([
    400,
    'the cart has no item left of the SKU "sock"',
  ])
})

test('cancelling afterwards rolls back what is left', async () => {
  const { give, put } = await given()
  await give([{ position: 0, quantity: 2 }])

  const cancelled = await put({ state: 'cancelled' })

  expect(rolledBack(cancelled).map(([type]) => type)).toEqual(['rollbackDiscount', 'rollbackDiscount'])
  expect(rolledBack(cancelled)[0]).toEqual(unit(2))
})

test('a dry return changes nothing', async () => {
  const { give, integration } = await given()

  const dry = await give([{ position: 0 }], { dry: true })

  expect(dry.body.customerSession.state).toBe('partially_returned')
  expect((await integration('GET', '/v2/customer_sessions/s1')).body.customerSession.state).toBe('closed')
})

test.each<[string, object[]]>([
  ['an item that is not there', [{ position: 2 }]],
  ['more than there are', [{ position: 0, quantity: 4 }]],
  ['another SKU', [{ position: 0, sku: 'sock' }]],
  ['an item twice', [{ position: 0 }, { position: 0 }]],
  ['nothing', []],
])('%s cannot be returned', async (_, items) => {
  const { give, integration } = await given()

  expect((await give(items)).status).toBe(400)
  expect((await integration('GET', '/v2/customer_sessions/s1')).body.customerSession.state).toBe('closed')
})

test('an open session returns nothing, nor does one that is not there', async () => {
  const { integration } = await given()
  await integration('PUT', '/v2/customer_sessions/open', {
    body: { customerSession: { cartItems: [{ sku: 'a', quantity: 1 }] } },
  })
  const body = { return: { returnedCartItems: [{ position: 0 }] } }
  const status = async (id: string) =>
    (await integration('POST', `/v2/customer_sessions/${id}/returns`, { body })).status

  expect([await status('open'), await status('nobody')]).toEqual([400, 404])
})

test('evaluating again on a return is refused by name', async () => {
  const { give } = await given()

  const { status, headers } = await give([{ position: 0 }], { runRuleEngine: true })

  expect([status, headers.get('x-sandbox')]).toEqual([501, 'not-emulated'])
})

test('the return is an event of the session', async () => {
  const { give, management } = await given()
  await give([{ position: 0, quantity: 1 }])

  const { body } = await management('GET', '/v1/applications/1/events/no_total', {
    query: { effectType: 'rollbackDiscount' },
  })

  expect(body.data).toMatchObject([{ type: 'talon_session_cart_items_returned' }])
})

describe('budgets and the effects of a session', () => {
  const ACTIONS = [
    'setDiscount',
    'setDiscountEffect',
    'createCoupon',
    'customEffect',
    'redeemReferral',
  ] as const

  async function bought() {
    const started = await startTalonOne({
      campaign: {
        rules: [
          {
            on: 'session_closed',
            effects: [
              { type: 'itemDiscount', name: 'Each', value: 0.1, sku: 'shoe' },
              { type: 'discount', name: 'All', value: 1 },
              { type: 'coupon' },
              { type: 'custom', effectId: 3, name: 'wrap' },
            ],
          },
        ],
        limits: ACTIONS.map(action => ({ action, limit: action === 'setDiscount' ? 1.3 : 9 })),
      },
    })
    const { integration, management } = started
    const put = (body: object, id = 's1') =>
      integration('PUT', `/v2/customer_sessions/${id}`, { body: { customerSession: body } })
    await put({ profileId: 'bob', state: 'closed', cartItems: [{ sku: 'shoe', quantity: 3, price: 40 }] })
    return {
      put,
      give: (position: object) =>
        integration('POST', '/v2/customer_sessions/s1/returns', {
          body: { return: { returnedCartItems: [position] } },
        }),
      reopen: () => integration('PUT', '/v2/customer_sessions/s1/reopen'),
      used: async () => {
        const { body } = await management('GET', '/v1/applications/1/campaigns/373')
        return Object.fromEntries(
          body.budgets.map(({ action, counter }: { action: string; counter: number }) => [action, counter]),
        )
      },
      effects: async () =>
        (await integration('GET', '/v2/customer_sessions/s1')).body.effects.map(
          ({ effectType }: { effectType: string }) => effectType,
        ),
    }
  }

  test('a return gives back what its units used, and their effects are gone', async () => {
    const { give, used, effects } = await bought()
    expect(await used()).toMatchObject({ setDiscount: 1.3, setDiscountEffect: 4, createCoupon: 1 })

    await give({ position: 0, quantity: 1 })
    expect(await used()).toMatchObject({ setDiscount: 1.2, setDiscountEffect: 3, createCoupon: 1 })
    await give({ position: 0, quantity: 2 })

    expect(await used()).toMatchObject({ setDiscount: 1, setDiscountEffect: 1, customEffect: 1 })
    expect(await effects()).toEqual(['setDiscount', 'customEffect', 'couponCreated'])
  })

  test('cancelling gives all back but created coupons, also after a return', async () => {
    const { give, put, used, effects } = await bought()
    await give({ position: 0, quantity: 1 })

    await put({ state: 'cancelled' })

    expect(await used()).toEqual({
      setDiscount: 0,
      setDiscountEffect: 0,
      createCoupon: 1,
      customEffect: 0,
      redeemReferral: 0,
    })
    expect(await effects()).toEqual(['customEffect', 'couponCreated'])
  })

  test('reopening leaves created coupons and custom effects counted', async () => {
    const { reopen, used, effects } = await bought()

    await reopen()

    expect(await used()).toMatchObject({ setDiscount: 0, createCoupon: 1, customEffect: 1 })
    expect(await effects()).toEqual(['customEffect', 'couponCreated'])
  })
})
