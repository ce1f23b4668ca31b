// A user's tests and the inbox: what the public client `mailpit-api` needs to find a mail, read it and take it away.
// The embedded inbox and a real Mailpit are held to the same.
import { MailpitClient } from 'mailpit-api'
import type { Admitted, Contract, HttpInteraction, Stage } from '../court/contract.ts'
import {
  containing,
  eachLike,
  injected,
  integer,
  JSON_ANSWER,
  like,
  regex,
  string,
} from '../court/matching.ts'
import { startEmulatedInbox } from '../tenants/emulated-inbox.ts'
import { inboxStates } from './states.ts'

const EXAMPLE = { id: 'BzCzp8w1A8KYnVDvORPJA4', recipient: 'ada@example.com', subject: 'Your referral code' }
const SEARCH = `to:${EXAMPLE.recipient}`

const COUNT: Admitted = {
  finding: 'emulator: response.body.incompatible: must NOT have additional properties - count',
  because: 'Mailpit still sends the field count, which its description no longer lists',
}

const PLAIN_TEXT: Admitted = {
  finding: 'emulator: response.content-type.incompatible',
  because: 'Mailpit answers in plain text what its description calls JSON',
}

const client = ({ origin }: Stage) => new MailpitClient(origin)

const ID = regex('^[0-9A-Za-z]{22}$', EXAMPLE.id)
const address = { Name: string('Ada'), Address: string(EXAMPLE.recipient) }

const summary = {
  ID,
  Subject: string(EXAMPLE.subject),
  From: like(address),
  To: eachLike(address),
  Snippet: string('Your referral code: ABCD-EFGH'),
  Attachments: integer(0),
}

const found = {
  messages_count: integer(1),
  messages: eachLike(summary),
}

const A_MAIL = [{ name: 'a mail to somebody' }]

const get = (path: unknown, query?: Record<string, unknown>): HttpInteraction['request'] => ({
  method: 'GET',
  path,
  ...(query === undefined ? {} : { query }),
})

const search = { query: injected('recipient', SEARCH, '*') }

const interactions: Omit<HttpInteraction, 'kind'>[] = [
  {
    description: 'a search for the mails to somebody',
    states: A_MAIL,
    request: get('/api/v1/search', search),
    response: { status: 200, headers: JSON_ANSWER, body: found },
    live: 'safe',
    admitted: [COUNT],
    consume: async stage => {
      const { messages } = await client(stage).searchMessages({ query: SEARCH })
      expectSame('the id', messages[0]?.ID, EXAMPLE.id)
      expectSame('the recipient', messages[0]?.To[0]?.Address, EXAMPLE.recipient)
    },
  },
  {
    description: 'a search that finds nothing',
    states: [{ name: 'no mail to somebody' }],
    request: get('/api/v1/search', search),
    response: { status: 200, headers: JSON_ANSWER, body: { messages_count: 0, messages: [] } },
    live: 'safe',
    admitted: [COUNT],
    consume: async stage => {
      const { messages_count: count } = await client(stage).searchMessages({ query: SEARCH })
      expectSame('the number of mails', count, 0)
    },
  },
  {
    description: 'a search without words',
    states: [{ name: 'an inbox' }],
    request: get('/api/v1/search', { query: '' }),
    response: { status: 400 },
    live: 'safe',
    admitted: [PLAIN_TEXT],
    consume: stage => expectError(400, client(stage).searchMessages({ query: '' })),
  },
  {
    description: 'the newest mails',
    states: A_MAIL,
    request: get('/api/v1/messages', { start: '0', limit: '1' }),
    response: { status: 200, headers: JSON_ANSWER, body: { total: integer(1), messages: eachLike(summary) } },
    live: 'safe',
    admitted: [COUNT],
    consume: async stage => {
      const { messages } = await client(stage).listMessages(0, 1)
      expectSame('the subject', messages[0]?.Subject, EXAMPLE.subject)
    },
  },
  {
    description: 'one mail',
    states: A_MAIL,
    request: get(injected('messageId', EXAMPLE.id, '/api/v1/message/*')),
    response: {
      status: 200,
      headers: JSON_ANSWER,
      body: {
        ID,
        Subject: string(EXAMPLE.subject),
        From: like(address),
        To: eachLike(address),
        HTML: containing('ABCD-EFGH', '<p>Your referral code: ABCD-EFGH</p>'),
        Text: containing('ABCD-EFGH', 'Your referral code: ABCD-EFGH'),
        Attachments: [],
      },
    },
    live: 'safe',
    consume: async stage => {
      const mail = await client(stage).getMessageSummary(EXAMPLE.id)
      expectSame('the code in the mail', /[A-Z]{4}-[A-Z]{4}/.exec(mail.Text)?.[0], 'ABCD-EFGH')
      expectSame('the HTML', mail.HTML.includes('ABCD-EFGH'), true)
    },
  },
  {
    description: 'a mail that is not there',
    states: [{ name: 'an inbox' }],
    request: get('/api/v1/message/0000000000000000000000'),
    response: { status: 404 },
    live: 'safe',
    admitted: [PLAIN_TEXT],
    consume: stage => expectError(404, client(stage).getMessageSummary('0000000000000000000000')),
  },
  {
    description: 'the removal of one mail',
    states: A_MAIL,
    request: {
      method: 'DELETE',
      path: '/api/v1/messages',
      headers: { 'Content-Type': 'application/json' },
      body: { IDs: [injected('messageId', EXAMPLE.id)] },
    },
    response: { status: 200 },
    live: 'safe',
    consume: async stage => {
      await client(stage).deleteMessages({ IDs: [EXAMPLE.id] })
    },
  },
  {
    description: 'the removal of all mails to somebody',
    states: A_MAIL,
    request: { method: 'DELETE', path: '/api/v1/search', query: search },
    response: { status: 200 },
    live: 'safe',
    admitted: [PLAIN_TEXT],
    consume: async stage => {
      await client(stage).deleteMessagesBySearch({ query: SEARCH })
    },
  },
  {
    description: 'the page of a mail',
    states: A_MAIL,
    request: get(injected('messageId', EXAMPLE.id, '/view/*.html')),
    response: { status: 200, headers: { 'Content-Type': regex('^text/html.*$', 'text/html') } },
    live: 'safe',
    consume: async stage => {
      await client(stage).renderMessageHTML(EXAMPLE.id)
    },
  },
]

function expectSame(what: string, actual: unknown, expected: unknown): void {
  if (actual !== expected) {
    throw new Error(
      `the client reads ${JSON.stringify(actual)} for ${what} instead of ${JSON.stringify(expected)}`,
    )
  }
}

/** The client's error names the status. */
async function expectError(status: number, attempt: Promise<unknown>): Promise<void> {
  const outcome = await attempt.catch((error: unknown) => error)
  if (!(outcome instanceof Error)) throw new Error('the client took a refusal for an answer')
  if (!outcome.message.includes(String(status))) throw outcome
}

export const testsToInbox: Contract = {
  name: 'tests-to-inbox',
  consumer: 'mail-tests',
  provider: 'mailpit',
  describedBy: 'mailpit',
  interactions: interactions.map(interaction => ({ kind: 'http', ...interaction })),
  async startEmulator() {
    const tenant = await startEmulatedInbox()
    return { answer: tenant.answer, states: inboxStates(tenant), stop: tenant.stop }
  },
}
