// Effects besides codes, points and whole discounts, each with the props that the vendor describes, and what cancelling answers for them.
import { describe, expect, test } from 'vitest'
import { type GivenTalonOne, startTalonOne } from '../../../support/talon-one.ts'

type Campaign = NonNullable<GivenTalonOne['campaign']>
type Rule = NonNullable<Campaign['rules']>[number]
type RuleEffect = NonNullable<Rule['effects']>[number]

const CART = [
  { sku: 'shoe', quantity: 2, price: 40 },
  { sku: 'sock', quantity: 1, price: 5 },
]

async function given(effects: RuleEffect[], changes: Campaign = {}) {
  const started = await startTalonOne({
    loyaltyPrograms: [{ id: 7, name: 'stars' }],
    campaign: { rules: [{ name: 'R', on: 'session_closed', effects }], ...changes },
  })
  const { integration, management } = started
  return {
    ...started,
    session: async (customerSession: object, query: Record<string, boolean> = {}) => {
      const { body } = await integration('PUT', '/v2/customer_sessions/s1', {
        query,
        body: { customerSession, responseContent: ['loyalty', 'ruleFailureReasons'] },
      })
      return body
    },
    addPoints: (points: number) =>
      management('PUT', '/v1/loyalty_programs/7/profile/bob/add_points', { body: { points } }),
    points: async () =>
      (await integration('GET', '/v1/loyalty_programs/7/profile/bob/balances')).body.balance,
  }
}

interface Told {
  effectType: string
  props: Record<string, unknown>
}
const told = ({ effects }: { effects: Told[] }) => effects.map(({ effectType, props }) => [effectType, props])

describe('told at once, in open sessions too', () => {
  test.each<[string, RuleEffect, Record<string, unknown>]>([
    ['addFreeItem', { type: 'freeItem', sku: 'cap', name: 'Cap' }, { sku: 'cap', name: 'Cap' }],
    [
      'showNotification',
      { type: 'notification', title: 'Hi', body: 'There' },
      { notificationType: 'Info', title: 'Hi', body: 'There' },
    ],
    [
      'customEffect',
      { type: 'custom', effectId: 3, name: 'ring', payload: { bell: true } },
      { effectId: 3, name: 'ring', payload: { bell: true } },
    ],
    [
      'triggerWebhook',
      { type: 'webhook', webhookId: 5, webhookName: 'Tell CRM' },
      { webhookId: 5, webhookName: 'Tell CRM' },
    ],
  ])('%s', async (type, effect, props) => {
    const { session } = await given([effect])

    expect(told(await session({ profileId: 'bob' }))).toEqual([[type, props]])
    expect(told(await session({ state: 'closed' }))).toEqual([[type, props]])
    expect(told(await session({ state: 'cancelled' }))).toEqual([])
  })

  test('setDiscountPerItem, one for each unit of the SKU, and rolled back so', async () => {
    const { session } = await given([{ type: 'itemDiscount', name: 'Shoes', value: 3, sku: 'shoe' }])

    const units = [0, 1].map(subPosition => ({ name: 'Shoes', value: 3, position: 0, subPosition }))
    expect(told(await session({ profileId: 'bob', cartItems: CART, state: 'closed' }))).toEqual(
      units.map(props => ['setDiscountPerItem', props]),
    )
    expect(told(await session({ state: 'cancelled' }))).toEqual(
      units.map(({ position, subPosition, ...props }) => [
        'rollbackDiscount',
        { ...props, cartItemPosition: position, cartItemSubPosition: subPosition },
      ]),
    )
  })

  test('by a referral code and a coupon alike', async () => {
    const { session, integration } = await given([], {
      referralEffects: { friend: [{ type: 'freeItem', sku: 'cap', name: 'Cap' }] },
    })
    const { body } = await integration('POST', '/v1/referrals', {
      body: { campaignId: 373, advocateProfileIntegrationId: 'ada@example.com' },
    })

    const { effects } = await session({ profileId: 'bob', referralCode: body.code })

    expect(effects.map(({ effectType }: Told) => effectType)).toEqual(['acceptReferral', 'addFreeItem'])
  })

  test('by an event', async () => {
    const { integration } = await given([], {
      rules: [{ on: 'event', eventType: 'shared', effects: [{ type: 'notification', title: 'Thanks' }] }],
    })

    const { body } = await integration('POST', '/v2/events', { body: { profileId: 'bob', type: 'shared' } })

    expect(told(body)).toEqual([
      ['showNotification', { notificationType: 'Info', title: 'Thanks', body: '' }],
    ])
  })
})

describe('deductLoyaltyPoints', () => {
  const SPENDS: RuleEffect[] = [{ type: 'deductPoints', loyaltyProgramId: 7, points: 30, name: 'Reward' }]

  test('is foreseen while open, happens at closing and is rolled back by cancelling', async () => {
    const { session, addPoints, points, integration } = await given(SPENDS)
    await integration('PUT', '/v2/customer_profiles/bob', { body: {} })
    await addPoints(50)

    const open = await session({ profileId: 'bob' })
    expect(told(open)).toMatchObject([['deductLoyaltyPoints', { value: 30, programId: 7, name: 'Reward' }]])
    expect(open.loyalty.programs['7'].ledger).toMatchObject({
      currentBalance: 50,
      tentativeCurrentBalance: 20,
    })
    await session({ state: 'closed' })
    expect(await points()).toMatchObject({ activePoints: 20, spentPoints: 30 })
    const cancelled = await session({ state: 'cancelled' })

    expect(told(cancelled)).toMatchObject([
      ['rollbackDeductedLoyaltyPoints', { value: 30, programId: 7, recipientIntegrationId: 'bob' }],
    ])
    expect(await points()).toMatchObject({ activePoints: 50, spentPoints: 0 })
  })

  test('without enough points it is a failure of the rule, and the session closes', async () => {
    const { session } = await given(SPENDS)

    const closed = await session({ profileId: 'bob', state: 'closed' })

    expect(closed.effects).toEqual([])
    expect(closed.ruleFailureReasons[0].details).toContain('has 0 points')
  })
})

test.each<[string, RuleEffect]>([
  ['setDiscountEffect', { type: 'itemDiscount', name: 'Each', value: 1 }],
  ['addFreeItemEffect', { type: 'freeItem', sku: 'cap', name: 'Cap' }],
  ['customEffect', { type: 'custom', name: 'ring' }],
  ['callApi', { type: 'webhook', webhookId: 1, webhookName: 'W' }],
])('a limit on %s is counted', async (action, effect) => {
  const { session } = await given([effect], {
    rules: [{ on: 'session_closed', effects: [effect] }],
    limits: [{ action, limit: 0, entities: [] }],
  })

  expect((await session({ profileId: 'bob', cartItems: CART, state: 'closed' })).effects).toEqual([])
})

test('an effect on a cart is refused in a rule without one', async () => {
  const starting = given([], {
    rules: [{ on: 'profile_updated', effects: [{ type: 'freeItem', sku: 'cap', name: 'Cap' }] }],
  })

  await expect(starting).rejects.toThrow('only a session has a cart for such an effect')
})
