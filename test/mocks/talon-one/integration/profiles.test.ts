import { describe, expect, test } from 'vitest'
import { startTalonOne } from '../../../support/talon-one.ts'

const PROFILE = '/v2/customer_profiles/bob@example.com'
const ATTRIBUTES = [{ entity: 'CustomerProfile', name: 'city', type: 'string' }] as const
const INVENTORY = '/v1/customer_profiles/ada@example.com/inventory'

describe('PUT /v2/customer_profiles/{integrationId}', () => {
  test('creates the profile, sets attributes, and null deletes one', async () => {
    const { integration } = await startTalonOne({ attributes: [...ATTRIBUTES] })
    const created = await integration('PUT', PROFILE, { body: { attributes: { city: 'Berlin' } } })
    const read = async () =>
      (
        await integration('GET', '/v1/customer_profiles/bob@example.com/inventory', {
          query: { profile: true },
        })
      ).body.profile

    expect(created.body).toEqual({ effects: [], createdCoupons: [], createdReferrals: [] })
    expect((await read()).attributes).toEqual({ city: 'Berlin' })
    await integration('PUT', PROFILE, { body: { attributes: { city: null } } })
    expect((await read()).attributes).toEqual({})
  })

  test('joins and leaves audiences', async () => {
    const { integration } = await startTalonOne({ audiences: [{ id: 5, name: 'VIP' }] })
    const put = (adds: number[], deletes: number[]) =>
      integration('PUT', PROFILE, {
        query: { runRuleEngine: true },
        body: { audiencesChanges: { adds, deletes }, responseContent: ['customerProfile'] },
      })

    expect((await put([5], [])).body.customerProfile.audienceMemberships).toEqual([{ id: 5, name: 'VIP' }])
    expect((await put([], [5])).body.customerProfile.audienceMemberships).toEqual([])
    expect((await put([6], [])).status).toBeGreaterThanOrEqual(400)
  })

  test('runRuleEngine lets the rules of campaigns run; dry keeps nothing', async () => {
    const { integration } = await startTalonOne({
      campaign: { rules: [{ on: 'profile_updated', effects: [{ type: 'referral' }] }] },
    })
    const put = (query: Record<string, boolean>) =>
      integration('PUT', PROFILE, { query, body: { responseContent: ['customerProfile', 'loyalty'] } })

    const dry = await put({ runRuleEngine: true, dry: true })
    expect(dry.body.createdReferrals).toHaveLength(1)
    expect((await integration('GET', '/v1/customer_profiles/bob@example.com/inventory')).status).toBe(404)
    expect((await put({})).body.createdReferrals).toEqual([])
    const run = await put({ runRuleEngine: true })
    expect(run.body.effects).toMatchObject([{ effectType: 'referralCreated' }])
  })

  test('the fourth parallel update of a profile answers 409', async () => {
    const { integration } = await startTalonOne()

    const answers = await Promise.all(
      Array.from({ length: 6 }, () => integration('PUT', PROFILE, { body: {} })),
    )

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 409, 409, 409])
    expect(answers.find(({ status }) => status === 409)?.body.message).toBe(
      'Too many requests are updating this profile at the same time',
    )
  })

  test.each([
    ['attributes that are a list', { attributes: [] }],
    ['an undefined attribute', { attributes: { colour: 'red' } }],
    ['an attribute of the wrong type', { attributes: { city: 7 } }],
    ['audiences that are no numbers', { audiencesChanges: { adds: ['x'], deletes: [] } }],
    ['malformed JSON', '{'],
  ])('%s: 400, and no profile is made', async (_, body) => {
    const { integration } = await startTalonOne({ attributes: [...ATTRIBUTES] })

    expect((await integration('PUT', PROFILE, { body })).status).toBe(400)
    expect((await integration('GET', '/v1/customer_profiles/bob@example.com/inventory')).status).toBe(404)
  })
})

