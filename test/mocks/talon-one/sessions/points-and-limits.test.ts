// Points of an open session, and limits that count each entity by itself. [D] LedgerInfo.tentativeCurrentBalance, LimitConfig.entities.
import { describe, expect, test } from 'vitest'
import { type GivenTalonOne, startTalonOne } from '../../../support/talon-one.ts'

const ADA = 'ada@example.com'

async function given(changes: GivenTalonOne = {}) {
  const started = await startTalonOne({ loyaltyPrograms: [{ id: 7, name: 'stars' }], ...changes })
  const { integration } = started
  return {
    ...started,
    session: (id: string, customerSession: Record<string, unknown>, query: Record<string, boolean> = {}) =>
      integration('PUT', `/v2/customer_sessions/${id}`, {
        query,
        body: { customerSession, responseContent: ['loyalty', 'customerSession'] },
      }),
    code: async () =>
      (
        await integration('POST', '/v1/referrals', {
          body: { campaignId: 373, advocateProfileIntegrationId: ADA },
        })
      ).body.code as string,
  }
}

describe('points of an open session', () => {
  const GIVES_12: GivenTalonOne = {
    campaign: {
      rules: [
        {
          on: 'session_closed',
          effects: [{ type: 'points', loyaltyProgramId: 7, points: 12 }, { type: 'coupon' }],
        },
      ],
    },
  }
  const ledgerOf = (answer: Awaited<ReturnType<Awaited<ReturnType<typeof given>>['session']>>) =>
    answer.body.loyalty.programs['7'].ledger

  test.each([{}, { dry: true }])(
    'are among its effects and in the tentative balance alone (%o)',
    async query => {
      const { session } = await given(GIVES_12)

      const open = await session('s1', { profileId: 'bob' }, query)

      expect(open.body.effects).toMatchObject([{ effectType: 'addLoyaltyPoints', props: { value: 12 } }])
      expect(open.body.createdCoupons).toEqual([])
      expect(ledgerOf(open)).toMatchObject({ currentBalance: 0, tentativeCurrentBalance: 12 })
    },
  )

  test('are in the tentative balance of a dry closing too, which gives none', async () => {
    const { session } = await given(GIVES_12)

    const closed = await session('s1', { profileId: 'bob', state: 'closed' }, { dry: true })

    expect(ledgerOf(closed)).toMatchObject({ currentBalance: 0, tentativeCurrentBalance: 12 })
  })

  test('are there once when it closes', async () => {
    const { session } = await given(GIVES_12)
    await session('s1', { profileId: 'bob' })
    await session('s1', { profileId: 'bob' })

    const closed = await session('s1', { state: 'closed' })

    expect(ledgerOf(closed)).toMatchObject({ currentBalance: 12, tentativeCurrentBalance: 12 })
  })

  test('that begin later are tentatively pending, and those of a subledger stay in it', async () => {
    const { session } = await given({
      loyaltyPrograms: [{ id: 7, name: 'stars', defaultPending: '1D' }],
      campaign: {
        rules: [
          {
            on: 'session_closed',
            effects: [{ type: 'points', loyaltyProgramId: 7, points: 5, subledgerId: 'summer' }],
          },
        ],
      },
    })

    const { body } = await session('s1', { profileId: 'bob' })

    const program = body.loyalty.programs['7']
    expect(program.ledger).toMatchObject({ tentativeCurrentBalance: 0, tentativePendingBalance: 0 })
    expect(program.subLedgers.summer).toMatchObject({
      tentativeCurrentBalance: 0,
      tentativePendingBalance: 5,
    })
  })
})

