import { expect, test } from 'vitest'
import { startTalonOne } from '../../../support/talon-one.ts'

const SESSIONS = '/v1/applications/1/sessions'

test('sessions are listed, filtered and read by id', async () => {
  const { integration, management } = await startTalonOne({
    campaign: { referralEffects: { friend: [{ type: 'discount', name: 'Welcome', value: 5 }] } },
  })
  const { body: referral } = await integration('POST', '/v1/referrals', {
    body: { campaignId: 373, advocateProfileIntegrationId: 'ada@example.com' },
  })
  const close = (id: string, customerSession: Record<string, unknown>) =>
    integration('PUT', `/v2/customer_sessions/${id}`, { body: { customerSession } })
  const cartItems = [{ sku: 'shoe', quantity: 2, price: 40 }]
  await close('s1', { profileId: 'bob', referralCode: referral.code, state: 'closed', cartItems })
  await close('s2', { profileId: 'eve' })

  const ids = async (query: Record<string, string>) =>
    (await management('GET', SESSIONS, { query })).body.data.map(
      (one: { integrationId: string }) => one.integrationId,
    )
  expect(await ids({})).toEqual(['s1', 's2'])
  expect(await ids({ profile: 'eve' })).toEqual(['s2'])
  expect(await ids({ state: 'closed' })).toEqual(['s1'])
  expect(await ids({ referral: referral.code })).toEqual(['s1'])
  expect(await ids({ integrationId: 's2' })).toEqual(['s2'])
  expect((await management('GET', `${SESSIONS}/1`)).body).toMatchObject({
    integrationId: 's1',
    total: 80,
    totalDiscounts: 5,
    profileintegrationid: 'bob',
  })
  expect((await management('GET', `${SESSIONS}/9`)).status).toBe(404)
})

test('events are listed with their effects and filtered by type', async () => {
  const { integration, management } = await startTalonOne({
    campaign: { rules: [{ on: 'event', eventType: 'shared', effects: [{ type: 'referral' }] }] },
  })
  await integration('POST', '/v2/events', { body: { profileId: 'ada@example.com', type: 'shared' } })
  const list = async (type: string) =>
    (await management('GET', '/v1/applications/1/events/no_total', { query: { type } })).body.data

  expect(await list('shared')).toMatchObject([
    { type: 'shared', profileId: 1, effects: [{ effectType: 'referralCreated' }] },
  ])
  expect(await list('other')).toEqual([])
})

test('loyalty programs are listed and read', async () => {
  const { management } = await startTalonOne({
    loyaltyPrograms: [{ id: 7, name: 'stars', tiers: [{ id: 1, name: 'Bronze', minPoints: 0 }] }],
  })

  expect((await management('GET', '/v1/loyalty_programs')).body.totalResultSize).toBe(1)
  expect((await management('GET', '/v1/loyalty_programs/7')).body.name).toBe('stars')
  expect((await management('GET', '/v1/loyalty_programs/8')).status).toBe(404)
})

test('the friends of an advocate are those who redeemed', async () => {
  const { integration, management } = await startTalonOne()
  const { body } = await integration('POST', '/v1/referrals', {
    body: { campaignId: 373, advocateProfileIntegrationId: 'ada@example.com' },
  })
  await integration('PUT', '/v2/customer_sessions/s1', {
    body: { customerSession: { profileId: 'bob', referralCode: body.code, state: 'closed' } },
  })
  const FRIENDS = '/v1/applications/1/profile/ada%40example.com/friends'

  const friends = await management('GET', FRIENDS)
  const counted = await management('GET', FRIENDS, { query: { withTotalResultSize: true } })
  const customer = await management('GET', '/v1/applications/1/customers', {
    query: { integrationId: 'bob' },
  })

  expect(friends.body.data).toMatchObject([{ sessionId: 's1', friendIntegrationId: 'bob', code: body.code }])
  expect(counted.body.totalResultSize).toBe(1)
  expect(customer.body.data[0].advocateIntegrationId).toBe('ada@example.com')
})