test('10 MB: 413, and no profile is made', async () => {
  const { integration } = await startTalonOne({ attributes: [...ATTRIBUTES] })
  const body = { attributes: { city: 'x'.repeat(10_000_000) } }

  expect((await integration('PUT', PROFILE, { body })).status).toBe(413)
  expect((await integration('GET', '/v1/customer_profiles/bob@example.com/inventory')).status).toBe(404)
})

describe('POST /v2/events', () => {
  const RULES = {
    rules: [{ on: 'event' as const, eventType: 'shared', effects: [{ type: 'referral' as const }] }],
  }
  const EVENT = { profileId: 'ada@example.com', type: 'shared' }

  test('is silent with silent=yes, and tells the effects otherwise', async () => {
    const { integration } = await startTalonOne({ campaign: RULES })

    const silent = await integration('POST', '/v2/events', { query: { silent: 'yes' }, body: EVENT })
    const told = await integration('POST', '/v2/events', {
      body: { ...EVENT, responseContent: ['event', 'customerProfile'] },
    })

    expect([silent.status, silent.body]).toEqual([204, undefined])
    expect(told.body.effects).toMatchObject([{ effectType: 'referralCreated' }])
    expect(told.body.event).toMatchObject({ type: 'shared', profileId: 'ada@example.com' })
  })

  test('trackEventSilent=yes answers 204 when silent is absent', async () => {
    const { integration } = await startTalonOne({ settings: { trackEventSilent: 'yes' }, campaign: RULES })

    expect((await integration('POST', '/v2/events', { body: EVENT })).status).toBe(204)
  })

  test('an unknown profile is created, except in a dry request', async () => {
    const { integration } = await startTalonOne({ campaign: RULES })
    const event = { profileId: 'new', type: 'shared' }
    const exists = async () => (await integration('GET', '/v1/customer_profiles/new/inventory')).status

    await integration('POST', '/v2/events', { query: { dry: true }, body: event })
    expect(await exists()).toBe(404)
    await integration('POST', '/v2/events', { body: event })
    expect(await exists()).toBe(200)
  })

  test('the fourth parallel event of a profile answers 409', async () => {
    const { integration } = await startTalonOne({ campaign: RULES })

    const answers = await Promise.all(
      Array.from({ length: 5 }, () => integration('POST', '/v2/events', { body: EVENT })),
    )

    expect(answers.filter(({ status }) => status === 409)).toHaveLength(2)
  })

  test('an Idempotency-Key makes it happen once', async () => {
    const { integration, management } = await startTalonOne({ campaign: RULES })
    const headers = { 'idempotency-key': 'once' }

    await integration('POST', '/v2/events', { headers, body: EVENT })
    const again = await integration('POST', '/v2/events', { headers, body: EVENT })

    expect(again.status).toBe(200)
    const { body } = await management('GET', '/v1/applications/1/campaigns/373/referrals/no_total')
    expect(body.data).toHaveLength(1)
  })

  test('an unknown type is refused, or accepted with a hint', async () => {
    const strict = await startTalonOne({ settings: { unknownEventType: 'reject' } })
    const lenient = await startTalonOne({ settings: { unknownEventType: 'accept' } })
    const post = ({ integration }: typeof strict) => integration('POST', '/v2/events', { body: EVENT })

    expect((await post(strict)).status).toBe(400)
    expect((await post(lenient)).hint).toContain('No custom event has the type "shared"')
  })

  test.each([
    ['no profile', { type: 'shared' }],
    ['an empty profile', { profileId: '', type: 'shared' }],
    ['no type', { profileId: 'ada@example.com' }],
    ['an empty type', { profileId: 'ada@example.com', type: '' }],
    ['an undefined attribute', { ...EVENT, attributes: { colour: 'red' } }],
    ['malformed JSON', '{'],
    ['nothing', ''],
  ])('%s is refused', async (_, body) => {
    const { integration } = await startTalonOne()

    expect((await integration('POST', '/v2/events', { body })).status).toBe(400)
  })

  test('another silent than yes or no is refused', async () => {
    const { integration } = await startTalonOne()

    expect((await integration('POST', '/v2/events?silent=maybe', { body: EVENT })).status).toBe(400)
  })
})

