import { describe, expect, test } from 'vitest'
import { type CallOptions, type GivenTalonOne, startTalonOne } from '../../../support/talon-one.ts'

const COUPON = { applicationId: 1, campaignId: 373, externalCampaignId: 'spring' }

async function given(options: GivenTalonOne = {}) {
  const talon = await startTalonOne({
    loyaltyPrograms: [
      { id: 7, name: 'stars', title: 'Stars', tiers: [{ id: 1, name: 'Gold', minPoints: 100 }] },
      { id: 8, name: 'cards', cardBased: true },
      { id: 9, name: 'elsewhere', subscribedApplications: [2] },
      { id: 10, name: 'flat', allowSubledger: false },
    ],
    ...options,
  })
  const engagement = (method: string, path: string, options?: CallOptions) =>
    talon.thirdParty('customer_engagement', method, `/customer_engagement/${path}`, options)
  return {
    ...talon,
    createCoupon: (query: CallOptions['query'] = {}, headers: CallOptions['headers'] = {}) =>
      engagement('GET', 'coupon', { query: { ...COUPON, ...query }, headers }),
    readLedger: (query: CallOptions['query'] = {}) =>
      engagement('GET', 'loyalty', {
        query: { profileIntegrationId: 'ada@example.com', loyaltyProgramId: 7, ...query },
      }),
    addPoints: (body: Record<string, unknown> = {}) =>
      engagement('POST', 'add_loyalty_points', {
        body: { loyaltyProgramId: 7, profileIntegrationId: 'ada@example.com', points: 10, ...body },
      }),
  }
}

describe('GET /customer_engagement/coupon', () => {
  test('answers in PascalCase and keeps the coupon', async () => {
    const { createCoupon, talonOne } = await given()

    const answer = await createCoupon({
      startDate: '2026-01-10T00:00:00+01:00',
      discountLimit: 20,
      recipientIntegrationId: 'bob',
    })

    expect(answer.status).toBe(200)
    expect(answer.body).toEqual({
      ID: 1,
      ApplicationID: 1,
      CampaignID: 373,
      Value: expect.stringMatching(/^[A-Z0-9]{4}-[A-Z0-9]{4}$/),
      DiscountLimit: 20,
      IsReservationMandatory: false,
      StartDate: '2026-01-10T00:00:00+01:00',
      RecipientIntegrationID: 'bob',
      UsageLimit: 1,
      Attributes: {},
    })
    expect(talonOne.coupons.get(1)?.value).toBe(answer.body.Value)
  })

  test('a known identifier returns the existing coupon, a new one creates another', async () => {
    const { createCoupon, talonOne } = await given()

    const first = await createCoupon({ identifier: 'mail-1' })
    const again = await createCoupon({ identifier: 'mail-1', usageLimit: 5 })
    const other = await createCoupon({ identifier: 'mail-2' })

    expect(again.body).toEqual(first.body)
    expect(other.body.Value).not.toBe(first.body.Value)
    expect(talonOne.coupons.size).toBe(2)
  })

  test('keeps nothing of a dry run', async () => {
    const { createCoupon, talonOne } = await given()

    expect((await createCoupon({}, { 'x-dry-run': 'true' })).body.ID).toBe(0)
    expect(talonOne.coupons.size).toBe(0)
  })

  test.each([
    ['no application', { applicationId: undefined }, 400],
    ['another application', { applicationId: 2 }, 404],
    ['no campaign', { campaignId: undefined }, 400],
    ['no external campaign', { externalCampaignId: undefined }, 400],
    ['an unknown campaign', { campaignId: 1 }, 404],
    ['a wrong date', { startDate: '2026-13-01T00:00:00Z' }, 400],
    ['a wrong usage limit', { usageLimit: 1_000_000 }, 400],
    ['a discount limit that is no integer', { discountLimit: '1e400' }, 400],
    ['a negative discount limit', { discountLimit: -1 }, 400],
    ['an undefined attribute', { '.colour': 'red' }, 400],
    ['an identifier of 1,001 characters', { identifier: 'x'.repeat(1_001) }, 400],
  ])('refuses %s and keeps nothing', async (_, query, status) => {
    const { createCoupon, talonOne } = await given()

    expect((await createCoupon(query)).status).toBe(status)
    expect(talonOne.coupons.size).toBe(0)
  })

  test('answers 400 to another Application by setting', async () => {
    const { createCoupon } = await given({ settings: { otherApplicationStatus: '400' } })

    expect((await createCoupon({ applicationId: 2 })).status).toBe(400)
  })
})

