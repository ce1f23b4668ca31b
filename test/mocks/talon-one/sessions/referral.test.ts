// A friend's session redeems an advocate's code.
import { describe, expect, test } from 'vitest'
import { type GivenTalonOne, startTalonOne } from '../../../support/talon-one.ts'

interface SessionInput {
  profileId?: string
  referralCode?: string
  state?: string
  couponCodes?: string[]
  cartItems?: unknown[]
  evaluableCampaignIds?: number[]
  attributes?: Record<string, unknown>
}

const SHOE = { sku: 'shoe', quantity: 1, price: 80 }

async function given(options: GivenTalonOne = {}) {
  const talonOne = await startTalonOne({
    world: { clock: 'manual' },
    profiles: ['ada@example.com', 'bob@example.com'],
    ...options,
  })
  const campaign = '/v1/applications/1/campaigns/373'
  return {
    ...talonOne,
    async code(body: Record<string, unknown> = {}) {
      const { body: referral } = await talonOne.integration('POST', '/v1/referrals', {
        body: { campaignId: 373, advocateProfileIntegrationId: 'ada@example.com', ...body },
      })
      return referral as { id: number; code: string; usageCounter: number }
    },
    session: (
      id: string,
      customerSession: SessionInput,
      {
        query = {},
        responseContent,
        headers = {},
      }: {
        query?: Record<string, string | boolean>
        responseContent?: string[]
        headers?: Record<string, string>
      } = {},
    ) =>
      talonOne.integration('PUT', `/v2/customer_sessions/${id}`, {
        query,
        headers,
        body: { customerSession, ...(responseContent === undefined ? {} : { responseContent }) },
      }),
    counters: async () =>
      (await talonOne.management('GET', `${campaign}/referrals/no_total`)).body.data.map(
        (one: { usageCounter: number }) => one.usageCounter,
      ),
    campaign: async () => (await talonOne.management('GET', campaign)).body,
    inventory: async (id: string, part: string) =>
      (
        await talonOne.integration('GET', `/v1/customer_profiles/${id}/inventory`, {
          query: { [part]: true },
        })
      ).body[part],
  }
}

const typesOf = (answer: { body: { effects: { effectType: string }[] } }) =>
  answer.body.effects.map(({ effectType }) => effectType)
const reasonOf = (answer: { body: { effects: { props: Record<string, unknown> }[] } }) =>
  answer.body.effects[0]?.props.rejectionReason

describe('a referral code in a session', () => {
  test('is accepted while open, redeemed by closing, given back by cancelling', async () => {
    const { code, session, counters, inventory } = await given()
    const { code: referralCode } = await code()

    const open = await session('s1', { profileId: 'bob@example.com', referralCode, cartItems: [SHOE] })
    expect(open.body.effects).toMatchObject([
      { campaignId: 373, effectType: 'acceptReferral', props: { value: referralCode } },
    ])
    expect(await counters()).toEqual([0])

    const closed = await session(
      's1',
      { state: 'closed' },
      { responseContent: ['referral', 'customerProfile'] },
    )
    expect(typesOf(closed)).toEqual(['acceptReferral'])
    expect(closed.body.referral).toMatchObject({ usageCounter: 1, referredCustomers: ['bob@example.com'] })
    expect(closed.body.customerProfile).toMatchObject({ closedSessions: 1, totalSales: 80 })
    expect(await inventory('ada@example.com', 'referrals')).toMatchObject([
      { code: referralCode, usageCounter: 1, referredCustomers: ['bob@example.com'] },
    ])

    const cancelled = await session('s1', { state: 'cancelled' }, { responseContent: ['customerProfile'] })
    expect(cancelled.body.effects).toMatchObject([
      { effectType: 'rollbackReferral', props: { value: referralCode } },
    ])
    expect(cancelled.body.customerProfile).toMatchObject({ closedSessions: 0, totalSales: 0 })
    expect(await counters()).toEqual([0])

    const again = await session('s2', { profileId: 'bob@example.com', referralCode, state: 'closed' })
    expect(typesOf(again)).toEqual(['acceptReferral'])
  })

  test('an empty code discards the earlier one, leaving it out keeps it', async () => {
    const { code, session } = await given()
    const { code: referralCode } = await code()
    await session('s1', { profileId: 'bob@example.com', referralCode })

    const kept = await session('s1', { cartItems: [SHOE] })
    const discarded = await session('s1', { referralCode: '' })

    expect(typesOf(kept)).toEqual(['acceptReferral'])
    expect(typesOf(discarded)).toEqual([])
  })

  test('reopening rolls the redemption back and the session closes again', async () => {
    const { code, session, integration, counters } = await given()
    const { code: referralCode } = await code()
    await session('s1', { profileId: 'bob@example.com', referralCode, state: 'closed' })

    const reopened = await integration('PUT', '/v2/customer_sessions/s1/reopen')

    expect(typesOf(reopened)).toEqual(['rollbackReferral'])
    expect(await counters()).toEqual([0])
    expect(typesOf(await session('s1', { state: 'closed' }))).toEqual(['acceptReferral'])
    expect(await counters()).toEqual([1])
  })

  test('100 parallel closings count a code for one friend exactly once', async () => {
    const { code, session, counters } = await given()
    const { code: referralCode } = await code({ usageLimit: 1 })

    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, i) =>
        session(`s${i}`, { profileId: `friend-${i}`, referralCode, state: 'closed' }),
      ),
    )

    const accepted = answers.filter(answer => typesOf(answer).includes('acceptReferral'))
    expect(accepted).toHaveLength(1)
    expect(answers.filter(answer => reasonOf(answer) === 'ReferralLimitReached')).toHaveLength(99)
    expect(await counters()).toEqual([1])
  })
})

