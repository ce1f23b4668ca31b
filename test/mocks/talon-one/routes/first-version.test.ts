// The first version of sessions, profiles and events, as old clients call it.
import { expect, test } from 'vitest'
import { startTalonOne } from '../../../support/talon-one.ts'

async function given() {
  const started = await startTalonOne({
    campaign: {
      referralConditions: { sessionTotalAtLeast: 50 },
      referralEffects: { friend: [{ type: 'discount', name: 'Welcome', value: 5 }] },
      rules: [
        { on: 'event', eventType: 'shared', effects: [{ type: 'coupon' }] },
        { on: 'profile_updated', effects: [{ type: 'coupon' }] },
      ],
    },
  })
  const { body } = await started.integration('POST', '/v1/referrals', {
    body: { campaignId: 373, advocateProfileIntegrationId: 'ada@example.com' },
  })
  return { ...started, referral: body.code as string }
}

test('a session takes one coupon, one referral and a total, and answers effects as lists', async () => {
  const { integration, referral } = await given()

  const { status, body } = await integration('PUT', '/v1/customer_sessions/s1', {
    body: { profileId: 'bob', referral, state: 'closed', total: 80 },
  })

  expect(status).toBe(200)
  expect(body.session).toMatchObject({
    integrationId: 's1',
    profileId: 'bob',
    coupon: '',
    referral,
    state: 'closed',
    total: 80,
    discounts: { Welcome: 5 },
  })
  expect(body.profile.integrationId).toBe('bob')
  expect(body.event.effects).toEqual([
    [373, 373, 0, 'Referral code is valid', ['acceptReferral', referral]],
    [373, 373, 0, 'Referral code is valid', ['setDiscount', 'Welcome', 5, 'sessionTotal']],
  ])
  const { body: second } = await integration('GET', '/v2/customer_sessions/s1')
  expect(second.customerSession).toMatchObject({ total: 80, referralCode: referral })
})

test('profiles and events are those of the second version', async () => {
  const { integration } = await given()

  const profile = await integration('PUT', '/v1/customer_profiles/bob', {
    body: { attributes: { Name: 'Bob' } },
  })
  const event = await integration('POST', '/v1/events', { body: { profileId: 'bob', type: 'shared' } })

  expect(profile.body.profile.attributes).toEqual({ Name: 'Bob' })
  expect(profile.body.event.effects[0][4][0]).toBe('couponCreated')
  expect(event.body.event).toMatchObject({ type: 'shared', profileId: 'bob' })
  expect(event.body.event.effects[0][4][0]).toBe('couponCreated')
})

test('dry, none of them keeps anything', async () => {
  const { integration, talonOne, referral } = await given()
  const before = talonOne.profiles.size
  const query = { dry: 'True' }

  await integration('PUT', '/v1/customer_sessions/s1', { query, body: { profileId: 'bob', referral } })
  await integration('PUT', '/v1/customer_profiles/bob', { query, body: { attributes: {} } })
  await integration('POST', '/v1/events', { query, body: { profileId: 'bob', type: 'shared' } })

  expect([talonOne.profiles.size, [...talonOne.sessions.all()].length, talonOne.coupons.size]).toEqual([
    before,
    0,
    0,
  ])
})

test.each([
  ['PUT', '/v1/customer_sessions/s1', { state: 'lost' }],
  ['PUT', '/v1/customer_sessions/s1', { total: 1e300 }],
  ['PUT', '/v1/customer_profiles/bob', { attributes: { unheardOf: 1 } }],
  ['POST', '/v1/events', { profileId: 'bob' }],
  ['POST', '/v1/events', { profileId: 'bob', type: 'unheardOf' }],
] as const)('%s %s refuses what the second version refuses', async (method, path, body) => {
  const { integration } = await given()

  expect((await integration(method, path, { body })).status).toBe(400)
})
