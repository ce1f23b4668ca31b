// The live witness of the inbox's contract: a real Mailpit, in which somebody else has a mail.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { liveMailpit } from '../../contracts/live/mailpit.ts'
import { type RunningInbox, realMailpit } from '../support/mailpit.ts'
import { runContracts } from './support/contracts-command.ts'

const mailpit = realMailpit()
const skipped = mailpit.missing !== undefined && process.env.CI !== 'true'

describe.skipIf(skipped)(`a real Mailpit${skipped ? ` (skipped: ${mailpit.missing})` : ''}`, () => {
  let inbox: RunningInbox
  beforeAll(async () => {
    inbox = await mailpit.start()
    await fetch(`${inbox.url}/api/v1/send`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        From: { Email: 'somebody@example.org' },
        To: [{ Email: 'else@example.org' }],
        Subject: 'not of this run',
        Text: 'stays',
      }),
    })
  })
  afterAll(() => inbox?.stop())

  const environment = () => ({ MAILPIT_URL: inbox.url, CONTRACTS_ALLOW_HOSTS: new URL(inbox.url).host })
  const subjects = async () => {
    const { messages } = (await (await fetch(`${inbox.url}/api/v1/messages`)).json()) as {
      messages: { Subject: string }[]
    }
    return messages.map(({ Subject }) => Subject)
  }

  test('is sent nothing without --yes', async () => {
    const { code, stdout } = await runContracts(['live'], environment())

    expect(stdout).toContain('mail-tests -> mailpit at ')
    expect(stdout).toContain('Nothing was sent. Add --yes to send it.')
    expect(code).toBe(0)
    expect(await subjects()).toEqual(['not of this run'])
  })

  test('keeps every interaction of the pact, and only the mails of the run go', async () => {
    const { code, stdout } = await runContracts(['live', '--yes'], environment())

    expect(stdout).toContain('9 interactions: every witness that was asked agrees.')
    expect(stdout).toMatch(/^removed: mail \w+$/m)
    expect(stdout).not.toContain('left behind')
    expect(code).toBe(0)
    expect(await subjects()).toEqual(['not of this run'])
  })
})

test('a Mailpit that goes away before the clean-up leaves every mail of the run on the list', async () => {
  const provider = liveMailpit(
    'http://127.0.0.1:8025',
    async ({ method }) => {
      if (method === 'POST') return Response.json({ ID: 'mail-1' })
      throw new TypeError('fetch failed')
    },
    'contracts-run',
  )
  await provider.states['a mail to somebody']?.({})

  expect(await provider.cleanUp()).toEqual({ removed: [], left: ['mail mail-1'] })
})