describe('rejectReferral', () => {
  const friend = { profileId: 'bob@example.com' }

  test('ReferralNotFound: a wrong code', async () => {
    const { session } = await given()
    expect(reasonOf(await session('s', { ...friend, referralCode: 'NONE-SUCH' }))).toBe('ReferralNotFound')
  })

  test('AdvocateNotFound: an imported code without a profile', async () => {
    const { session, management } = await given()
    const form = new FormData()
    form.append('upFile', new Blob(['code,advocateprofileintegrationid\nIMPORTED,nobody\n']), 'a.csv')
    await management('POST', '/v1/applications/1/campaigns/373/import_referrals', { body: form })
    expect(reasonOf(await session('s', { ...friend, referralCode: 'IMPORTED' }))).toBe('AdvocateNotFound')
  })

  test('ReferralExpired and ReferralStartDateInFuture, on the clock', async () => {
    const { session, code, world } = await given()
    const { code: referralCode } = await code({
      startDate: '2026-01-05T10:00:00Z',
      expiryDate: '2026-01-05T12:00:00+01:00',
    })
    const reasons = [reasonOf(await session('s', { ...friend, referralCode }))]
    await world.clock.advance(3_600_000)
    reasons.push(reasonOf(await session('s', { ...friend, referralCode })))
    await world.clock.advance(3_600_000)
    reasons.push(reasonOf(await session('s', { ...friend, referralCode })))
    expect(reasons).toEqual(['ReferralStartDateInFuture', undefined, 'ReferralExpired'])
  })

  test('CampaignLimitReached: over the whole campaign', async () => {
    const { session, code, campaign } = await given({
      campaign: { limits: [{ action: 'redeemReferral', limit: 1, entities: [] }] },
    })
    const { code: referralCode } = await code()
    await session('s1', { ...friend, referralCode, state: 'closed' })
    expect(reasonOf(await session('s2', { profileId: 'eve', referralCode }))).toBe('CampaignLimitReached')
    expect((await campaign()).budgets).toEqual([{ action: 'redeemReferral', limit: 1, counter: 1 }])
  })

  test('ProfileLimitReached: over one friend', async () => {
    const { session, code } = await given({
      campaign: { limits: [{ action: 'redeemReferral', limit: 2, entities: ['Profile'] }] },
    })
    const { code: referralCode } = await code()
    await session('s1', { ...friend, referralCode, state: 'closed' })
    await session('s2', { ...friend, referralCode, state: 'closed' })
    expect(reasonOf(await session('s3', { ...friend, referralCode }))).toBe('ProfileLimitReached')
  })

  test('ReferralLimitReached: over one code', async () => {
    const { session, code } = await given()
    const { code: referralCode } = await code({ usageLimit: 1 })
    await session('s1', { ...friend, referralCode, state: 'closed' })
    expect(reasonOf(await session('s2', { profileId: 'eve', referralCode }))).toBe('ReferralLimitReached')
  })

  test('ReferralCustomerAlreadyReferred: a second code in the same campaign', async () => {
    const { session, code } = await given()
    const [first, second] = [await code(), await code()]
    await session('s1', { ...friend, referralCode: first.code, state: 'closed' })
    expect(reasonOf(await session('s2', { ...friend, referralCode: second.code }))).toBe(
      'ReferralCustomerAlreadyReferred',
    )
  })

  test('ReferralRecipientDoesNotMatch: another friend was named', async () => {
    const { session, code } = await given()
    const { code: referralCode } = await code({ friendProfileIntegrationId: 'eve' })
    expect(reasonOf(await session('s', { ...friend, referralCode }))).toBe('ReferralRecipientDoesNotMatch')
  })

  test('ReferralRecipientIdSameAsAdvocate: nobody refers themselves', async () => {
    const { session, code } = await given()
    const { code: referralCode } = await code()
    expect(reasonOf(await session('s', { profileId: 'ada@example.com', referralCode }))).toBe(
      'ReferralRecipientIdSameAsAdvocate',
    )
  })

  test('ReferralPartOfNotRunningCampaign: disabled since', async () => {
    const { session, code, management } = await given()
    const { code: referralCode } = await code()
    await management('PUT', '/v1/applications/1/campaigns/373', {
      body: { name: 'Off', state: 'disabled', tags: [], features: ['referrals'], limits: [] },
    })
    const answer = await session('s', { ...friend, referralCode })
    expect(reasonOf(answer)).toBe('ReferralPartOfNotRunningCampaign')
    expect(answer.body.effects[0].campaignId).toBe(373)
  })

  test('ReferralPartOfNotTriggeredCampaign: archived', async () => {
    const { session, code, management } = await given()
    const { code: referralCode } = await code()
    await management('PUT', '/v1/applications/1/campaigns/373', {
      body: { name: 'A', state: 'archived', tags: [], features: ['referrals'], limits: [] },
    })
    const answer = await session('s', { ...friend, referralCode })
    expect(answer.body.effects[0].props).toMatchObject({
      rejectionReason: 'ReferralPartOfNotTriggeredCampaign',
      campaignExclusionReason: 'CampaignNotInEvaluationSet',
    })
  })

  test('ReferralPartOfNotTriggeredCampaign: another campaign of the exclusive group comes first', async () => {
    const { session, code, thirdParty } = await given({
      application: {
        campaigns: [
          { id: 10, name: 'Coupons', features: ['coupons'], exclusiveGroup: 'one' },
          { id: 373, name: 'Referrals', features: ['referrals'], exclusiveGroup: 'one' },
        ],
      },
    })
    const { code: referralCode } = await code()
    const { body: coupon } = await thirdParty('customer_engagement', 'GET', '/customer_engagement/coupon', {
      query: { applicationId: 1, campaignId: 10, externalCampaignId: 'mail' },
    })
    const answer = await session('s', { ...friend, referralCode, couponCodes: [coupon.Value] })
    expect(typesOf(answer)).toEqual(['acceptCoupon', 'rejectReferral'])
    expect(answer.body.effects[1].props).toMatchObject({
      rejectionReason: 'ReferralPartOfNotTriggeredCampaign',
      campaignExclusionReason: 'CampaignIsNotFirst',
    })
  })

  test('ReferralRejectedByCondition: the session is too small, or not the first', async () => {
    const { session, code } = await given({
      campaign: { referralConditions: { sessionTotalAtLeast: 50, firstSessionOnly: true } },
    })
    const { code: referralCode } = await code()
    const small = await session('s1', { ...friend, referralCode, cartItems: [{ ...SHOE, price: 49 }] })
    const second = await session('s2', { ...friend, referralCode, cartItems: [SHOE] })
    expect([reasonOf(small), reasonOf(second)]).toEqual([
      'ReferralRejectedByCondition',
      'ReferralRejectedByCondition',
    ])
    expect(small.body.effects[0].props.details).toBe('the session total is less than 50')
    expect(typesOf(await session('s1', { cartItems: [SHOE] }))).toEqual(['acceptReferral'])
  })

  test('EffectCouldNotBeApplied: an effect has no room in its budget', async () => {
    const { session, code, counters, campaign } = await given({
      campaign: {
        limits: [{ action: 'setDiscount', limit: 15, entities: [] }],
        referralEffects: { friend: [{ type: 'discount', name: 'Welcome', value: 10 }] },
      },
    })
    const { code: referralCode } = await code()
    const first = await session('s1', { ...friend, referralCode, state: 'closed' })
    const second = await session('s2', { profileId: 'eve', referralCode, state: 'closed' })
    expect(typesOf(first)).toEqual(['acceptReferral', 'setDiscount'])
    expect(second.body.effects[0].props).toMatchObject({
      rejectionReason: 'EffectCouldNotBeApplied',
      effectIndex: 0,
    })
    expect(await counters()).toEqual([1])
    expect((await campaign()).budgets[0]).toEqual({ action: 'setDiscount', limit: 15, counter: 10 })
    await session('s1', { state: 'cancelled' })
    expect((await campaign()).budgets[0].counter).toBe(0)
    expect(typesOf(await session('s3', { profileId: 'eve', referralCode }))).toEqual([
      'acceptReferral',
      'setDiscount',
    ])
  })

  test('tells the reason again in ruleFailureReasons', async () => {
    const { session, code } = await given()
    const { id, code: referralCode } = await code()
    const { body } = await session(
      's',
      { profileId: 'ada@example.com', referralCode },
      { responseContent: ['ruleFailureReasons', 'triggeredCampaigns', 'customerSession', 'loyalty'] },
    )
    expect(body.ruleFailureReasons).toMatchObject([
      { campaignID: 373, referralID: id, details: 'ReferralRecipientIdSameAsAdvocate' },
    ])
    expect(body.triggeredCampaigns).toEqual([])
    expect(body.customerSession).toMatchObject({ integrationId: 's', referralCode, state: 'open' })
  })
})