describe('a limit on redeemReferral', () => {
  const limited = (...entities: ('Identifier' | 'Profile' | 'Session' | 'Store')[]): GivenTalonOne => ({
    settings: { friendReferredAgain: 'accept' },
    campaign: { limits: [{ action: 'redeemReferral', limit: 1, entities }] },
  })
  const reasonOf = ({
    body,
  }: {
    body: { effects: { effectType: string; props: Record<string, unknown> }[] }
  }) => body.effects[0]?.props.rejectionReason

  test.each([
    [
      'Identifier',
      { identifiers: ['device-1', 'x'] },
      { identifiers: ['y', 'device-1'] },
      { identifiers: ['z'] },
    ],
    [
      'Store',
      { storeIntegrationId: 'berlin' },
      { storeIntegrationId: 'berlin' },
      { storeIntegrationId: 'rome' },
    ],
  ] as const)('per %s counts each by itself', async (entity, first, same, other) => {
    const { session, code } = await given(limited(entity))
    const referralCode = await code()
    const close = (profileId: string, more: object) =>
      session(profileId, { profileId, referralCode, state: 'closed', ...more })

    expect(reasonOf(await close('bob', first))).toBeUndefined()
    expect(reasonOf(await close('eve', same))).toBe('CampaignLimitReached')
    expect(reasonOf(await close('fay', other))).toBeUndefined()
    expect(reasonOf(await close('gus', {}))).toBeUndefined()
  })

  test('per Store and Profile counts each pair, and a cancelled session gives its use back', async () => {
    const { session, code } = await given(limited('Store', 'Profile'))
    const referralCode = await code()
    const close = (id: string, storeIntegrationId: string) =>
      session(id, { profileId: 'bob', referralCode, state: 'closed', storeIntegrationId })

    expect(reasonOf(await close('s1', 'berlin'))).toBeUndefined()
    expect(reasonOf(await close('s2', 'berlin'))).toBe('CampaignLimitReached')
    expect(reasonOf(await close('s3', 'rome'))).toBeUndefined()
    await session('s1', { state: 'cancelled' })
    expect(reasonOf(await close('s4', 'berlin'))).toBeUndefined()
  })
})

describe('limits that nobody counts', () => {
  test.each([
    [{ action: 'awardGiveaway', limit: 1, entities: [] }, 'awardGiveaway'],
    [{ action: 'redeemCoupon', limit: 1, entities: ['Referral'] }, 'redeemCoupon per Referral'],
  ])('are refused by name when the campaign is made', async (limit, named) => {
    const { management } = await given()

    const { status, body, headers } = await management('POST', '/v1/applications/1/campaigns', {
      body: { name: 'B', state: 'enabled', tags: [], features: [], limits: [limit] },
    })

    expect([status, headers.get('x-sandbox')]).toEqual([501, 'not-emulated'])
    expect(body.message).toContain(named)
  })

  test('are refused in a world', async () => {
    const starting = given({ campaign: { limits: [{ action: 'awardGiveaway', limit: 1, entities: [] }] } })

    await expect(starting).rejects.toMatchObject({ code: 'uncounted-limit' })
  })
})

describe('a coupon in an anonymous session', () => {
  const coupon = async (changes: GivenTalonOne, body: object) => {
    const started = await given(changes)
    const { body: made } = await started.thirdParty('braze', 'POST', '/braze/coupon', {
      body: {
        deploymentUrl: 'sandbox.europe-west1.talon.one',
        applicationId: 1,
        campaignId: 373,
        identifier: 'i',
        ...body,
      },
    })
    const { body: state } = await started.session('s1', { couponCodes: [made.Value], state: 'closed' })
    return state.effects[0].props.rejectionReason
  }

  test.each<[string, GivenTalonOne, object]>([
    [
      'a limit per profile',
      { campaign: { limits: [{ action: 'redeemCoupon', limit: 1, entities: ['Profile'] }] } },
      {},
    ],
    ['a mandatory reservation', {}, { isReservationMandatory: true }],
  ])('is rejected with ProfileRequired: %s', async (_, changes, body) => {
    expect(await coupon(changes, body)).toBe('ProfileRequired')
  })
})
