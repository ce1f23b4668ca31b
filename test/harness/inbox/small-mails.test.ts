// Small mails, each with one thing that readers of mail get wrong, and what Mailpit answers for it. The embedded inbox and a
// real Mailpit are asked alike. [S] Mailpit 1.27.11 with enmime 2.2.0.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { handOver } from '../../support/mail-fields.ts'
import { embeddedInbox, type RunningInbox, realMailpit } from '../../support/mailpit.ts'

const mail = (headers: string, body = 'x') =>
  Buffer.from(`From: a@example.org\r\nTo: b@example.org\r\n${headers}\r\n\r\n${body}\r\n`)
const html = (body: string) =>
  mail('Subject: s\r\nMIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8', body)
const addressed = (headers: string) => Buffer.from(`${headers}\r\nSubject: s\r\n\r\nx\r\n`)
const latin1 = (text: string) => Buffer.from(text, 'latin1')
const file = (disposition: string, type = 'application/pdf') =>
  mail(
    'Subject: s\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=B',
    `--B\r\nContent-Type: text/plain\r\n\r\nx\r\n--B\r\nContent-Type: ${type}\r\nContent-Disposition: ${disposition}\r\n\r\nx\r\n--B--`,
  )

interface Message {
  Subject: string
  Text: string
  HTML: string
  Date: string
  MessageID: string
  From: { Name: string; Address: string }
  To: { Name: string; Address: string }[]
  Tags: string[]
  ListUnsubscribe: { Header: string }
  Attachments: { FileName: string; ContentType: string }[]
}

interface SentMessage {
  Inline: { PartID: string }[]
  Attachments: { PartID: string; ContentType: string }[]
  Bcc: unknown
}

type Case = [name: string, raw: Buffer, read: (message: Message) => unknown, expected: unknown]