describe('GET /v1/customer_profiles/{integrationId}/inventory', () => {
  test('carries only what is asked for', async () => {
    const { integration } = await startTalonOne({ loyaltyPrograms: [{ id: 7, name: 'stars' }] })

    const none = await integration('GET', INVENTORY, { query: { referrals: 'False' } })
    const all = await integration('GET', INVENTORY, {
      query: {
        profile: true,
        referrals: true,
        coupons: 'True',
        loyalty: 1,
        giveaways: true,
        achievements: true,
      },
    })

    expect(none.body).toEqual({})
    expect(Object.keys(all.body).sort()).toEqual([
      'achievements',
      'coupons',
      'giveaways',
      'loyalty',
      'profile',
      'referrals',
    ])
    expect(all.body.loyalty.programs['7'].name).toBe('stars')
  })

  test('an unknown profile is 404', async () => {
    const { integration } = await startTalonOne()

    expect((await integration('GET', '/v1/customer_profiles/nobody/inventory')).status).toBe(404)
  })
})

describe('coupons', () => {
  async function givenCoupon(query: Record<string, string> = {}) {
    const talonOne = await startTalonOne()
    const { body } = await talonOne.thirdParty('customer_engagement', 'GET', '/customer_engagement/coupon', {
      query: { applicationId: 1, campaignId: 373, externalCampaignId: 'mail', ...query },
    })
    const value = body.Value as string
    const session = (id: string, customerSession: Record<string, unknown>) =>
      talonOne.integration('PUT', `/v2/customer_sessions/${id}`, {
        body: { customerSession: { couponCodes: [value], ...customerSession }, responseContent: ['coupons'] },
      })
    return { ...talonOne, value, session }
  }

  test('are reserved, listed and released', async () => {
    const { integration, value } = await givenCoupon()
    const path = `/v1/coupon_reservations/${value}`
    const body = { integrationIDs: ['ada@example.com'] }

    const reserved = await integration('POST', path, { body })
    const customers = await integration('GET', `/v1/coupon_reservations/customerprofiles/${value}`)
    const wallet = await integration('GET', INVENTORY, { query: { coupons: true } })

    expect([reserved.status, reserved.body.reservationCounter]).toEqual([201, 1])
    expect(customers.body).toMatchObject({ totalResultSize: 1, data: [{ integrationId: 'ada@example.com' }] })
    expect(wallet.body.coupons).toMatchObject([{ value, state: 'active', profileRedemptionCount: 0 }])
    expect((await integration('DELETE', path, { body })).status).toBe(204)
    expect((await integration('GET', INVENTORY, { query: { coupons: true } })).body.coupons).toEqual([])
  })

  test('are redeemed by closing a session and given back by cancelling it', async () => {
    const { session, integration } = await givenCoupon({ recipientIntegrationId: 'ada@example.com' })
    const state = async () =>
      (await integration('GET', INVENTORY, { query: { coupons: true } })).body.coupons[0].state

    const closed = await session('s1', { profileId: 'ada@example.com', state: 'closed' })
    expect(closed.body.effects).toMatchObject([{ effectType: 'acceptCoupon' }])
    expect(closed.body.coupons).toMatchObject([{ usageCounter: 1, profileRedemptionCount: 1 }])
    expect(await state()).toBe('used')
    const cancelled = await session('s1', { state: 'cancelled' })
    expect(cancelled.body.effects).toMatchObject([{ effectType: 'rollbackCoupon' }])
    expect(await state()).toBe('active')
  })

  test.each([
    ['CouponRecipientDoesNotMatch', { recipientIntegrationId: 'ada@example.com' }],
    ['CouponExpired', { expiryDate: '2026-01-05T08:00:00Z' }],
    ['CouponStartDateInFuture', { startDate: '2026-02-05T08:00:00Z' }],
  ])('are rejected: %s', async (reason, query) => {
    const { session } = await givenCoupon(query)

    const { body } = await session('s', { profileId: 'bob' })

    expect(body.effects[0].props.rejectionReason).toBe(reason)
  })

  test('are rejected once used up, or unknown', async () => {
    const { session } = await givenCoupon()
    await session('s1', { profileId: 'a', state: 'closed' })

    const usedUp = await session('s2', { profileId: 'b' })
    const unknown = await session('s3', { couponCodes: ['NOPE'] })

    expect(usedUp.body.effects[0].props.rejectionReason).toBe('CouponLimitReached')
    expect(unknown.body.effects[0].props.rejectionReason).toBe('CouponNotFound')
  })

  test.each([
    ['an unknown coupon', 'NOPE-NOPE', { integrationIDs: ['a'] }, 404],
    ['no customers', undefined, {}, 400],
    ['1001 customers', undefined, { integrationIDs: Array.from({ length: 1_001 }, (_, i) => `c${i}`) }, 400],
    ['a customer of the wrong type', undefined, { integrationIDs: [7] }, 400],
  ])('reserving for %s is refused', async (_, code, body, status) => {
    const { integration, value } = await givenCoupon()

    expect((await integration('POST', `/v1/coupon_reservations/${code ?? value}`, { body })).status).toBe(
      status,
    )
  })
})

