// What a shop's backend calls: referrals, sessions, profiles, events, reservations.
import type { Witness } from '../witness.ts'
import { judgeCustomersNeighbours, judgeOldClients } from './neighbours.ts'
import { ADA, type Stage } from './stage.ts'

export async function judgeIntegration({ witness, as }: Stage): Promise<void> {
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