const CASES: Case[] = [
  // Header lines.
  [
    'a subject that begins on its second line',
    mail('Subject:\r\n A long subject'),
    m => m.Subject,
    'A long subject',
  ],
  [
    'a message id that begins on its second line',
    mail('Message-ID:\r\n <id@example.org>'),
    m => m.MessageID,
    'id@example.org',
  ],
  [
    'a link to unsubscribe that begins on its second line',
    mail('Subject: s\r\nList-Unsubscribe:\r\n <https://example.org/u?t=abc>'),
    m => m.ListUnsubscribe.Header,
    '<https://example.org/u?t=abc>',
  ],
  [
    'a character cut between two encoded words',
    mail('Subject: =?UTF-8?B?YcM=?= =?UTF-8?B?qQ==?='),
    m => m.Subject,
    'aé',
  ],
  [
    'two encoded words and the space between them',
    mail('Subject: =?UTF-8?Q?a?= =?UTF-8?Q?b?= c'),
    m => m.Subject,
    'ab c',
  ],
  ...['=?utf-8?b?!!?= x', 'x =?utf-8?Q?=ZZ?=', '=?utf-8?B?w6k*?=', '=?utf-8?Q?a=?='].map(
    (subject): Case => [
      `a word that its encoding does not write, as it is: ${subject}`,
      mail(`Subject: ${subject}`),
      m => m.Subject,
      subject,
    ],
  ),
  [
    'a word behind which one cannot be read',
    mail('Subject: =?utf-8?B?YWJj?= =?utf-8?B?!?='),
    m => m.Subject,
    'abc =?utf-8?B?!?=',
  ],
  ...(
    [
      ['aGVs*bG8', 'hello'],
      ['aGVsbG8gd29ybGQ_', 'hello world'],
      ['aGVsbG8=!', 'hello'],
      ['aGVsbG8', 'hello'],
    ] as const
  ).map(
    ([body, text]): Case => [
      `base64 with what is outside of its alphabet, or without its padding: ${body}`,
      mail('Subject: s\r\nContent-Transfer-Encoding: base64', body),
      m => m.Text.trim(),
      text,
    ],
  ),
  ['a word in a charset of mail alone', mail('Subject: =?cp932?B?g2WDWINn?='), m => m.Subject, 'テスト'],
  [
    'what only looks like an encoded word',
    mail('Subject: =?UTF-8?X?abc?= =?'),
    m => m.Subject,
    '=?UTF-8?X?abc?= =?',
  ],
  [
    'a word in a charset that nobody knows, and its neighbours',
    mail('Subject: =?UTF-8?Q?a?= =?x-unknown?Q?b?= c'),
    m => m.Subject,
    '=?UTF-8?Q?a?= =?x-unknown?Q?b?= c',
  ],
  ['a word of no charset', mail('Subject: =??Q?a?='), m => m.Subject, '=??Q?a?='],
  [
    'a date that is none, as no date',
    mail('Subject: s\r\nDate: Sat, 31 Jan 2026 25:00:00 +0000'),
    m => m.Date.startsWith('2026-02-01'),
    false,
  ],
  [
    'a day that its month does not have, as no date',
    mail('Subject: s\r\nDate: Tue, 31 Feb 2026 09:00:00 +0000'),
    m => m.Date.startsWith('2026-03-03'),
    false,
  ],
  [
    'a date of one digit',
    mail('Subject: s\r\nDate: Thu,  1 Jan 2026 00:30:00 +0100'),
    m => m.Date,
    '2026-01-01T00:30:00+01:00',
  ],
  [
    'a date with its offset',
    mail('Subject: s\r\nDate: Mon, 5 Jan 2026 09:00:00 +0100'),
    m => m.Date,
    '2026-01-05T09:00:00+01:00',
  ],
  [
    'a date west of Greenwich',
    mail('Subject: s\r\nDate: Mon, 5 Jan 2026 09:00:00 -0330'),
    m => m.Date,
    '2026-01-05T09:00:00-03:30',
  ],
  [
    'a date in UTC',
    mail('Subject: s\r\nDate: Mon, 5 Jan 2026 09:00:00 +0000'),
    m => m.Date,
    '2026-01-05T09:00:00Z',
  ],
  ['tags without regard to case', mail('Subject: s\r\nX-Tags: b, A, c'), m => m.Tags, ['A', 'b', 'c']],
  // Addresses.
  [
    'a name that is the address, quoted',
    addressed('From: a@example.org\r\nTo: "b@example.org" <b@example.org>'),
    m => m.To,
    [{ Name: 'b@example.org', Address: 'b@example.org' }],
  ],
  [
    'a name that is the address, encoded',
    addressed('From: a@example.org\r\nTo: =?UTF-8?B?YkBleGFtcGxlLm9yZw==?= <b@example.org>'),
    m => m.To,
    [{ Name: 'b@example.org', Address: 'b@example.org' }],
  ],
  [
    'another address in front of the address',
    addressed('From: alice@example.com <bob@example.com>\r\nTo: b@example.org'),
    m => m.From,
    { Name: '', Address: 'alice@example.com' },
  ],
  [
    'a comma inside an encoded name',
    addressed('From: =?UTF-8?Q?Doe=2C_Jane?= <jane@example.org>\r\nTo: b@example.org'),
    m => m.From,
    { Name: 'Doe, Jane', Address: 'jane@example.org' },
  ],
  // Names of files.
  [
    'a path as the name of a file',
    file('attachment; filename="C:\\Temp\\a.pdf"'),
    m => m.Attachments[0]?.FileName,
    'C:\\Temp\\a.pdf',
  ],
  [
    'two names of a file',
    file("attachment; filename=plain.pdf; filename*=UTF-8''gr%C3%BCn.pdf"),
    m => m.Attachments[0]?.FileName,
    'grün.pdf',
  ],
  [
    'a name of a file in pieces',
    file("attachment; filename*0*=UTF-8''gr%C3%BC; filename*1=n.pdf"),
    m => m.Attachments[0]?.FileName,
    'grün.pdf',
  ],
  [
    'a type that is none',
    file('attachment; filename=a', 'application/pdf name="a"'),
    m => m.Attachments[0]?.ContentType,
    'application/octet-stream',
  ],
  // Charsets of bodies.
  [
    'UTF-7',
    mail('Subject: s\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-7', '+AOQ-'),
    m => m.Text.trim(),
    'ä',
  ],
  [
    'ibm850',
    Buffer.concat([
      mail('Subject: s\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=ibm850', '').subarray(0, -2),
      latin1('\x84\r\n'),
    ]),
    m => m.Text.trim(),
    'ä',
  ],
  [
    'no charset and no UTF-8',
    Buffer.concat([
      mail('Subject: s\r\nMIME-Version: 1.0\r\nContent-Type: text/plain', '').subarray(0, -2),
      latin1(
        'Die Drachenk\xf6pfe unserer Boote bogen um das gelbe Segel, und die Parade vollzog sich in elegantem Rauschen.\r\n',
      ),
    ]),
    m => m.Text.slice(0, 17),
    'Die Drachenköpfe ',
  ],
  [
    'a charset that only the HTML names',
    Buffer.concat([
      mail('Subject: s\r\nMIME-Version: 1.0\r\nContent-Type: text/html', '').subarray(0, -2),
      latin1('<html><head><meta charset="iso-8859-1"></head><body>\xe4</body></html>\r\n'),
    ]),
    m => m.Text,
    'ä',
  ],
  // The text of a mail that has only HTML.
  [
    'a picture alone in a link',
    html('<a href="https://x.example"><img src="x.png" alt="Logo"></a>'),
    m => m.Text,
    'Logo ( https://x.example )',
  ],
  [
    'a label that is the target',
    html('<a href="https://x.example">https://x.example</a>'),
    m => m.Text,
    'https://x.example',
  ],
  [
    'a label in another tag',
    html('<a href="https://x.example"><em>https://x.example</em></a>'),
    m => m.Text,
    'https://x.example ( https://x.example )',
  ],
  [
    'an address to write to',
    html('<a href="mailto:a@x.example">write</a>'),
    m => m.Text,
    'write ( a@x.example )',
  ],
  ['preformatted text', html('<pre>a\r\n  b\r\n</pre>'), m => m.Text, 'a\n b'],
  ['cells outside a table', html('<td>one</td><td>two</td>'), m => m.Text, 'onetwo'],
  ['cells in a table', html('<table><tr><td>one</td><td>two</td></tr></table>'), m => m.Text, 'one two'],
  [
    'headings',
    html('<h1>One</h1><h2>Two</h2><h3>Three</h3>x'),
    m => m.Text,
    '***\n One\n***\n\n---\n Two\n---\n\nThree\n-----\n\nx'.replaceAll('\n ', '\n'),
  ],
  [
    'blocks',
    html('<div>one</div><div>two<div>three</div></div><p>four</p>'),
    m => m.Text,
    'one\ntwo\nthree\n\nfour',
  ],
  ['lists', html('<ul><li>one<li>two</ul>'), m => m.Text, '* one\n* two'],
  ['bold', html('a<b>b</b><strong> c </strong>.'), m => m.Text, 'a *b* *c*.'],
  [
    'a quote and its line breaks',
    html(`<blockquote>${'word '.repeat(20)}</blockquote>after`),
    m => m.Text,
    `> \n> ${'word '.repeat(15).trim()}\n> ${'word '.repeat(5).trim()}\n\nafter`,
  ],
  [
    'quotes in quotes',
    html('<blockquote>a<blockquote>b</blockquote></blockquote>'),
    m => m.Text.includes('>> b'),
    true,
  ],
  ['entities of every name', html('&hearts;&nbsp;&ntilde;&frac12;'), m => m.Text, '♥\u00a0ñ½'],
  [
    'what nobody reads',
    html('<head><title>t</title><style>p{}</style></head><script>s</script><p>p</p>'),
    m => m.Text,
    'p',
  ],
]