describe('loyalty balances', () => {
  const BALANCES = '/v1/loyalty_programs/7/profile/ada@example.com/balances'

  test('tell active and pending points by ledger, at any date, with tiers', async () => {
    const { integration, thirdParty } = await startTalonOne({
      loyaltyPrograms: [
        {
          id: 7,
          name: 'stars',
          tiers: [
            { id: 1, name: 'Bronze', minPoints: 0 },
            { id: 2, name: 'Silver', minPoints: 100 },
          ],
        },
      ],
    })
    const add = (body: Record<string, unknown>) =>
      thirdParty('customer_engagement', 'POST', '/customer_engagement/add_loyalty_points', {
        body: { loyaltyProgramId: 7, profileIntegrationId: 'ada@example.com', ...body },
      })
    await add({ points: 30.5, validityDuration: '5D' })
    await add({ points: 20, pendingDuration: '1D' })
    await add({ points: 7, subledgerId: 'mugs' })

    const now = await integration('GET', BALANCES, { query: { includeTiers: true } })
    const later = await integration('GET', BALANCES, { query: { endDate: '2026-01-20T00:00:00Z' } })
    const mugs = await integration('GET', BALANCES, { query: { subledgerId: 'mugs' } })

    expect(now.body.balance).toMatchObject({
      activePoints: 30.5,
      pendingPoints: 20,
      currentTier: { name: 'Bronze' },
      pointsToNextTier: 69.5,
    })
    expect(later.body.balance).toMatchObject({ activePoints: 20, pendingPoints: 0, expiredPoints: 30.5 })
    expect(mugs.body).toMatchObject({ subledgerBalances: { mugs: { activePoints: 7 } } })
  })

  test.each([
    ['/v1/loyalty_programs/8/profile/ada@example.com/balances', 404],
    ['/v1/loyalty_programs/x/profile/ada@example.com/balances', 400],
    ['/v1/loyalty_programs/7/profile/nobody/balances', 404],
    [`${BALANCES}?endDate=soon`, 400],
    [`${BALANCES}?includeTiers=perhaps`, 400],
  ])('%s answers %i', async (path, status) => {
    const { integration } = await startTalonOne({ loyaltyPrograms: [{ id: 7, name: 'stars' }] })

    expect((await integration('GET', path)).status).toBe(status)
  })
})

