// The neighbours of a referral in the same life of a programme: many profiles, coupons and loyalty points, each answer held against the
// description. stage.ts sets the stage.

import { ADA, APPLICATION, CAMPAIGN } from './stage.ts'

// biome-ignore lint/suspicious/noExplicitAny: the border between JSON and the calls that follow it
type Send = (status: number, method: string, path: string, body?: object) => Promise<{ body: any }>

const LEDGER = `/v1/loyalty_programs/7/profile/${ADA}`

export async function judgeCustomersNeighbours(send: Send): Promise<void> {
  const customerProfiles = [{ integrationId: 'bob', attributes: { Name: 'Bob' } }]
  await send(204, 'PUT', '/v2/customer_profiles', { customerProfiles })
  await send(200, 'PUT', '/v2/customer_profiles?silent=no', { customerProfiles })
  await send(400, 'PUT', '/v2/customer_profiles', { customerProfiles: [{}] })
  await send(200, 'GET', `${LEDGER}/transactions`)
  await send(200, 'GET', `${LEDGER}/points`)
  for (const part of ['transactions', 'points']) {
    await send(400, 'GET', `${LEDGER}/${part}?pageSize=0`)
    await send(404, 'GET', `/v1/loyalty_programs/8/profile/${ADA}/${part}`)
  }
  await send(200, 'POST', '/v1/loyalty_programs/7/profile/joins/join')
  await send(400, 'POST', '/v1/loyalty_programs/7/profile/joins/join')
  await send(404, 'POST', '/v1/loyalty_programs/8/profile/joins/join')
  await judgeAudiences(send)
  await judgeCards(send)
  await send(404, 'DELETE', '/v1/customer_data/nobody')
  await send(204, 'DELETE', '/v1/customer_data/joins')
}

async function judgeAudiences(send: Send): Promise<void> {
  const audience = { name: 'Travel', integration: 'segment', integrationId: 'travel' }
  const { body } = await send(201, 'POST', '/v2/audiences', audience)
  await send(409, 'POST', '/v2/audiences', audience)
  await send(400, 'POST', '/v2/audiences', {})
  const path = `/v2/audiences/${body.id}`
  await send(200, 'PUT', path, { name: 'Holidays' })
  const act = (action: string, audienceId: number) => ({
    data: [{ action, profileIntegrationId: 'bob', audienceId }],
  })
  await send(204, 'POST', '/v2/customer_audiences', act('add', body.id))
  await send(400, 'POST', '/v2/customer_audiences', act('move', body.id))
  await send(404, 'POST', '/v2/customer_audiences', act('add', 99))
  const attributes = `/v2/audience_customers/${body.id}/attributes`
  await send(204, 'PUT', attributes, { Name: 'Bob' })
  await send(204, 'DELETE', `${path}/memberships`)
  await send(204, 'DELETE', path)
  await send(400, 'DELETE', '/v2/audiences/none')
  for (const [method, gone] of [
    ['PUT', path],
    ['DELETE', path],
    ['DELETE', `${path}/memberships`],
    ['PUT', attributes],
  ] as const) {
    await send(404, method, gone, method === 'PUT' ? { name: 'Gone' } : undefined)
  }
}

async function judgeCards(send: Send): Promise<void> {
  const cards = '/v1/loyalty_programs/9/cards'
  const { body } = await send(200, 'POST', cards, { customerProfileIds: [ADA] })
  await send(200, 'POST', cards, { cardIdentifier: 'card-1' })
  await send(400, 'POST', cards, { cardIdentifier: 'card-1' })
  for (const part of ['link_profile', 'unlink_profile']) {
    const path = (card: string) => `${cards.replace('v1', 'v2')}/${card}/${part}`
    await send(200, 'POST', path(body.identifier), { integrationId: 'bob' })
    await send(400, 'POST', path(body.identifier), {})
    await send(404, 'POST', path('none'), { integrationId: 'bob' })
  }
  for (const [part, wrong] of [
    ['balances', 'endDate=x'],
    ['transactions', 'pageSize=0'],
    ['points', 'pageSize=0'],
  ]) {
    await send(200, 'GET', `${cards}/${body.identifier}/${part}`)
    await send(400, 'GET', `${cards}/${body.identifier}/${part}?${wrong}`)
    await send(404, 'GET', `${cards}/none/${part}`)
  }
}

