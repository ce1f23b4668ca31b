// What a manager calls: Applications, campaigns, codes, attributes, customers, and the account itself.
import type { Witness } from '../witness.ts'
import { judgeManagersNeighbours } from './neighbours.ts'
import { ADA, APPLICATION, CAMPAIGN, type Stage } from './stage.ts'

export async function judgeManagement({ witness, manager }: Stage): Promise<void> {
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