describe('effects of a valid referral', () => {
  const REWARDS: GivenTalonOne = {
    loyaltyPrograms: [{ id: 7, name: 'stars' }],
    campaign: {
      referralEffects: {
        advocate: [
          { type: 'points', loyaltyProgramId: 7, points: 100 },
          { type: 'coupon', usageLimit: 1 },
        ],
        friend: [
          { type: 'discount', name: 'Welcome', value: 5 },
          { type: 'points', loyaltyProgramId: 7, points: 20 },
        ],
      },
    },
  }

  test('are given to both when the session closes, and points are taken back when it is cancelled', async () => {
    const { session, code, integration, inventory } = await given(REWARDS)
    const { code: referralCode } = await code()
    const points = async (id: string) =>
      (await integration('GET', `/v1/loyalty_programs/7/profile/${encodeURIComponent(id)}/balances`)).body
        .balance.activePoints

    const open = await session('s1', { profileId: 'bob@example.com', referralCode })
    expect(typesOf(open)).toEqual(['acceptReferral', 'setDiscount', 'addLoyaltyPoints', 'addLoyaltyPoints'])
    expect([await points('ada@example.com'), await points('bob@example.com')]).toEqual([0, 0])
    const closed = await session('s1', { state: 'closed' })

    expect(typesOf(closed)).toEqual([
      'acceptReferral',
      'setDiscount',
      'addLoyaltyPoints',
      'addLoyaltyPoints',
      'couponCreated',
    ])
    expect([await points('ada@example.com'), await points('bob@example.com')]).toEqual([100, 20])
    expect(closed.body.createdCoupons).toMatchObject([{ recipientIntegrationId: 'ada@example.com' }])
    expect(await inventory('ada@example.com', 'coupons')).toMatchObject([{ state: 'active' }])
    expect((await inventory('ada@example.com', 'loyalty')).programs['7'].ledger.currentBalance).toBe(100)

    const cancelled = await session('s1', { state: 'cancelled' })
    expect(typesOf(cancelled)).toEqual([
      'rollbackReferral',
      'rollbackDiscount',
      'rollbackAddedLoyaltyPoints',
      'rollbackAddedLoyaltyPoints',
    ])
    expect([await points('ada@example.com'), await points('bob@example.com')]).toEqual([0, 0])
    expect(await inventory('ada@example.com', 'coupons')).toHaveLength(1)
  })

  test('referralCreated: a rule makes a code when a session closes, and cancelling keeps it', async () => {
    const { session, inventory } = await given({
      campaign: { rules: [{ name: 'Share', on: 'session_closed', effects: [{ type: 'referral' }] }] },
    })

    const closed = await session('s1', { profileId: 'new@example.com', state: 'closed' })

    const [created] = closed.body.createdReferrals
    expect(closed.body.effects).toMatchObject([
      { effectType: 'referralCreated', ruleName: 'Share', props: { value: created.code } },
    ])
    await session('s1', { state: 'cancelled' })
    expect(await inventory('new@example.com', 'referrals')).toHaveLength(1)
  })
})

