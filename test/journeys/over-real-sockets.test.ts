import { MailpitClient } from 'mailpit-api'
import { expect, test } from 'vitest'
import { startSandbox } from '../../harness/index.ts'

test('over real sockets and SMTP: a stranger with nothing but URLs runs the tutorial and reads the mail', async () => {
  await using sandbox = await startSandbox({ clock: 'manual' })
  const { http, inbox } = (await (await fetch(`${sandbox.url}/_sandbox/ready`)).json()) as Record<
    string,
    string
  >
  const call = async (method: string, path: string, body?: unknown) => {
    const response = await fetch(`${http}/_sandbox${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    return (await response.json()) as Record<string, never>
  }
  const { scenarios } = (await call('GET', '/bloomreach/scenarios')) as unknown as {
    scenarios: { id: string }[]
  }

  const started = await call('POST', `/bloomreach/scenarios/${scenarios[0]?.id}/start`)
  await call('POST', '/clock/advance', { by: '1m' })

  expect(started).toMatchObject({ status: 'active' })
  const mail = await new MailpitClient(inbox ?? '').waitForMessage(
    { query: 'to:grace@example.com' },
    { interval: 20 },
  )
  const created = await call('GET', '/journal?kind=talon-one.referral-created')
  const codes = (created.entries as unknown as { code: string }[]).map(entry => entry.code)
  expect(codes.some(code => mail.HTML.includes(code))).toBe(true)
})
