// Returning cart items of a closed session. [D] returnCartItems.
import { expect, test } from 'vitest'
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