describe('dry=true', () => {
  test('shows what would happen and keeps nothing', async () => {
    const { session, code, counters, integration } = await given({
      campaign: { rules: [{ on: 'session_closed', effects: [{ type: 'referral' }] }] },
    })
    const { code: referralCode } = await code()
    const input = { profileId: 'carl@example.com', referralCode, state: 'closed' }

    const dry = await session('s1', input, { query: { dry: true } })

    expect(typesOf(dry)).toEqual(['acceptReferral', 'referralCreated'])
    expect(await counters()).toEqual([0])
    expect((await integration('GET', '/v2/customer_sessions/s1')).status).toBe(404)
    expect((await integration('GET', '/v1/customer_profiles/carl@example.com/inventory')).status).toBe(404)
  })

  test('now= acts as the current date, and only then', async () => {
    const { session, code } = await given()
    const { code: referralCode } = await code({ startDate: '2026-03-01T00:00:00Z' })
    const input = { profileId: 'bob@example.com', referralCode }
    const query = { now: '2026-03-02T00:00:00Z' }

    expect(typesOf(await session('s', input, { query: { ...query, dry: true } }))).toEqual(['acceptReferral'])
    expect((await session('s', input, { query })).status).toBe(400)
  })

  test('evaluableCampaignIds selects campaigns, even disabled ones', async () => {
    const { session, code, management } = await given()
    const { code: referralCode } = await code()
    await management('PUT', '/v1/applications/1/campaigns/373', {
      body: { name: 'Off', state: 'disabled', tags: [], features: ['referrals'], limits: [] },
    })
    const input = { profileId: 'bob@example.com', referralCode }
    const dry = { query: { dry: true } }

    expect(typesOf(await session('s', { ...input, evaluableCampaignIds: [373] }, dry))).toEqual([
      'acceptReferral',
    ])
    expect(reasonOf(await session('s', { ...input, evaluableCampaignIds: [1] }, dry))).toBe(
      'ReferralPartOfNotTriggeredCampaign',
    )
  })

  test('a Testing key is always dry and reaches three operations only', async () => {
    const { management, call } = await given()
    const { body } = await management('POST', '/v1/applications/1/apikeys', {
      body: { title: 'Testing', expires: '2030-01-01T00:00:00Z', type: 'staging' },
    })
    const headers = { authorization: `ApiKey-v1 ${body.key}` }

    const put = await call('PUT', '/v2/customer_sessions/s1', { headers, body: { customerSession: {} } })
    const get = await call('GET', '/v2/customer_sessions/s1', { headers })

    expect([put.status, get.status]).toEqual([200, 401])
    expect(get.hint).toContain('Testing key')
  })
})

