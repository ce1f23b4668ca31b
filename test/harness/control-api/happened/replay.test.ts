// A request once more: what failed is mended, and asked again with the secrets that nobody is shown.
import { expect, test } from 'vitest'
import { startSandbox } from '../../../../harness/index.ts'

test('a webhook’s request that failed passes once the campaign runs', async () => {
  await using sandbox = await startSandbox({ listen: false })
  await sandbox.faults.add({ operation: 'cep/createReferral', first: 1, answer: { status: 404 } })
  await sandbox.startScenarios()
  await sandbox.settle()
  const { requests } = await sandbox.requests.list({ kind: 'bloomreach.webhook-request' })
  const failed = requests.find(({ status }) => status === 404)
  const key = sandbox.talonOne.keyFor('customer_engagement') ?? ''

  const again = await sandbox.requests.replay(failed?.seq ?? 0)

  expect(again).toMatchObject({ kind: 'talon-one.request', answer: { status: 200 } })
  expect(JSON.stringify(again)).not.toContain(key)
  const story = await sandbox.timeline('ada@example.com')
  expect(story.timeline.some(({ seq }) => seq === again.seq)).toBe(true)
})

test('a body goes along whole', async () => {
  await using sandbox = await startSandbox({ listen: false })
  const answer = await sandbox.fetch('/v1/referrals', {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `ApiKey-v1 ${sandbox.talonOne.keyFor('none')}`,
    },
    body: JSON.stringify({ campaignId: 373, advocateProfileIntegrationId: 'ada@example.com' }),
  })

  const again = await sandbox.requests.replay(answer.headers.get('x-sandbox-request-id') ?? '')

  expect(again.answer?.status).toBe(answer.status)
  expect(again.request.body?.text).toContain('ada@example.com')
})

test('what was not asked of a vendor is refused, and what there is none of', async () => {
  await using sandbox = await startSandbox({ listen: false })
  await sandbox.clock.advance('1m')
  const { requests } = await sandbox.requests.list({ kind: 'sandbox.request' })

  await expect(sandbox.requests.replay(requests[0]?.seq ?? 0)).rejects.toMatchObject({ code: 'not-replayed' })
  await expect(sandbox.requests.replay(999_999)).rejects.toMatchObject({ code: 'request-not-found' })
})