describe('GET /v2/authping and /v1/status/health', () => {
  test('a valid key gets 204, any other 401; health needs none', async () => {
    const { integration, call, keyOf } = await startTalonOne()

    expect((await integration('GET', '/v2/authping')).status).toBe(204)
    expect((await call('GET', '/v2/authping')).status).toBe(401)
    const wrong = await call('GET', '/v2/authping', {
      headers: { authorization: `ApiKey-v1 ${keyOf('braze')}` },
    })
    expect([wrong.status, wrong.hint]).toEqual([401, expect.stringContaining('platform braze')])
    expect((await call('GET', '/v1/status/health')).status).toBe(200)
  })

  test('a Management key on an Integration path is told where it belongs', async () => {
    const { management } = await startTalonOne()

    const answer = await management('PUT', PROFILE, { body: {} })

    expect(answer.status).toBe(401)
    expect(answer.hint).toContain('belongs to the Management API')
  })
})

test.each(['1', 't', 'T', 'TRUE', 'true', 'True'])(
  'a flag of %s is on, as Go services read it',
  async word => {
    const { integration } = await startTalonOne()

    const { body } = await integration('GET', INVENTORY, { query: { profile: word } })
    const dry = await integration('PUT', '/v2/customer_sessions/s1', {
      query: { dry: word },
      body: { customerSession: { profileId: 'bob' } },
    })

    expect(Object.keys(body)).toEqual(['profile'])
    expect(dry.status).toBe(200)
    expect((await integration('GET', '/v2/customer_sessions/s1')).status).toBe(404)
  },
)

test.each(['yes', 'on', 'tRUE', 'Y'])('a flag of %s is refused, never silently off', async word => {
  const { integration } = await startTalonOne()

  expect((await integration('GET', INVENTORY, { query: { referrals: word } })).status).toBe(400)
})

test('forceCompleteEvaluation evaluates what an exclusive group keeps out, in a dry event only', async () => {
  const rules = [{ on: 'event' as const, eventType: 'shared', effects: [{ type: 'coupon' as const }] }]
  const campaign = (id: number) => ({
    id,
    name: `C${id}`,
    features: ['coupons' as const],
    exclusiveGroup: 'spring',
    rules,
  })
  const { integration } = await startTalonOne({ application: { campaigns: [campaign(1), campaign(2)] } })
  const track = (query: Record<string, boolean>) =>
    integration('POST', '/v2/events', {
      query: { silent: 'no', ...query },
      body: { profileId: 'ada@example.com', type: 'shared' },
    })

  expect((await track({})).body.createdCoupons).toHaveLength(1)
  expect((await track({ dry: true, forceCompleteEvaluation: true })).body.createdCoupons).toHaveLength(2)
  expect((await track({ forceCompleteEvaluation: true })).status).toBe(400)
})

describe('PUT /v2/customer_profiles', () => {
  const PATH = '/v2/customer_profiles'
  const profiles = ['bob', 'eve'].map(integrationId => ({
    integrationId,
    attributes: { Name: integrationId },
  }))

  test('updates and creates many, and shows them with silent=no', async () => {
    const { integration, talonOne } = await startTalonOne()

    const silent = await integration('PUT', PATH, { body: { customerProfiles: profiles } })
    const told = await integration('PUT', PATH, {
      query: { silent: 'no' },
      body: { customerProfiles: profiles },
    })

    expect([silent.status, silent.body, told.status, talonOne.profiles.size]).toEqual([
      204,
      undefined,
      200,
      3,
    ])
    expect(told.body.integrationStates).toMatchObject([
      { customerProfile: { integrationId: 'bob', attributes: { Name: 'bob' } } },
      { customerProfile: { integrationId: 'eve' } },
    ])
  })

  test('one wrong attribute stops all of them', async () => {
    const { integration, talonOne } = await startTalonOne()
    const customerProfiles = [...profiles, { integrationId: 'fay', attributes: { unheardOf: 1 } }]

    const { status } = await integration('PUT', PATH, { body: { customerProfiles } })

    expect([status, talonOne.profiles.size]).toEqual([400, 1])
  })

  test('more than 1,000 are refused', async () => {
    const { integration } = await startTalonOne()
    const customerProfiles = Array.from({ length: 1_001 }, (_, i) => ({ integrationId: `p${i}` }))

    expect((await integration('PUT', PATH, { body: { customerProfiles } })).status).toBe(400)
  })
})
