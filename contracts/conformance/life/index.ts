// One life of a referral programme that meets every served operation and every answer it declares, each held against the description.
import { createWorld } from '../../../mocks/kit/world.ts'
import { createTalonOne, type TalonOne } from '../../../mocks/talon-one/index.ts'
import { judgeCustomersNeighbours, judgeManagersNeighbours, judgeOldClients } from './neighbours.ts'
import { type Sent, Witness } from '../witness.ts'

const DEPLOYMENT = 'sandbox.europe-west1.talon.one'
const PLATFORMS = ['none', 'customer_engagement', 'customer_data', 'braze', 'iterable'] as const
type KeyPlatform = (typeof PLATFORMS)[number]
const ADA = 'ada@example.com'
const APPLICATION = '/v1/applications/1'
const CAMPAIGN = `${APPLICATION}/campaigns/373`

interface Stage {
  witness: Witness
  talonOne: TalonOne
  /** The headers of a caller with this key. */
  as(platform: KeyPlatform): Record<string, string>
  manager: Record<string, string>
}

export async function judgeEveryOperation(): Promise<{ witness: Witness; talonOne: TalonOne }> {
  const stage = await setStage()
  await judgeCustomerEngagement(stage)
  await judgeBraze(stage)
  await judgeIterable(stage)
  await judgeCustomerData(stage)
  await judgeIntegration(stage)
  await judgeManagement(stage)
  await judgeMissingKeys(stage)
  await judgeRateLimits(stage)
  return stage
}

async function setStage(): Promise<Stage> {
  const world = createWorld()
  const talonOne = createTalonOne(world)
  const loaded = await talonOne.load({
    applications: [
      {
        id: 1,
        name: 'Demo shop',
        apiKeys: PLATFORMS.map(platform => ({ title: platform, platform })),
        campaigns: [{ id: 373, name: 'Refer a friend', features: ['referrals', 'coupons'] }],
        profiles: [{ integrationId: ADA }],
      },
    ],
    managers: [{ email: 'manager@example.com', password: 'secret' }],
    attributes: [{ entity: 'Event', eventType: 'signup', name: 'source', type: 'string' }],
    loyaltyPrograms: [
      { id: 7, name: 'stars', tiers: [{ id: 1, name: 'Gold', minPoints: 100 }] },
      { id: 9, name: 'cards', cardBased: true },
    ],
    audiences: [{ id: 5, name: 'Friends', integrationId: 'friends' }],
  })
  const keys = new Map(loaded.applications[0]?.apiKeys.map(({ platform, key }) => [platform, key]))
  return {
    witness: new Witness(world, talonOne),
    talonOne,
    as: platform => ({
      authorization: `ApiKey-v1 ${keys.get(platform)}`,
      'content-type': 'application/json',
      'destination-hostname': DEPLOYMENT,
      'customer-engagement-platform-name': 'Bloomreach',
      'customer-data-platform-name': 'Bloomreach',
    }),
    manager: {
      authorization: `ManagementKey-v1 ${talonOne.managementKey}`,
      'content-type': 'application/json',
    },
  }
}