/** The first version of the API is in no description; it is met all the same. */
export async function judgeOldClients(send: Send): Promise<void> {
  await send(200, 'PUT', '/v1/customer_sessions/old-1', { profileId: 'bob', state: 'closed', total: 80 })
  await send(200, 'PUT', '/v1/customer_profiles/bob', { attributes: {} })
  const attributes = { source: 'mail' }
  await send(200, 'POST', '/v1/events', { profileId: 'bob', type: 'signup', attributes })
}

export async function judgeManagersNeighbours(send: Send): Promise<void> {
  await judgeCoupons(send)
  await judgeLedger(send)
  await send(200, 'GET', `${CAMPAIGN}/referrals`)
  await send(200, 'GET', `${CAMPAIGN}/rulesets`)
  await send(200, 'GET', `${CAMPAIGN}/rulesets/373`)
  await send(200, 'GET', `${CAMPAIGN.replace('v1', 'v2')}/rulesets/373`)
}

async function judgeCoupons(send: Send): Promise<void> {
  const coupons = `${CAMPAIGN}/coupons`
  await send(204, 'POST', coupons, { numberOfCoupons: 1, usageLimit: 1 })
  const { body } = await send(200, 'POST', `${coupons}?silent=no`, { numberOfCoupons: 2, usageLimit: 1 })
  const many = { recipientsIntegrationIds: [ADA], usageLimit: 1 }
  await send(204, 'POST', `${CAMPAIGN}/coupons_with_recipients`, many)
  await send(200, 'POST', `${CAMPAIGN}/coupons_with_recipients?silent=no`, many)
  await send(200, 'GET', `${coupons}/no_total`)
  await send(200, 'GET', coupons)
  await send(200, 'POST', `${CAMPAIGN}/coupons_search_advanced/no_total`, { attributes: {} })
  await send(200, 'POST', `${APPLICATION}/coupons_search_advanced/no_total`, { attributes: {} })
  const [one, two] = body.data
  await send(204, 'PUT', coupons, { batchID: one.batchId, usageLimit: 2 })
  await send(200, 'PUT', `${coupons}/${one.id}`, { usageLimit: 3 })
  await send(204, 'DELETE', `${coupons}/${two.id}`)
  const form = new FormData()
  form.append('upFile', new Blob(['value\nIMPORTED-COUPON\n'], { type: 'text/csv' }), 'coupons.csv')
  await send(200, 'POST', `${CAMPAIGN}/import_coupons`, form)
  await send(200, 'GET', `${APPLICATION}/export_coupons`)
  await send(204, 'DELETE', `${coupons}?value=${one.value}`)
}

async function judgeLedger(send: Send): Promise<void> {
  await send(204, 'PUT', `${LEDGER}/add_points`, { points: 10 })
  await send(204, 'PUT', `${LEDGER}/deduct_points`, { points: 1 })
  for (const part of ['add_points', 'deduct_points']) {
    await send(400, 'PUT', `${LEDGER}/${part}`, { points: 0 })
    await send(404, 'PUT', `/v1/loyalty_programs/8/profile/${ADA}/${part}`, { points: 1 })
  }
  const card = (id: string, part: string) => `/v1/loyalty_programs/9/cards/${id}/${part}_points`
  for (const part of ['add', 'deduct']) {
    await send(204, 'PUT', card('card-1', part), { points: 1 })
    await send(400, 'PUT', card('card-1', part), { points: 0 })
    await send(404, 'PUT', card('none', part), { points: 1 })
  }
  await send(200, 'GET', LEDGER)
  await send(200, 'GET', '/v1/loyalty_programs/7/transactions')
  await send(404, 'GET', '/v1/loyalty_programs/8/transactions')
  for (const part of ['ledger_balances', 'ledger_transactions']) {
    await send(200, 'GET', `${LEDGER}/${part}`)
    await send(404, 'GET', `/v1/loyalty_programs/8/profile/${ADA}/${part}`)
  }
}
