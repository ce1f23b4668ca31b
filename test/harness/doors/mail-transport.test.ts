// A mail that is handed in is the mail that comes by SMTP: bytes, envelope, refusals and what the sender is told.
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ClosableMailTransport } from '../../../harness/doors/late-mail.ts'
import { inProcessTransport } from '../../../harness/doors/mail-transport.ts'
import { smtpTransport } from '../../../harness/doors/smtp-transport.ts'
import type { InboxFaults, Refusal } from '../../../harness/inbox/delivery.ts'
import type { Inbox } from '../../../harness/inbox/index.ts'
import { startSandbox } from '../../../harness/index.ts'
import type { OutgoingMail } from '../../../mocks/bloomreach/index.ts'
import { createWorld } from '../../../mocks/kit/world.ts'
import { inboxWithoutPorts } from '../../support/inbox.ts'
import { outgoingMail } from '../../support/outgoing-mail.ts'
import { mailNode, scenario, shop, subjectsOf } from '../../support/shop.ts'

const refuse =
  (part: string, refusal: Refusal) =>
  (address: string): Refusal | undefined =>
    address.includes(part) ? refusal : undefined

const FAULTS: InboxFaults = {
  beforeMail: refuse('blocked', { code: 550, message: '5.7.1 Sender blocked' }),
  beforeRcpt: address =>
    refuse('later', { code: 451, message: '4.3.0 Try again' })(address) ??
    refuse('nobody', { code: 550, message: '5.1.1 No such user' })(address),
}

let handed: Inbox
let wired: Inbox
let byHand: ClosableMailTransport
let bySmtp: ClosableMailTransport

beforeAll(async () => {
  const world = createWorld()
  const limits = { faults: FAULTS, maxMessageBytes: 100_000 }
  handed = await inboxWithoutPorts(limits)
  wired = await inboxWithoutPorts({ ...limits, listen: true, httpPort: 0, smtpPort: 0 })
  byHand = inProcessTransport(handed.deliver, () => world)
  bySmtp = smtpTransport(wired.smtpUrl, () => world)
})
afterAll(async () => {
  bySmtp.close()
  await Promise.all([handed.stop(), wired.stop()])
})

const MAILS: [string, Partial<OutgoingMail>][] = [
  ['of both texts', {}],
  ['of HTML alone', { text: undefined as never }],
  ['of text alone', { html: undefined as never }],
  ['of nothing', { html: undefined as never, text: undefined as never }],
  ['of an empty text', { html: undefined as never, text: '' }],
  ['whose lines begin with dots', { text: '.\n..\n.hidden\r\n.\r\nend' }],
  ['with bare line ends', { text: 'one\rtwo\nthree\r\nfour\n\n\n' }],
  ['with a line of 20,000 characters', { html: `<p>${'x'.repeat(20_000)}</p>` }],
  ['with letters of many scripts', { subject: 'Ваш код 🎁', text: 'Grüße, ваш код', html: '<p>日本語</p>' }],
  ['with blanks at line ends', { text: 'a \nb\t\n = \nFrom here' }],
  ['with a name that wants quotes', { from: { name: 'Shop, "Demo" <x>', address: 'shop@example.com' } }],
  ['without a name', { from: { address: 'shop@example.com' } }],
  ['to a domain of many scripts', { to: ['ada@müller.example'] }],
  ['to a local part of many scripts', { to: ['jürgen@example.com'] }],
  ['from a domain of many scripts', { from: { address: 'shop@bücher.example' } }],
  ['to two', { to: ['ada@example.com', 'bob@example.com'] }],
  ['to one twice', { to: ['ada@example.com', 'ada@example.com'] }],
  ['to one in two spellings', { to: ['Ada@Example.com', 'ada@example.com'] }],
  ['to a quoted local part', { to: ['"a b"@example.com'] }],
  ['to 101', { to: Array.from({ length: 101 }, (_, i) => `ada${i}@example.com`) }],
  ['to one refused', { to: ['nobody@example.com'] }],
  ['to one refused for now', { to: ['later@example.com'] }],
  ['to one refused of two', { to: ['ada@example.com', 'nobody@example.com'] }],
  ['to two refused', { to: ['later@example.com', 'nobody@example.com'] }],
  ['from a blocked sender', { from: { address: 'blocked@example.com' } }],
  [
    'with headers',
    { headers: { 'List-Unsubscribe': `<https://a.example/${'u'.repeat(300)}>`, 'X-Tags': 'a' } },
  ],
  ['with a hidden copy', { headers: { Bcc: 'eve@example.com' } }],
  [
    'with an attachment',
    { attachments: [{ filename: 'ü.pdf', contentType: 'application/pdf', content: Buffer.from('%PDF') }] },
  ],
  [
    'with an attached mail',
    {
      attachments: [
        { filename: 'a.eml', contentType: 'message/rfc822', content: Buffer.from('Subject: x\r\n\r\n.\r\n') },
      ],
    },
  ],
  ['above the largest size', { text: 'large '.repeat(20_000) }],
]

test.each(MAILS)('a mail %s is the same by hand and by SMTP', async (_, change) => {
  const receipts = [
    await byHand.send(outgoingMail(change), NO_CAUSE),
    await bySmtp.send(outgoingMail(change), NO_CAUSE),
  ]

  expect(receipts[0]).toEqual(receipts[1])
  const [mine, theirs] = [handed, wired].map(({ store }) => store.newestFirst()[0])
  expect(mine?.raw.toString('latin1')).toBe(theirs?.raw.toString('latin1'))
  expect(handed.store.size).toBe(wired.store.size)
  expect(statsSince(handed)).toEqual(statsSince(wired))
})

/** Of the mails since it was asked last. */
function statsSince(inbox: Inbox) {
  const { stats } = inbox.delivery
  inbox.delivery.kept.restore({ accepted: 0, acceptedBytes: 0, rejected: 0 })
  return stats
}

const NO_CAUSE = { causedBy: 0 }

test.each([undefined, 'smtp'] as const)('a scenario mails the same with --wire %s', async wire => {
  const world = shop({
    people: ['ada', 'bob'],
    scenarios: [
      scenario('Hello', [{ id: 1, type: 'now' }, mailNode(2, 'Hello', 'Hello {{ customer.first_name }}')]),
    ],
  })
  await using sandbox = await startSandbox({
    world,
    clock: 'manual',
    ...(wire === undefined ? {} : { wire }),
  })
  await sandbox.faults.add({ operation: 'smtp/rcpt', first: 1, answer: { code: 550 } })
  await sandbox.startScenarios()
  await sandbox.clock.advance('1s')

  expect(await subjectsOf(sandbox, 'bob')).toEqual(['Hello'])
  const { entries } = await sandbox.journal({ limit: 10_000 })
  // Which of two requests at the same instant came first is the socket's affair.
  const told = entries
    .filter(({ kind }) => kind !== 'sandbox.request')
    .map(({ seq: _, causedBy: __, ...entry }) => JSON.stringify(entry))
  first ??= told
  expect(told).toEqual(first)
})
let first: string[] | undefined
