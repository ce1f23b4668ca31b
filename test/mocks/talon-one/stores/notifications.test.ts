import { expect, test } from 'vitest'
import {
  isVendorDescribed,
  mustBeVendorDescribed,
  vendorDescription,
} from '../../../../contracts/conformance/vendor-description.ts'
import { NOTIFICATIONS, type TalonOneWorld } from '../../../../mocks/talon-one/index.ts'
import { startTalonOne } from '../../../support/talon-one.ts'

const HOOK = 'http://127.0.0.1:9000/hook'
/** The schema of each notification's body in the vendor's description. */
const SCHEMAS = {
  campaignCreatedNotification: 'CampaignCreatedNotification',
  campaignStateChangedNotification: 'CampaignStateChangedNotification',
  campaignEditedNotification: 'CampaignEditedNotification',
  campaignDeletedNotification: 'CampaignDeletedNotification',
  createCouponData: 'CreateCouponData',
  addedDeductedPointsNotification: 'AddedDeductedPointsNotification',
  addedDeductedPointsBalancesNotification: 'AddedDeductedPointsBalancesNotification',
  pendingActivePointsNotification: 'PendingActivePointsNotification',
} as const

async function given(
  world: Omit<TalonOneWorld, 'settings'> = {},
  answer: () => Promise<Response> = async () => new Response(),
  settings: { campaignNotifications?: 'at once' | 'gathered' } = { campaignNotifications: 'at once' },
) {
  const received: { uuid: string | null; token: string | null; body: Record<string, unknown> }[] = []
  const started = await startTalonOne({
    applications: [
      { id: 1, name: 'Shop', apiKeys: [{ title: 'Backend' }], profiles: [{ integrationId: 'ada' }] },
    ],
    ...world,
    settings,
    world: { clock: 'manual' },
    async fetch(request) {
      const { headers } = request
      const body = (await request.json()) as Record<string, unknown>
      received.push({ uuid: headers.get('x-uuid'), token: headers.get('x-token'), body })
      return answer()
    },
  })
  const { clock } = started.world
  const settled =
    (call: typeof started.management) => async (method: string, path: string, body?: unknown) => {
      const answered = await call(method, path, body === undefined ? {} : { body })
      await clock.settle()
      return answered
    }
  return {
    talonOne: started.talonOne,
    clock,
    world: started.world,
    received,
    manage: settled(started.management),
    integrate: settled(started.integration),
  }
}

const CAMPAIGN = { name: 'Spring', tags: [], features: ['referrals'], limits: [] }

function expectDescribed(deliveries: { notification: string; body: unknown }[]): void {
  if (!isVendorDescribed && !mustBeVendorDescribed) return
  for (const { notification, body } of deliveries) {
    const schema = SCHEMAS[notification as keyof typeof SCHEMAS]
    const sent = JSON.parse(JSON.stringify(body)) as unknown
    expect(vendorDescription('outbound-notifications').problemsWith(schema, sent)).toEqual([])
  }
}

test('a campaign tells of its creation, edits, changes of state and deletion', async () => {
  const { talonOne, manage, received } = await given()
  talonOne.notifications.subscribe({ url: HOOK, headers: { 'x-token': 'secret' } })

  const { body } = await manage('POST', '/v1/applications/1/campaigns', CAMPAIGN)
  const path = `/v1/applications/1/campaigns/${body.id}`
  await manage('PUT', path, { ...CAMPAIGN, name: 'Summer' })
  await manage('PUT', path, { ...CAMPAIGN, name: 'Summer', state: 'disabled' })
  await manage('DELETE', path)

  const events = received.map(({ body }) => (body.Data as { Event: string }[])[0]?.Event)
  expect(events).toEqual([
    'campaign_created',
    'campaign_edited',
    'campaign_state_changed',
    'campaign_deleted',
  ])
  expect(received[2]?.body).toMatchObject({ Data: [{ oldState: 'running', newState: 'disabled' }] })
  expect(received[0]?.token).toBe('secret')
  expect(new Set(received.map(({ uuid }) => uuid)).size).toBe(4)
  expectDescribed(talonOne.notifications.deliveries())
})

test('points and coupons of a redeemed referral are told, pending points when they become active', async () => {
  const { talonOne, integrate, received, clock } = await given({
    loyaltyPrograms: [{ id: 7, name: 'stars', defaultPending: '1D', defaultValidity: '1Y' }],
    applications: [
      {
        id: 1,
        name: 'Shop',
        apiKeys: [{ title: 'Backend' }],
        profiles: [{ integrationId: 'ada' }],
        campaigns: [
          {
            id: 373,
            name: 'Refer',
            features: ['referrals', 'coupons'],
            referralEffects: {
              advocate: [{ type: 'points', loyaltyProgramId: 7, points: 10 }, { type: 'coupon' }],
              friend: [],
            },
          },
        ],
      },
    ],
  })
  talonOne.notifications.subscribe({ url: HOOK })
  const referral = { campaignId: 373, advocateProfileIntegrationId: 'ada' }
  const { code } = (await integrate('POST', '/v1/referrals', referral)).body

  await integrate('PUT', '/v2/customer_sessions/s', {
    customerSession: { profileId: 'bob', referralCode: code, state: 'closed' },
  })
  await clock.advance(86_400_000)

  const names = talonOne.notifications.deliveries().map(({ notification }) => notification)
  expect(names).toEqual([
    'addedDeductedPointsNotification',
    'addedDeductedPointsBalancesNotification',
    'createCouponData',
    'pendingActivePointsNotification',
  ])
  expect(received[0]?.body).toMatchObject({ Amount: 10, Operation: 'addition', ProfileIntegrationID: 'ada' })
  expect(received[3]?.body).toMatchObject({ Data: [{ Points: 10, ActiveOn: '2026-01-06T09:00:00.000Z' }] })
  expectDescribed(talonOne.notifications.deliveries())
})

