// What engagement and data platforms call: Bloomreach and its like, Braze, Iterable.
import type { Sent } from '../witness.ts'
import { ADA, DEPLOYMENT, type Stage } from './stage.ts'

export async function judgeCustomerEngagement({ witness, as }: Stage): Promise<void> {
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

export async function judgeBraze({ witness, as }: Stage): Promise<void> {
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

export async function judgeIterable({ witness, as }: Stage): Promise<void> {
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

export async function judgeCustomerData({ witness, as }: Stage): Promise<void> {
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