async function judgeCustomerEngagement({ witness, as }: Stage): Promise<void> {
  const headers = as('customer_engagement')
  const referral = `/customer_engagement/referral?advocateProfileIntegrationId=${ADA}`
  await witness.call(200, 'GET', `${referral}&campaignId=373&usageLimit=1`, { headers })
  await witness.call(200, 'GET', `${referral}&campaignId=373`, {
    headers: { ...headers, 'x-dry-run': 'true' },
  })
  await witness.call(400, 'GET', referral, { headers })
  await witness.call(404, 'GET', `${referral}&campaignId=9`, { headers })
  const coupon = '/customer_engagement/coupon?applicationId=1&externalCampaignId=spring'
  await witness.call(200, 'GET', `${coupon}&campaignId=373&startDate=2026-01-01T00:00:00Z`, { headers })
  await witness.call(400, 'GET', coupon, { headers })
  await witness.call(404, 'GET', `${coupon}&campaignId=9`, { headers })
  const points = (body: object): Sent => ({
    headers,
    body: { loyaltyProgramId: 7, profileIntegrationId: ADA, ...body },
  })
  const path = '/customer_engagement/add_loyalty_points'
  await witness.call(204, 'POST', path, points({ points: 50 }))
  await witness.call(204, 'POST', path, points({ points: 5, subledgerId: 'summer' }))
  await witness.call(400, 'POST', path, points({ points: 0 }))
  await witness.call(404, 'POST', path, points({ points: 1, loyaltyProgramId: 8 }))
  const ledger = `/customer_engagement/loyalty?profileIntegrationId=${ADA}`
  await witness.call(200, 'GET', `${ledger}&loyaltyProgramId=7`, { headers })
  await witness.call(400, 'GET', ledger, { headers })
  await witness.call(404, 'GET', `${ledger}&loyaltyProgramId=8`, { headers })
}

async function judgeBraze({ witness, as }: Stage): Promise<void> {
  const post = (status: number, path: string, body: object) =>
    witness.call(status, 'POST', `/braze/${path}`, {
      headers: as('braze'),
      body: { deploymentUrl: DEPLOYMENT, ...body },
    })
  const referral = { advocateProfileIntegrationId: ADA, campaignId: 373 }
  await post(200, 'referral', { ...referral, attributes: { channel: 'web' } })
  await post(400, 'referral', { campaignId: 373 })
  await post(404, 'referral', { ...referral, campaignId: 9 })
  const coupon = { applicationId: 1, campaignId: 373, identifier: 'dispatch-1' }
  const limits = [{ action: 'redeemCoupon', limit: 1, entities: ['Coupon', 'Profile'] }]
  const { body } = await post(200, 'coupon', { ...coupon, limits, reservationLimit: 3 })
  await post(400, 'coupon', { ...coupon, identifier: '' })
  await post(404, 'coupon', { ...coupon, applicationId: 2 })
  await post(200, 'coupon_reservation', { couponValue: body.Value, integrationId: ADA })
  await post(400, 'coupon_reservation', { couponValue: body.Value })
  await post(404, 'coupon_reservation', { couponValue: 'nothing', integrationId: ADA })
  const event = { identifier: 'e1', eventType: 'signup', type: 'string', customerProfileId: ADA }
  await post(200, 'event', { ...event, eventAttributes: { source: 'mail' } })
  await post(400, 'event', { ...event, identifier: 'e2', eventType: 'nothing' })
  await witness.call(404, 'POST', '/braze/event', {
    headers: { ...as('braze'), 'destination-hostname': 'other.talon.one' },
    body: event,
  })
}

async function judgeIterable({ witness, as }: Stage): Promise<void> {
  const get = (status: number, path: string) =>
    witness.call(status, 'GET', `/iterable/${path}&deployment=${DEPLOYMENT}`, { headers: as('iterable') })
  const referral = `referral?advocateProfileIntegrationId=${ADA}`
  await get(200, `${referral}&campaignId=373`)
  await get(400, referral)
  await get(404, `${referral}&campaignId=9`)
  const coupon = 'coupon?applicationId=1&iterableCampaignId=spring'
  await get(200, `${coupon}&campaignId=373`)
  await get(400, coupon)
  await get(404, `${coupon}&campaignId=9`)
  const ledger = `loyalty?profileIntegrationId=${ADA}`
  await get(200, `${ledger}&loyaltyProgramId=7`)
  await get(400, ledger)
  await get(404, `${ledger}&loyaltyProgramId=8`)
}

