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

test('sessions are found by a part of a value when partialMatch says so, and by three characters or more', async () => {
  const { integration, management } = await startTalonOne()
  for (const id of ['order-1', 'ORDER-2', 'or']) {
    await integration('PUT', `/v2/customer_sessions/${id}`, {
      body: { customerSession: { profileId: 'bob', storeIntegrationId: 'berlin' } },
    })
  }
  const ids = async (query: Record<string, string>) =>
    (await management('GET', SESSIONS, { query })).body.data.map(
      (one: { integrationId: string }) => one.integrationId,
    )

  expect(await ids({ integrationId: 'rder', partialMatch: 'true' })).toEqual(['order-1', 'ORDER-2'])
  expect(await ids({ integrationId: 'or', partialMatch: 'true' })).toEqual(['or'])
  expect(await ids({ integrationId: 'rder' })).toEqual([])
  expect(await ids({ storeIntegrationId: 'NOPE' })).toEqual([])
  expect(await ids({ storeIntegrationId: 'ERL', partialMatch: 'True' })).toHaveLength(3)
  expect((await management('GET', SESSIONS, { query: { state: 'lost' } })).status).toBe(400)
})

test('the list of events has the built-in ones of a session, with what each set off', async () => {
  const { integration, management } = await startTalonOne()
  const { body: referral } = await integration('POST', '/v1/referrals', {
    body: { campaignId: 373, advocateProfileIntegrationId: 'ada@example.com' },
  })
  await integration('PUT', '/v2/customer_profiles/bob', { body: { attributes: { Name: 'Bob Stone' } } })
  const put = (customerSession: Record<string, unknown>) =>
    integration('PUT', '/v2/customer_sessions/s1', { body: { customerSession } })
  await put({ profileId: 'bob', referralCode: referral.code })
  await put({ state: 'closed' })
  await integration('PUT', '/v2/customer_sessions/s1/reopen')
  await put({ state: 'closed' })
  await put({ state: 'cancelled' })
  const types = async (query: Record<string, string>) =>
    (await management('GET', '/v1/applications/1/events/no_total', { query })).body.data.map(
      ({ type }: { type: string }) => type.replace('talon_session_', ''),
    )

  const all = ['created', 'closed', 'reopened', 'closed', 'revoked']
  expect(await types({})).toEqual(all)
  expect(await types({ session: 's1' })).toEqual(all)
  expect(await types({ session: 's2' })).toEqual([])
  expect(await types({ effectType: 'rollbackReferral' })).toEqual(['reopened', 'revoked'])
  expect(await types({ referralCode: referral.code, effectType: 'acceptReferral' })).toEqual([
    'created',
    'closed',
    'closed',
  ])
  expect(await types({ couponCode: referral.code })).toEqual([])
  expect(await types({ customerName: 'STONE' })).toEqual(all)
  expect(await types({ customerEmail: 'stone' })).toEqual([])
  expect(await types({ ruleQuery: 'referral code' })).toHaveLength(5)
  expect(await types({ campaignQuery: 'spring' })).toEqual([])
})