describe('states', () => {
  test.each([
    ['closed', 'closed', 'Only open sessions can be closed'],
    ['closed', 'open', 'Cannot move session to state "open" from state "closed"'],
    ['cancelled', 'cancelled', 'Cannot move session to state "cancelled" from state "cancelled"'],
    ['open', 'partially_returned', 'Cannot move session to state "partially_returned" from state "open"'],
  ])('a session that is %s cannot become %s', async (from, to, message) => {
    const { session } = await given()
    await session('s', {})
    if (from !== 'open') await session('s', { state: from })

    const answer = await session('s', { state: to })

    expect([answer.status, answer.body.message]).toEqual([400, message])
  })

  test('a session cannot be created cancelled, and only closed ones reopen', async () => {
    const { session, integration } = await given()
    expect((await session('s', { state: 'cancelled' })).status).toBe(400)
    await session('s', {})
    expect((await integration('PUT', '/v2/customer_sessions/s/reopen')).status).toBe(400)
    expect((await integration('PUT', '/v2/customer_sessions/none/reopen')).status).toBe(404)
  })

  test('GET shows the session and the effects that still hold', async () => {
    const { session, code, integration } = await given()
    const { code: referralCode } = await code()
    await session('s', { profileId: 'bob@example.com', referralCode, state: 'closed', cartItems: [SHOE] })
    const closed = await integration('GET', '/v2/customer_sessions/s')
    await session('s', { state: 'cancelled' })
    const cancelled = await integration('GET', '/v2/customer_sessions/s')

    expect(closed.body.customerSession).toMatchObject({ state: 'closed', total: 80, firstSession: true })
    expect(closed.body.effects).toHaveLength(1)
    expect(cancelled.body).toMatchObject({ customerSession: { state: 'cancelled' }, effects: [] })
  })
})