async function judgeCustomerData({ witness, as }: Stage): Promise<void> {
  const send = (status: number, method: string, path: string, body?: object) =>
    witness.call(status, method, `/cdp/${path}`, { headers: as('customer_data'), ...(body ? { body } : {}) })
  await send(200, 'PUT', 'customer_profile/bob', { audiencesChanges: { adds: [5], deletes: [] } })
  await send(400, 'PUT', 'customer_profile/bob', { attributes: { shoe: 44 } })
  await send(404, 'PUT', 'customer_profile/bob', { audiencesChanges: { adds: [9], deletes: [] } })
  await send(200, 'PUT', 'customer_profile/bob/audiences', { data: { adds: [], deletes: ['friends'] } })
  await send(400, 'PUT', 'customer_profile/bob/audiences', {})
  await send(404, 'PUT', 'customer_profile/bob/audiences', { data: { adds: ['nothing'], deletes: [] } })
  for (const [path, known, unknown] of [
    ['customer_profiles/audiences', 5, 9],
    ['v2/customer_profiles/audiences', 'friends', 'nothing'],
  ] as const) {
    await send(204, 'PUT', path, { data: [{ customerProfileId: 'bob', adds: [known] }] })
    await send(400, 'PUT', path, { data: [{ adds: [known] }] })
    await send(404, 'PUT', path, { data: [{ customerProfileId: 'bob', adds: [unknown] }] })
  }
  const audience = { audienceId: 'news', audienceName: 'Newsletter' }
  await send(201, 'POST', 'audiences', audience)
  await send(409, 'POST', 'audiences', audience)
  await send(400, 'POST', 'audiences', { audienceId: 'news' })
  await send(200, 'PUT', 'audiences/news', audience)
  await send(400, 'PUT', 'audiences/news', {})
  await send(404, 'PUT', 'audiences/nothing', audience)
  await send(204, 'DELETE', 'audiences/news')
  await send(404, 'DELETE', 'audiences/news')
}

async function judgeIntegration({ witness, as }: Stage): Promise<void> {
  const headers = as('none')
  const send = (status: number, method: string, path: string, body?: object) =>
    witness.call(status, method, path, { headers, ...(body ? { body } : {}) })
  const { body: referral } = await send(201, 'POST', '/v1/referrals', {
    campaignId: 373,
    advocateProfileIntegrationId: ADA,
  })
  await send(400, 'POST', '/v1/referrals', { campaignId: 373 })
  const many = { campaignId: 373, advocateProfileIntegrationIds: [ADA], usageLimit: 1 }
  await send(204, 'POST', '/v1/referrals_for_multiple_advocates', many)
  await send(201, 'POST', '/v1/referrals_for_multiple_advocates?silent=no', many)
  await send(400, 'POST', '/v1/referrals_for_multiple_advocates', {})
  const responseContent = [
    'customerSession',
    'customerProfile',
    'coupons',
    'referral',
    'loyalty',
    'triggeredCampaigns',
  ]
  const session = (state: string) => ({
    customerSession: {
      profileId: 'bob',
      referralCode: referral.code,
      state,
      cartItems: [{ sku: 'shoe', quantity: 1, price: 80 }],
    },
    responseContent,
  })
  await send(200, 'PUT', '/v2/customer_sessions/order-1?dry=true', session('open'))
  await send(200, 'PUT', '/v2/customer_sessions/order-1', session('closed'))
  await send(400, 'PUT', '/v2/customer_sessions/order-1', session('closed'))
  await send(200, 'GET', '/v2/customer_sessions/order-1')
  await send(200, 'PUT', '/v2/customer_sessions/order-1/reopen')
  await send(400, 'PUT', '/v2/customer_sessions/order-1/reopen')
  await send(200, 'PUT', '/v2/customer_sessions/order-1', session('closed'))
  const returns = '/v2/customer_sessions/order-1/returns'
  const content = ['customerSession', 'customerProfile', 'previousReturns']
  await send(200, 'POST', returns, {
    return: { returnedCartItems: [{ position: 0 }] },
    responseContent: content,
  })
  await send(400, 'POST', returns, { return: { returnedCartItems: [{ position: 0 }] } })
  const profile = { responseContent: ['customerProfile', 'loyalty'] }
  await send(200, 'PUT', '/v2/customer_profiles/bob?runRuleEngine=true', profile)
  await send(400, 'PUT', '/v2/customer_profiles/bob', { attributes: { shoe: 44 } })
  const event = { profileId: 'bob', type: 'signup', attributes: { source: 'mail' } }
  await send(204, 'POST', '/v2/events?silent=yes', event)
  await send(200, 'POST', '/v2/events', { ...event, responseContent: ['event', 'customerProfile'] })
  await send(400, 'POST', '/v2/events', { profileId: 'bob' })
  const everything = 'profile=true&referrals=true&coupons=true&loyalty=true&giveaways=true&achievements=true'
  await send(200, 'GET', `/v1/customer_profiles/${ADA}/inventory?${everything}`)
  await send(404, 'GET', '/v1/customer_profiles/nobody/inventory')
  await judgeReservations(send, as('customer_engagement'), witness)
  const balances = `/v1/loyalty_programs/7/profile/${ADA}/balances`
  await send(200, 'GET', `${balances}?includeTiers=true`)
  await send(404, 'GET', `/v1/loyalty_programs/8/profile/${ADA}/balances`)
  await judgeCustomersNeighbours(send)
  await judgeOldClients(send)
  await witness.call(204, 'GET', '/v2/authping', { headers })
  await witness.call(200, 'GET', '/v1/status/health')
}

