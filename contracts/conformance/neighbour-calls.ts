// The neighbours of a referral in the same life of a programme: many profiles, coupons and loyalty points, each answer held against the
// description. calls.ts sets the stage.

// biome-ignore lint/suspicious/noExplicitAny: the border between JSON and the calls that follow it
type Send = (status: number, method: string, path: string, body?: object) => Promise<{ body: any }>

const ADA = 'ada@example.com'
const APPLICATION = '/v1/applications/1'
const CAMPAIGN = `${APPLICATION}/campaigns/373`
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
  await send(200, 'GET', LEDGER)
  await send(200, 'GET', '/v1/loyalty_programs/7/transactions')
  await send(404, 'GET', '/v1/loyalty_programs/8/transactions')
  for (const part of ['ledger_balances', 'ledger_transactions']) {
    await send(200, 'GET', `${LEDGER}/${part}`)
    await send(404, 'GET', `/v1/loyalty_programs/8/profile/${ADA}/${part}`)
  }
}