const OWN_PROVIDERS = [embeddedInbox, realMailpit()]

for (const provider of OWN_PROVIDERS) {
  const skipped = provider.missing !== undefined && process.env.CI !== 'true'
  describe.skipIf(skipped)(
    `${provider.name}${skipped ? ` (skipped: ${provider.missing})` : ''} reads`,
    () => {
      let inbox: RunningInbox
      beforeAll(async () => {
        inbox = await provider.start()
      })
      afterAll(() => inbox?.stop())

      test.each(CASES)('%s', async (_, raw, read, expected) => {
        const id = await handOver(inbox, raw)
        const message = await fetch(`${inbox.url}/api/v1/message/${id}`)

        expect(read((await message.json()) as Message)).toEqual(expected)
      })

      test.each([
        'user..name@docomo.example',
        'user.@example.org',
        'app@my_app',
        'a@x_y.example.org',
        '"a b"@example.org',
      ])('mail to and from %s', async address => {
        const id = await handOver(inbox, mail('Subject: s'), { from: `<${address}>`, to: [`<${address}>`] })

        expect(id).toMatch(/^[0-9A-Za-z]{22}$/)
      })

      test('a sender without a domain', async () => {
        expect(await handOver(inbox, mail('Subject: s'), { from: '<root>' })).toMatch(/^[0-9A-Za-z]{22}$/)
      })

      test('a hundred recipients and no more', async () => {
        const to = Array.from({ length: 101 }, (_, index) => `<r${index}@example.org>`)

        expect(await handOver(inbox, mail('Subject: s'), { to })).toMatch(/^452 4\.5\.3 Too many recipients/)
        expect(await handOver(inbox, mail('Subject: s'), { to: to.slice(1) })).toMatch(/^[0-9A-Za-z]{22}$/)
      })

      test('nothing for HEAD under /api and /view', async () => {
        const id = await handOver(inbox, mail('Subject: s'))
        const answer = await fetch(`${inbox.url}/api/v1/message/${id}`, { method: 'HEAD' })

        expect(answer.status).toBe(404)
        expect((await fetch(`${inbox.url}/view/${id}.txt`, { method: 'HEAD' })).status).toBe(405)
      })

      test.each(['t', 'a\nb\n'])('a sent text as it was given: %j', async Text => {
        const sent = await fetch(`${inbox.url}/api/v1/send`, {
          method: 'POST',
          body: JSON.stringify({ From: { Email: 'a@example.org' }, To: [{ Email: 'b@example.org' }], Text }),
        })
        const { ID } = (await sent.json()) as { ID: string }

        expect(await (await fetch(`${inbox.url}/api/v1/message/${ID}`)).json()).toMatchObject({ Text })
      })

      test('a sent mail with its parts under Mailpit’s numbers, and an empty subject', async () => {
        const content = Buffer.from('x').toString('base64')
        const sent = await fetch(`${inbox.url}/api/v1/send`, {
          method: 'POST',
          body: JSON.stringify({
            From: { Email: 'a@example.org' },
            To: [{ Email: 'b@example.org' }],
            Bcc: ['c@example.org'],
            Text: 't',
            HTML: '<p>h</p>',
            Attachments: [
              { Filename: 'a.txt', Content: content, ContentID: 'one' },
              { Filename: 'b.txt', Content: content },
            ],
          }),
        })
        const { ID } = (await sent.json()) as { ID: string }
        const message = (await (await fetch(`${inbox.url}/api/v1/message/${ID}`)).json()) as SentMessage
        const headers = await (await fetch(`${inbox.url}/api/v1/message/${ID}/headers`)).json()

        expect(message.Inline.map(({ PartID }) => PartID)).toEqual(['1.2'])
        expect(message.Attachments.map(({ PartID, ContentType }) => [PartID, ContentType])).toEqual([
          ['2', 'text/plain'],
        ])
        expect(message.Bcc).toEqual([{ Name: '', Address: 'c@example.org' }])
        expect(headers).toMatchObject({ Subject: [''] })
      })
    },
  )
}