async function judgeReservations(
  send: (status: number, method: string, path: string, body?: object) => Promise<unknown>,
  engagement: Record<string, string>,
  witness: Witness,
): Promise<void> {
  const { body: coupon } = await witness.call(
    200,
    'GET',
    '/customer_engagement/coupon?applicationId=1&externalCampaignId=spring&campaignId=373',
    { headers: engagement },
  )
  const path = `/v1/coupon_reservations/${coupon.Value}`
  const reserved = `/v1/coupon_reservations/customerprofiles/${coupon.Value}`
  await send(201, 'POST', path, { integrationIDs: [ADA] })
  await send(400, 'POST', path, {})
  await send(404, 'POST', '/v1/coupon_reservations/nothing', { integrationIDs: [ADA] })
  await send(200, 'GET', reserved)
  await send(404, 'GET', '/v1/coupon_reservations/customerprofiles/nothing')
  await send(204, 'DELETE', path, { integrationIDs: [ADA] })
  await send(400, 'DELETE', path, {})
  await send(404, 'DELETE', '/v1/coupon_reservations/nothing', { integrationIDs: [ADA] })
}

async function judgeManagement({ witness, manager }: Stage): Promise<void> {
  const send = (status: number, method: string, path: string, body?: object) =>
    witness.call(status, method, path, { headers: manager, ...(body ? { body } : {}) })
  await judgeAccount(send, witness)
  await send(200, 'GET', '/v1/applications')
  await send(200, 'GET', APPLICATION)
  await send(200, 'GET', `${APPLICATION}/campaigns`)
  await send(400, 'GET', `${APPLICATION}/campaigns?campaignState=flying`)
  await send(200, 'GET', CAMPAIGN)
  const { body: copies } = await send(200, 'POST', `${CAMPAIGN}/copy`, { applicationIds: [1], name: 'Copy' })
  const copy = `${APPLICATION}/campaigns/${copies.data[0].id}`
  await send(200, 'PUT', copy, { name: 'Renamed', tags: [], features: ['referrals'], limits: [] })
  await send(204, 'DELETE', copy)
  const csv = `code,advocateprofileintegrationid,startdate,expirydate,limitval,attributes\nIMPORTED,${ADA},,,,\n`
  const form = new FormData()
  form.append('upFile', new Blob([csv], { type: 'text/csv' }), 'referrals.csv')
  const { authorization = '' } = manager
  await witness.call(200, 'POST', `${CAMPAIGN}/import_referrals`, { headers: { authorization }, body: form })
  await send(200, 'GET', `${APPLICATION}/export_referrals?campaignId=373`)
  const { body: list } = await send(200, 'GET', `${CAMPAIGN}/referrals/no_total?advocate=${ADA}`)
  const referral = `${CAMPAIGN}/referrals/${list.data[0].id}`
  await send(200, 'PUT', referral, { usageLimit: 3 })
  await send(204, 'DELETE', referral)
  const attribute = {
    entity: 'Referral',
    name: 'source',
    title: 'Source',
    type: 'string',
    description: '',
    suggestions: [],
    editable: true,
  }
  const { body: created } = await send(201, 'POST', '/v1/attributes', attribute)
  await send(200, 'GET', '/v1/attributes')
  await send(200, 'GET', `/v1/attributes/${created.id}`)
  await send(200, 'PUT', `/v1/attributes/${created.id}`, attribute)
  const range = 'rangeStart=2026-01-01T00:00:00Z&rangeEnd=2027-01-01T00:00:00Z'
  await send(200, 'GET', `${APPLICATION}/access_logs/no_total?${range}`)
  await send(200, 'GET', `${APPLICATION}/health_report`)
  const { body: customers } = await send(200, 'GET', `${APPLICATION}/customers`)
  await send(200, 'GET', `${APPLICATION}/customers/${customers.data[0].id}`)
  await send(200, 'GET', '/v1/customers/no_total')
  await send(200, 'GET', `/v1/customers/${customers.data[0].id}`)
  await send(200, 'GET', `${APPLICATION}/profile/${ADA}/friends`)
  await judgeManagersNeighbours((status, method, path, body) => {
    const headers = body instanceof FormData ? { authorization } : manager
    return witness.call(status, method, path, { headers, ...(body ? { body } : {}) })
  })
}