test('a failed delivery stays in the log and can be replayed with its id', async () => {
  let status = 404
  const { talonOne, manage, received } = await given({}, async () => new Response(null, { status }))
  talonOne.notifications.subscribe({ url: HOOK, notifications: ['campaignCreatedNotification'] })
  await manage('POST', '/v1/applications/1/campaigns', CAMPAIGN)
  const [failed] = talonOne.notifications.deliveries()
  expect(failed).toMatchObject({ status: 'failed', answer: 404, attempts: 1, problem: 'answered 404' })

  status = 200
  const replayed = await talonOne.notifications.replay(failed?.id ?? 0)

  expect(replayed).toMatchObject({ status: 'delivered', answer: 200, attempts: 2 })
  expect(received[1]?.uuid).toBe(received[0]?.uuid)
  await expect(talonOne.notifications.replay(99)).rejects.toThrow('Cannot replay the delivery 99')
})

test('a host that refuses is a failed delivery, not an error of the operation', async () => {
  const { talonOne, manage, world } = await given({}, () => Promise.reject(new TypeError('fetch failed')))
  talonOne.notifications.subscribe({ url: HOOK })

  const { status } = await manage('POST', '/v1/applications/1/campaigns', CAMPAIGN)

  expect(status).toBe(201)
  expect(talonOne.notifications.deliveries()).toMatchObject([{ status: 'failed', problem: 'fetch failed' }])
  expect(world.journal.read({ kind: 'talon-one.notification-failed' })).toHaveLength(1)
})

test('only what a subscriber asked for is sent, and nothing after it leaves', async () => {
  const { talonOne, manage, received } = await given()
  const { id } = talonOne.notifications.subscribe({
    url: HOOK,
    notifications: ['campaignDeletedNotification'],
  })
  await manage('POST', '/v1/applications/1/campaigns', CAMPAIGN)
  expect(received).toEqual([])

  expect(talonOne.notifications.unsubscribe(id)).toBe(true)
  await manage('DELETE', '/v1/applications/1/campaigns/1')
  expect(received).toEqual([])
})

test('an address that is no http URL is refused', async () => {
  const { talonOne } = await given()

  expect(() => talonOne.notifications.subscribe({ url: 'ftp://127.0.0.1/' })).toThrow('not an http URL')
})

test('every kind the emulator sends has a described body', () => {
  expect(Object.keys(SCHEMAS).sort()).toEqual([...NOTIFICATIONS].sort())
})

const gathering = (answer?: () => Promise<Response>) => given({}, answer, {})
const put = (given: Awaited<ReturnType<typeof gathering>>, id: number, change: object) =>
  given.manage('PUT', `/v1/applications/1/campaigns/${id}`, { ...CAMPAIGN, ...change })

test('changes of campaigns are gathered for five minutes, of each the latest state', async () => {
  const started = await gathering()
  const { body } = await started.manage('POST', '/v1/applications/1/campaigns', CAMPAIGN)
  started.talonOne.notifications.subscribe({
    url: HOOK,
    notifications: ['campaignStateChangedNotification'],
  })

  for (const state of ['disabled', 'enabled', 'disabled']) await put(started, body.id, { state })
  await started.clock.advance(4 * 60_000)
  expect(started.received).toHaveLength(0)
  await started.clock.advance(60_000)

  expect(started.received).toHaveLength(1)
  expect(started.received[0]?.body).toMatchObject({
    TotalResultSize: 1,
    Data: [{ Event: 'campaign_state_changed', oldState: 'running', newState: 'disabled' }],
  })
  expectDescribed(started.talonOne.notifications.deliveries())
})

test('a message tells of five campaigns at most', async () => {
  const { talonOne, manage, received, clock } = await gathering()
  talonOne.notifications.subscribe({ url: HOOK })
  for (let i = 0; i < 7; i++) {
    await manage('POST', '/v1/applications/1/campaigns', { ...CAMPAIGN, name: `C${i}` })
  }

  await clock.advance(5 * 60_000)

  expect(received.map(({ body }) => body.TotalResultSize)).toEqual([5, 2])
})

test.each([500, 503, 429])(
  'an answer of %i is tried again for ten minutes, with growing pauses',
  async status => {
    const answers = [status, status, 200]
    const started = await gathering(async () => new Response(null, { status: answers.shift() ?? 200 }))
    started.talonOne.notifications.subscribe({ url: HOOK, notifications: ['campaignCreatedNotification'] })
    await started.manage('POST', '/v1/applications/1/campaigns', CAMPAIGN)
    const delivery = () => started.talonOne.notifications.deliveries()[0]
    await started.clock.advance(5 * 60_000)

    expect(delivery()).toMatchObject({ status: 'waiting', attempts: 1, answer: status })
    await started.clock.advance(11 * 60_000)

    expect(delivery()).toMatchObject({ status: 'delivered', attempts: 3 })
    expect(new Set(started.received.map(({ uuid }) => uuid)).size).toBe(1)
  },
)

test('a receiver that never recovers is given up after ten minutes, one that says 400 at once', async () => {
  const attempts = async (status: number) => {
    const started = await gathering(async () => new Response(null, { status }))
    started.talonOne.notifications.subscribe({ url: HOOK, notifications: ['campaignCreatedNotification'] })
    await started.manage('POST', '/v1/applications/1/campaigns', CAMPAIGN)
    await started.clock.advance(60 * 60_000)
    const [delivery] = started.talonOne.notifications.deliveries()
    return [delivery?.status, delivery?.attempts]
  }

  expect(await attempts(500)).toEqual(['failed', 6])
  expect(await attempts(400)).toEqual(['failed', 1])
})
