import { describe, expect, test } from 'vitest'
import { type CallOptions, DEPLOYMENT, startTalonOne } from '../../../support/talon-one.ts'

const EVENTS = {
  attributes: [{ entity: 'Event' as const, eventType: 'signup', name: 'source', type: 'string' as const }],
}
const REFERRAL = {
  deploymentUrl: DEPLOYMENT,
  campaignId: 373,
  advocateProfileIntegrationId: 'ada@example.com',
}
const COUPON = { deploymentUrl: DEPLOYMENT, applicationId: 1, campaignId: 373, identifier: 'dispatch-1' }
const EVENT = { identifier: 'e1', eventType: 'signup', type: 'string', customerProfileId: 'ada@example.com' }

async function givenBraze(options = {}) {
  const talon = await startTalonOne(options)
  return {
    ...talon,
    post: (path: string, body: unknown, options: CallOptions = {}) =>
      talon.thirdParty('braze', 'POST', `/braze/${path}`, { body, ...options }),
  }
}

describe('POST /braze/referral', () => {
  test('takes the deployment from the body and answers 200', async () => {
    const { post, talonOne } = await givenBraze()

    const answer = await post(
      'referral',
      { ...REFERRAL, usageLimit: 3 },
      { headers: { 'destination-hostname': undefined } },
    )

    expect(answer).toMatchObject({ status: 200, body: { id: 1, usageLimit: 3 } })
    expect(talonOne.referrals.size).toBe(1)
  })

  test('is unlimited by default and keeps nothing of a dry run', async () => {
    const { post, talonOne } = await givenBraze()

    const dry = await post('referral', REFERRAL, { headers: { 'x-dry-run': 'true' } })

    expect(dry.body).toMatchObject({ id: 0, usageLimit: 0, dryRun: true })
    expect(talonOne.referrals.size).toBe(0)
  })

  test('creates new attributes with the type they look like, or refuses them by setting', async () => {
    const attributes = { channel: 'web', size: 3, vip: true }
    const creating = await givenBraze()
    const strict = await givenBraze({ settings: { brazeNewAttributes: 'reject' } })

    expect((await creating.post('referral', { ...REFERRAL, attributes })).body.attributes).toEqual(attributes)
    expect(creating.talonOne.attributes.list().map(({ name, type }) => [name, type])).toEqual([
      ['channel', 'string'],
      ['size', 'number'],
      ['vip', 'boolean'],
    ])
    expect((await strict.post('referral', { ...REFERRAL, attributes })).status).toBe(400)
  })

  test.each([
    ['no deployment', { deploymentUrl: undefined }, 400],
    ['another deployment', { deploymentUrl: 'other.talon.one' }, 404],
    ['no campaign', { campaignId: undefined }, 400],
    ['campaign 0', { campaignId: 0 }, 400],
    ['a campaign as text', { campaignId: '373' }, 400],
    ['a huge campaign', { campaignId: 1e300 }, 400],
    ['an unknown advocate', { advocateProfileIntegrationId: 'нет' }, 404],
    ['an empty friend', { friendProfileIntegrationId: '' }, 400],
    ['a wrong date', { expiryDate: '2026-02-30T00:00:00Z' }, 400],
    ['a negative usage limit', { usageLimit: -1 }, 400],
    ['attributes that are no object', { attributes: [] }, 400],
  ])('refuses %s and keeps nothing', async (_, change, status) => {
    const { post, talonOne } = await givenBraze()

    expect((await post('referral', { ...REFERRAL, ...change })).status).toBe(status)
    expect(talonOne.referrals.size).toBe(0)
  })
})

describe('POST /braze/coupon', () => {
  test('answers in PascalCase with the limits and the requested pattern', async () => {
    const { post } = await givenBraze()
    const limits = [{ action: 'redeemCoupon', limit: 1, entities: ['Coupon', 'Profile'] }]

    const answer = await post('coupon', {
      ...COUPON,
      limits,
      couponPattern: 'BRAZE-##',
      validCharacters: ['7'],
      reservationLimit: 5,
      isReservationMandatory: true,
    })

    expect(answer.body).toMatchObject({
      Value: 'BRAZE-77',
      UsageLimit: 1,
      Limits: limits,
      ReservationLimit: 5,
      IsReservationMandatory: true,
    })
  })

  test('a known identifier returns the existing coupon', async () => {
    const { post, talonOne } = await givenBraze()

    const answers = [await post('coupon', COUPON), await post('coupon', COUPON)]

    expect(answers[1]?.body).toEqual(answers[0]?.body)
    expect(talonOne.coupons.size).toBe(1)
  })

  test.each([
    ['no identifier', { identifier: undefined }, 400],
    ['another application', { applicationId: 2 }, 404],
    [
      'limits with a recipient',
      { integrationId: 'ada', limits: [{ action: 'redeemCoupon', limit: 1, entities: ['Profile'] }] },
      400,
    ],
    [
      'a limit of another action',
      { limits: [{ action: 'setDiscount', limit: 1, entities: ['Profile'] }] },
      400,
    ],
    ['a pattern with a space', { couponPattern: 'A B#' }, 400],
    ['a reservation limit over 999,999', { reservationLimit: 1_000_000 }, 400],
  ])('refuses %s and keeps nothing', async (_, change, status) => {
    const { post, talonOne } = await givenBraze()

    expect((await post('coupon', { ...COUPON, ...change })).status).toBe(status)
    expect(talonOne.coupons.size).toBe(0)
  })
})

