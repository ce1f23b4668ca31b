// Who has no credentials is told what is missing, never the credentials.
import { expect, test } from 'vitest'
import { startSandbox } from '../../../harness/index.ts'

const STRANGERS = [
  ['GET', '/customer_engagement/referral?campaignId=373', {}],
  ['GET', '/customer_engagement/referral?campaignId=373', { authorization: 'ApiKey-v1 wrong' }],
  ['GET', '/customer_engagement/referral?campaignId=373', { authorization: 'ManagementKey-v1 wrong' }],
  ['POST', '/v1/referrals', { authorization: 'Basic d3Jvbmc=' }],
  ['PUT', '/v2/customer_sessions/1', { authorization: 'ApiKey-v1' }],
  ['GET', '/v1/applications', {}],
  ['GET', '/v1/applications', { authorization: 'Bearer wrong' }],
  ['POST', '/v1/sessions', {}],
  ['POST', '/track/v2/projects/11111111-2222-3333-4444-555555555555/customers', {}],
  ['POST', '/data/v2/projects/wrong-token/customers/attributes', { authorization: 'Basic d3Jvbmc6d3Jvbmc=' }],
  ['POST', '/track/v2/projects/TOKEN/customers', {}],
  ['POST', '/track/v2/projects/TOKEN/customers', { authorization: 'Token wrong' }],
  ['POST', '/track/v2/projects/TOKEN/customers', { authorization: 'Basic d3Jvbmc6d3Jvbmc=' }],
  ['GET', '/_sandbox/journal', {}],
  ['GET', '/', {}],
] as const

test.each(STRANGERS)('%s %s %j says nothing that opens a door', async (method, path, headers) => {
  await using sandbox = await startSandbox({ listen: false, token: 'open-sesame' })
  const { talonOne, bloomreach } = sandbox
  const url = path.replace('TOKEN', bloomreach.projectToken)

  const answer = await sandbox.fetch(url, { method, headers: { authorization: 'none', ...headers } })
  const said = JSON.stringify([...answer.headers]) + (await answer.text())

  expect(answer.status).toBeGreaterThanOrEqual(400)
  const secrets = [
    talonOne.keyFor('none'),
    talonOne.keyFor('customer_engagement'),
    talonOne.managementKey,
    bloomreach.apiKeyId,
    bloomreach.apiSecret,
    'open-sesame',
    ...(url.includes(bloomreach.projectToken) ? [] : [bloomreach.projectToken]),
  ]
  for (const secret of secrets) if (secret) expect(said).not.toContain(secret)
})