describe('Idempotency-Key', () => {
  test('answers again without doing it again, for 24 hours of the clock', async () => {
    const { session, code, counters, world } = await given()
    const { code: referralCode } = await code()
    const input = { profileId: 'bob@example.com', referralCode, state: 'closed' }
    const headers = { 'idempotency-key': 'k1' }

    const first = await session('s', input, { headers })
    const second = await session('s', input, { headers })
    expect(second.body).toEqual(first.body)
    expect(second.hint).toContain('Idempotency-Key')
    expect(await counters()).toEqual([1])

    await world.clock.advance(24 * 3_600_000)
    expect((await session('s', input, { headers })).status).toBe(400)
  })

  test('is at most 255 characters long', async () => {
    const { session } = await given()
    expect((await session('s', {}, { headers: { 'idempotency-key': 'x'.repeat(255) } })).status).toBe(200)
    expect((await session('s', {}, { headers: { 'idempotency-key': 'x'.repeat(256) } })).status).toBe(400)
  })
})

describe('parallel updates', () => {
  test('three of one session are served, the others get 409', async () => {
    const { session } = await given()

    const answers = await Promise.all(Array.from({ length: 10 }, () => session('one', {})))

    const statuses = answers.map(({ status }) => status)
    expect(statuses.filter(status => status === 200)).toHaveLength(3)
    expect(answers.at(-1)?.body).toEqual({
      message: 'Too many requests are updating this session at the same time',
      errors: [],
      StatusCode: 409,
    })
    expect((await session('one', {})).status).toBe(200)
  })

  test('a slow answer keeps its place', async () => {
    const { session, world } = await given()
    world.faults.add({ operation: 'updateCustomerSessionV2', first: 1, delayMs: 1_000 })

    const slow = session('one', {})
    const waiting = [session('one', {}), session('one', {})]
    const refused = await session('one', {})

    expect(refused.status).toBe(409)
    expect((await Promise.all([slow, ...waiting])).map(({ status }) => status)).toEqual([200, 200, 200])
  })
})

describe('bad input', () => {
  test.each([
    ['no customerSession', {}],
    ['a code that is too long', { customerSession: { referralCode: 'x'.repeat(101) } }],
    ['a code of the wrong type', { customerSession: { referralCode: 7 } }],
    ['an unknown state', { customerSession: { state: 'asleep' } }],
    ['an item without sku', { customerSession: { cartItems: [{ quantity: 1, price: 1 }] } }],
    ['half an item', { customerSession: { cartItems: [{ sku: 'a', quantity: 0.5, price: 1 }] } }],
    ['a huge price', '{"customerSession":{"cartItems":[{"sku":"a","quantity":1,"price":1e999}]}}'],
    ['10001 units', { customerSession: { cartItems: [{ sku: 'a', quantity: 10_001, price: 1 }] } }],
    ['six identifiers', { customerSession: { identifiers: ['1', '2', '3', '4', '5', '6'] } }],
    ['an undefined attribute', { customerSession: { attributes: { colour: 'red' } } }],
    ['an unknown responseContent', { customerSession: {}, responseContent: ['everything'] }],
    ['malformed JSON', '{"customerSession":'],
    ['nothing', ''],
    ['a number', '7'],
    ['null', 'null'],
    ['unicode as a state', { customerSession: { state: '💥' } }],
  ])('%s is refused and nothing is stored', async (_, body) => {
    const { integration, management } = await given()

    const answer = await integration('PUT', '/v2/customer_sessions/s', { body })

    expect(answer.status).toBe(400)
    expect((await integration('GET', '/v2/customer_sessions/s')).status).toBe(404)
    expect((await management('GET', '/v1/customers/no_total')).body.data).toHaveLength(2)
  })

  test('10 MB are 413 and nothing is stored', async () => {
    const { integration } = await given()
    const body = { customerSession: { profileId: 'x'.repeat(10_000_000) } }

    expect((await integration('PUT', '/v2/customer_sessions/s', { body })).status).toBe(413)
    expect((await integration('GET', '/v2/customer_sessions/s')).status).toBe(404)
  })

  test.each(['dry=perhaps', 'dry=true&dry=false', 'dry=true&now=soon'])('?%s is refused', async query => {
    const { integration } = await given()
    const answer = await integration('PUT', `/v2/customer_sessions/s?${query}`, {
      body: { customerSession: {} },
    })
    expect(answer.status).toBe(400)
  })
})