describe('GET /customer_engagement/loyalty', () => {
  test('shows the ledger and subledgers of a profile', async () => {
    const { addPoints, readLedger } = await given()
    await addPoints({ points: 99.5 })
    await addPoints({ points: 3, subledgerId: 'summer' })

    const answer = await readLedger()

    expect(answer.status).toBe(200)
    expect(answer.body).toMatchObject({
      id: 7,
      title: 'Stars',
      name: 'stars',
      ledger: { currentBalance: 99.5, pointsToNextTier: 0.5 },
      subLedgers: { summer: { currentBalance: 3 } },
    })
    // Fields of the Integration API alone.
    expect(answer.body.ledger).not.toHaveProperty('negativeBalance')
    expect(answer.body.ledger).not.toHaveProperty('nextTierName')
  })

  test.each([
    ['an unknown profile', { profileIntegrationId: 'nobody' }, 404],
    ['an unknown program', { loyaltyProgramId: 99 }, 404],
    ['a program of another Application', { loyaltyProgramId: 9 }, 404],
    ['a card-based program', { loyaltyProgramId: 8 }, 400],
    ['no profile', { profileIntegrationId: undefined }, 400],
    ['no program', { loyaltyProgramId: undefined }, 400],
    ['a program that is no number', { loyaltyProgramId: 'stars' }, 400],
  ])('refuses %s', async (_, query, status) => {
    const { readLedger } = await given()

    expect((await readLedger(query)).status).toBe(status)
  })
})

describe('POST /customer_engagement/add_loyalty_points', () => {
  test('answers 204 without a body', async () => {
    const { addPoints } = await given()

    expect(await addPoints()).toMatchObject({ status: 204, body: undefined })
  })

  test('points become active and expire on the world’s clock', async () => {
    const { addPoints, readLedger, world } = await given({ world: { clock: 'manual' } })
    await addPoints({ pendingDuration: '1h', validityDuration: '2h' })
    const balance = async () => {
      const { currentBalance, pendingBalance } = (await readLedger()).body.ledger
      return [currentBalance, pendingBalance]
    }

    expect(await balance()).toEqual([0, 10])
    await world.clock.advance(3_600_000)
    expect(await balance()).toEqual([10, 0])
    await world.clock.advance(7_200_000)
    expect(await balance()).toEqual([0, 0])
  })

  test('creates a missing profile', async () => {
    const { addPoints, talonOne } = await given()

    await addPoints({ profileIntegrationId: 'new' })

    expect(talonOne.profiles.find('live', 'new')).toBeDefined()
  })

  test.each([
    ['no points', { points: undefined }],
    ['zero points', { points: 0 }],
    ['negative points', { points: -1 }],
    ['too many points', { points: 1e12 }],
    ['points as text', { points: '10' }],
    ['no program', { loyaltyProgramId: undefined }],
    ['no profile', { profileIntegrationId: undefined }],
    ['an empty profile', { profileIntegrationId: '' }],
    ['a duration without a unit', { validityDuration: '30' }],
    ['both validities', { validityDuration: '1D', validUntil: '2027-01-01T00:00:00Z' }],
    ['both pendings', { pendingDuration: '1D', pendingUntil: '2027-01-01T00:00:00Z' }],
    ['a date that is none', { validUntil: 'never' }],
    ['a subledger where none is allowed', { loyaltyProgramId: 10, subledgerId: 'summer' }],
    ['a card-based program', { loyaltyProgramId: 8 }],
  ])('refuses %s and adds nothing', async (_, body) => {
    const { addPoints, journal } = await given()

    expect((await addPoints(body)).status).toBe(400)
    expect(journal('talon-one.points-added')).toEqual([])
  })
})