describe('POST /braze/coupon_reservation', () => {
  const reservation = (couponValue: string, integrationId = 'ada@example.com') => ({
    deploymentUrl: DEPLOYMENT,
    couponValue,
    integrationId,
  })

  test('reserves a coupon for a profile', async () => {
    const { post, talonOne } = await givenBraze()
    const { Value } = (await post('coupon', COUPON)).body

    const answer = await post('coupon_reservation', reservation(Value))

    expect(answer).toMatchObject({ status: 200, body: { value: Value, campaignId: 373, reservation: true } })
    expect(talonOne.coupons.ofProfile(1, 'ada@example.com')).toHaveLength(1)
  })

  test('does not find an unknown code and keeps a personal one for its recipient', async () => {
    const { post } = await givenBraze()
    const { Value } = (await post('coupon', { ...COUPON, integrationId: 'bob' })).body

    expect((await post('coupon_reservation', reservation('nothing'))).status).toBe(404)
    expect((await post('coupon_reservation', reservation(Value))).status).toBe(400)
    expect((await post('coupon_reservation', reservation(Value, 'bob'))).status).toBe(200)
  })

  test('refuses a missing code', async () => {
    const { post } = await givenBraze()

    expect(
      (await post('coupon_reservation', { deploymentUrl: DEPLOYMENT, integrationId: 'ada' })).status,
    ).toBe(400)
  })
})

describe('POST /braze/event', () => {
  test('keeps the event and creates the profile', async () => {
    const { post, talonOne } = await givenBraze(EVENTS)

    const answer = await post('event', {
      ...EVENT,
      customerProfileId: 'new',
      eventAttributes: { source: 'mail' },
    })

    expect(answer.status).toBe(200)
    expect(answer.body).toMatchObject({
      event: { id: 1, type: 'signup', profileId: 'new', attributes: { source: 'mail' } },
      effects: [],
      createdCoupons: [],
      createdReferrals: [],
    })
    expect(talonOne.profiles.find('live', 'new')).toBeDefined()
  })

  test('what its rules create is in the answer, and created once', async () => {
    const rules = [{ on: 'event' as const, eventType: 'signup', effects: [{ type: 'coupon' as const }] }]
    const { post, talonOne } = await givenBraze({ ...EVENTS, campaign: { rules } })

    const first = await post('event', EVENT)
    const again = await post('event', EVENT)

    expect(first.body.createdCoupons).toMatchObject([{ value: first.body.effects[0].props.value }])
    expect(again.body).toMatchObject({ effects: [{ effectType: 'couponCreated' }], createdCoupons: [] })
    expect(talonOne.coupons.size).toBe(1)
  })

  test('a known identifier returns the existing event', async () => {
    const { post, talonOne } = await givenBraze(EVENTS)

    const first = await post('event', EVENT)
    const again = await post('event', { ...EVENT, customerProfileId: 'somebody else' })

    expect(again.body).toEqual(first.body)
    expect([...talonOne.events.ofApplication(1)]).toHaveLength(1)
  })

  test.each([
    ['an unknown event type', { eventType: 'nothing' }],
    ['no identifier', { identifier: undefined }],
    ['an unknown data type', { type: 'text' }],
    ['an undefined attribute', { eventAttributes: { colour: 'red' } }],
    ['an attribute of the wrong type', { eventAttributes: { source: 1 } }],
  ])('refuses %s and keeps nothing', async (_, change) => {
    const { post, talonOne } = await givenBraze(EVENTS)

    expect((await post('event', { ...EVENT, ...change })).status).toBe(400)
    expect([...talonOne.events.ofApplication(1)]).toHaveLength(0)
  })

  test('keeps an event of an unknown type by setting', async () => {
    const { post } = await givenBraze({ settings: { unknownEventType: 'accept' } })

    expect((await post('event', EVENT)).status).toBe(200)
  })
})

describe('Iterable', () => {
  const deployment = `https://${DEPLOYMENT}`
  async function given() {
    const talon = await startTalonOne({ loyaltyPrograms: [{ id: 7, name: 'stars' }] })
    return {
      ...talon,
      get: (path: string, query: CallOptions['query']) =>
        talon.call('GET', `/iterable/${path}`, {
          query: { deployment, ...query },
          headers: { authorization: `ApiKey-v1 ${talon.keyOf('iterable')}` },
        }),
    }
  }

  test('GET /iterable/referral needs no other header than Authorization and knows no dry run', async () => {
    const { get, talonOne } = await given()

    const answer = await get('referral', { campaignId: 373, advocateProfileIntegrationId: 'ada@example.com' })

    expect(answer).toMatchObject({ status: 200, body: { id: 1, campaignId: 373 } })
    expect(talonOne.referrals.size).toBe(1)
  })

  test('GET /iterable/coupon asks for the Iterable campaign', async () => {
    const { get } = await given()
    const query = { applicationId: 1, campaignId: 373 }

    expect((await get('coupon', query)).status).toBe(400)
    expect(await get('coupon', { ...query, iterableCampaignId: 'c1' })).toMatchObject({
      status: 200,
      body: { ID: 1, UsageLimit: 1 },
    })
  })

  test('GET /iterable/loyalty shows the ledger', async () => {
    const { get } = await given()

    const answer = await get('loyalty', { profileIntegrationId: 'ada@example.com', loyaltyProgramId: 7 })

    expect(answer).toMatchObject({ status: 200, body: { id: 7, ledger: { currentBalance: 0 } } })
  })

  test.each(['referral', 'coupon', 'loyalty'])(
    'GET /iterable/%s names its deployment in the query',
    async path => {
      const { get } = await given()

      expect((await get(path, { deployment: undefined })).body.Error).toBe('No Deployment URL specified')
      expect((await get(path, { deployment: 'other.talon.one' })).status).toBe(404)
    },
  )
})
