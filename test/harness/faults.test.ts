// Planned failures, over a real socket where that is what fails.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Sandbox, startSandbox } from '../../harness/index.ts'

const OPERATION = 'cep/createReferral'
let sandbox: Sandbox

beforeEach(async () => {
  sandbox = await startSandbox({ clock: 'manual' })
})
afterEach(() => sandbox.stop())

const post = (path: string, body: unknown) =>
  fetch(`${sandbox.url}/_sandbox${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })

const referral = () =>
  fetch(
    `${sandbox.url}/customer_engagement/referral?campaignId=373&advocateProfileIntegrationId=ada@example.com`,
    {
      headers: {
        authorization: `ApiKey-v1 ${sandbox.talonOne.keyFor('customer_engagement')}`,
        'destination-hostname': 'sandbox.europe-west1.talon.one',
      },
    },
  )

test.each([
  [{ first: 2, answer: { status: 429 } }, [429, 429, 200]],
  [{ every: 2, answer: { status: 503 } }, [200, 503, 200, 503]],
  [{ match: { campaignId: 373 }, answer: { status: 500 } }, [500, 500]],
  [{ match: { campaignId: 374 }, answer: { status: 500 } }, [200, 200]],
  [{ first: 1, match: { campaignId: 373 }, delayMs: 1, answer: { status: 502 } }, [502, 200]],
])('%j strikes as planned', async (plan, wanted) => {
  await post('/faults', { operation: OPERATION, ...plan })

  const statuses: number[] = []
  for (const _ of wanted) statuses.push((await referral()).status)

  expect(statuses).toEqual(wanted)
})

test('a planned answer has the vendor’s form, and the hint says that it was planned', async () => {
  const { id } = (await (
    await post('/faults', { operation: OPERATION, first: 1, answer: { status: 429 } })
  ).json()) as { id: number }

  const answer = await referral()

  expect(await answer.json()).toEqual({
    StatusCode: 429,
    Error: 'Too many requests',
    RequestUUID: answer.headers.get('x-sandbox-request-id'),
  })
  expect(answer.headers.get('x-sandbox-hint')).toContain(`Fault ${id} planned with POST /_sandbox/faults.`)
})

test.each([{ reset: true }, { after: 'commit' }])('%j breaks the connection', async effect => {
  await post('/faults', { operation: OPERATION, first: 1, ...effect })

  await expect(referral()).rejects.toThrow('fetch failed')

  const { entries } = await sandbox.journal({ kind: 'talon-one.referral-created' })
  expect(entries).toHaveLength('after' in effect ? 1 : 0)
})

test('a malformed body is cut, with the status of the answer', async () => {
  await post('/faults', { operation: OPERATION, first: 1, malformedBody: true })

  const answer = await referral()

  expect(answer.status).toBe(200)
  await expect(answer.json()).rejects.toThrow(SyntaxError)
})

test.each([
  [{}, 'says nothing that should go wrong'],
  [{ first: 1 }, 'says nothing that should go wrong'],
  [{ first: 1, timeout: false }, 'says nothing that should go wrong'],
  [{ first: 1, answer: {} }, 'says nothing that should go wrong'],
  [{ first: 1, every: 2, reset: true }, 'first and every exclude each other'],
  [{ first: 1, answer: { code: 451 } }, 'an HTTP answer has a status'],
  [{ operation: 'smtp/rcpt', first: 1, answer: { status: 500 } }, 'an SMTP answer has a code'],
  [{ operation: 'smtp/rcpt', first: 1, timeout: true }, 'an SMTP answer has a code'],
  [{ operation: 'smtp/rcpt', first: 1, after: 'commit', answer: { code: 451 } }, 'an SMTP answer has a code'],
  [{ probability: 0.5, answer: { status: 500 } }, 'probability'],
  [{ operation: 'cep/createReferal', answer: { status: 500 } }, 'no such operation'],
])('the plan %j is refused, and nothing is planned', async (plan, reason) => {
  const answer = await post('/faults', { operation: OPERATION, ...plan })
  const { error } = (await answer.json()) as { error: Record<string, string> }

  expect(answer.status).toBe(400)
  expect(error.message).toMatch(/^Cannot /)
  expect(error.message).toContain(reason)
  expect((await sandbox.faults.list()).faults).toEqual([])
})