/** Half of these calls are of older SDKs and in no description; they are met all the same. */
async function judgeAccount(
  send: (
    status: number,
    method: string,
    path: string,
    body?: object,
  ) => Promise<{ body: { id: number; token: string } }>,
  witness: Witness,
): Promise<void> {
  await send(201, 'POST', '/v1/accounts', {
    companyName: 'Other',
    email: 'other@example.com',
    password: 'secret',
  })
  const { body } = await send(201, 'POST', '/v1/sessions', {
    email: 'manager@example.com',
    password: 'secret',
  })
  await witness.call(204, 'DELETE', '/v1/sessions', { headers: { authorization: `Bearer ${body.token}` } })
  const { body: application } = await send(201, 'POST', '/v1/applications', {
    name: 'New',
    currency: 'EUR',
    timezone: 'UTC',
  })
  const keys = `/v1/applications/${application.id}/apikeys`
  const { body: key } = await send(201, 'POST', keys, { title: 'Backend', expires: '2030-01-01T00:00:00Z' })
  await send(200, 'GET', keys)
  await send(204, 'DELETE', `${keys}/${key.id}`)
  await send(201, 'POST', `/v1/applications/${application.id}/campaigns`, {
    name: 'C',
    state: 'enabled',
    tags: [],
    features: [],
    limits: [],
  })
}

/** Every operation that declares 401, called without credentials. */
async function judgeMissingKeys({ witness, talonOne }: Stage): Promise<void> {
  for (const { emulated, api, method, path, id } of talonOne.operations()) {
    if (!emulated || api === 'management' || id === 'health') continue
    const headers = { 'destination-hostname': DEPLOYMENT, 'content-type': 'application/json' }
    await witness.call(401, method, `${path.replaceAll(/\{\w+\}/g, '1')}?deployment=${DEPLOYMENT}`, {
      headers,
      ...(method === 'GET' ? {} : { body: { deploymentUrl: DEPLOYMENT } }),
    })
  }
}

/** 429 of the third-party paths has no published number, so it comes from a planned fault. */
async function judgeRateLimits({ witness, talonOne, as }: Stage): Promise<void> {
  for (const { emulated, api, method, path, id } of talonOne.operations()) {
    if (!emulated || api !== 'third-party') continue
    const fault = talonOne.world.faults.add({ operation: id, first: 1, answer: { status: 429 } })
    await witness.call(429, method, path.replaceAll(/\{\w+\}/g, '1'), { headers: as('none') })
    talonOne.world.faults.clear(fault.id)
  }
}
