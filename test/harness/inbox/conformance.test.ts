// One suite, two inboxes: what a client of Mailpit sees must be the same from the embedded inbox and from Mailpit.
import { MailpitClient } from 'mailpit-api'
import { createTransport, type SendMailOptions } from 'nodemailer'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { embeddedInbox, type RunningInbox, realMailpit } from '../../support/mailpit.ts'

const PIXEL = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64')
const QUICKLY = { interval: 20, timeout: 60_000 }

for (const provider of [embeddedInbox, realMailpit()]) {
  // With CI=true nothing is skipped: a missing Mailpit fails in beforeAll and says why.
  const skipped = provider.missing !== undefined && process.env.CI !== 'true'
  describe.skipIf(skipped)(`${provider.name}${skipped ? ` (skipped: ${provider.missing})` : ''}`, () => {
    let inbox: RunningInbox
    let client: MailpitClient
    let transport: ReturnType<typeof pooled>
    const pooled = () =>
      createTransport({ url: inbox.smtpUrl, pool: true, maxConnections: 1, ignoreTLS: true })

    beforeAll(async () => {
      inbox = await provider.start()
      client = new MailpitClient(inbox.url)
      transport = pooled()
    })
    afterAll(async () => {
      transport?.close()
      await inbox?.stop()
    })
    beforeEach(() => client.deleteMessages())

    /** Sends and answers the id from "queued as". */
    async function send(mail: SendMailOptions = {}): Promise<string> {
      const info = await transport.sendMail({
        from: 'Shop <shop@example.com>',
        to: 'ada@example.com',
        subject: 'Hello',
        text: 'Hello there',
        ...mail,
      })
      return /queued as (\S+)/.exec(info.response)?.[1] ?? ''
    }
    const call = (path: string, init?: RequestInit) => fetch(inbox.url + path, init)
    const callJson = (method: string, path: string, body: unknown) =>
      call(path, { method, body: typeof body === 'string' ? body : JSON.stringify(body) })
    const found = async (query: string) =>
      (await client.searchMessages({ query })).messages.map(({ Subject }) => Subject).sort()

    describe('SMTP', () => {
      test('names the id under which the mail can be read at once', async () => {
        const id = await send({ subject: 'Your code' })

        expect(id).toMatch(/^[0-9A-Za-z]{22}$/)
        expect((await client.getMessageSummary(id)).Subject).toBe('Your code')
      })

      test('shows recipients that only the envelope names as Bcc', async () => {
        const id = await send({
          envelope: { from: 'shop@example.com', to: ['ada@example.com', 'eve@example.com'] },
        })

        const { To, Bcc } = await client.getMessageSummary(id)
        expect(To).toEqual([{ Name: '', Address: 'ada@example.com' }])
        expect(Bcc).toEqual([{ Name: '', Address: 'eve@example.com' }])
      })

      test('sets the Return-Path from MAIL FROM', async () => {
        const id = await send({ envelope: { from: 'bounce@example.com', to: 'ada@example.com' } })

        expect((await client.getMessageSummary(id)).ReturnPath).toBe('bounce@example.com')
        expect((await client.getMessageHeaders(id))['Return-Path']).toEqual(['<bounce@example.com>'])
      })

      test('replaces a Return-Path that says something else', async () => {
        const raw = 'Return-Path: <old@x.io>\r\nFrom: a@x.io\r\nTo: b@x.io\r\n\r\nb\r\n'
        const id = await send({ raw, envelope: { from: 'new@x.io', to: 'b@x.io' } })

        expect((await client.getMessageHeaders(id))['Return-Path']).toEqual(['<new@x.io>'])
      })

      test('adds a Message-ID where none is', async () => {
        const raw = 'From: a@example.com\r\nTo: ada@example.com\r\nSubject: bare\r\n\r\nbody\r\n'
        const id = await send({ raw, envelope: { from: 'a@example.com', to: 'ada@example.com' } })

        expect((await client.getMessageSummary(id)).MessageID).toMatch(/^[0-9A-Za-z]{22}@mailpit$/)
      })

      test('accepts any login and remembers the name', async () => {
        const { hostname: host, port } = new URL(inbox.smtpUrl)
        const auth = { user: 'ada', pass: 'anything' }
        const sender = createTransport({
          host,
          port: Number(port),
          ignoreTLS: true,
          auth,
          authMethod: 'LOGIN',
        })
        await sender.sendMail({ from: 'a@example.com', to: 'b@example.com', text: 'hi' })
        sender.close()

        expect((await client.getMessageSummary()).Username).toBe('ada')
      })

      test('refuses a message that has no headers', async () => {
        const sending = send({
          raw: 'no headers at all\r\n\r\nbody',
          envelope: { from: 'a@x.io', to: 'b@x.io' },
        })

        await expect(sending).rejects.toMatchObject({ responseCode: 451 })
        expect((await client.listMessages()).total).toBe(0)
      })
    })

    describe('waiting', () => {
      test('finds a mail that arrives while the client waits', async () => {
        const waiting = client.waitForMessage({ query: 'to:late@example.com' }, QUICKLY)
        await send({ to: 'late@example.com', text: 'Your code: ABCD-1234' })

        expect((await waiting).Text).toContain('ABCD-1234')
      })

      test('counts to an exact number, and to zero', async () => {
        await Promise.all([send(), send(), send({ to: 'eve@example.com' })])

        await client.waitForMessages({ query: 'to:ada@example.com', count: 2, exact: true }, QUICKLY)
        await client.deleteMessages()
        await client.waitForMessages({ count: 0 }, QUICKLY)
      })
    })

    describe('GET /api/v1/messages', () => {
      test('lists newest first, with counts over the mailbox and the page', async () => {
        for (const subject of ['first', 'second', 'third']) await send({ subject })
        await client.getMessageSummary()

        const list = await client.listMessages(1, 1)

        expect(list.messages.map(({ Subject }) => Subject)).toEqual(['second'])
        const counts = {
          total: 3,
          unread: 2,
          count: 1,
          messages_count: 3,
          messages_unread: 2,
          start: 1,
          tags: [],
        }
        expect(list).toMatchObject(counts)
      })

      test('summarises a mail', async () => {
        const id = await send({
          from: { name: 'Zoë', address: 'zoe@example.com' },
          to: ['ada@example.com', '"Lovelace, Ada" <lovelace@example.com>'],
          cc: 'carl@example.com',
          replyTo: 'help@example.com',
          subject: 'Grüße 🎁',
          html: '<p>Your <b>code</b></p><p>ABCD&nbsp;1234</p>',
          messageId: '<m1@example.com>',
        })

        const [summary] = (await client.listMessages()).messages

        expect(summary).toMatchObject({
          ID: id,
          MessageID: 'm1@example.com',
          Read: false,
          From: { Name: 'Zoë', Address: 'zoe@example.com' },
          To: [
            { Name: '', Address: 'ada@example.com' },
            { Name: 'Lovelace, Ada', Address: 'lovelace@example.com' },
          ],
          Cc: [{ Name: '', Address: 'carl@example.com' }],
          ReplyTo: [{ Name: '', Address: 'help@example.com' }],
          Subject: 'Grüße 🎁',
          Username: '',
          Tags: [],
          Attachments: 0,
          Snippet: 'Your code ABCD 1234',
        })
        expect(summary?.Size).toBeGreaterThan(200)
        expect(Date.parse(summary?.Created ?? '')).toBeLessThanOrEqual(Date.now())
      })

      test('cuts a long snippet after 200 bytes, never inside a character', async () => {
        await send({ text: `a${'é'.repeat(150)}` })

        const [summary] = (await client.listMessages()).messages
        expect(summary?.Snippet).toBe(`a${'é'.repeat(99)}...`)
      })

      test('lists everything with limit=0, and fifty without a limit', async () => {
        for (let i = 0; i < 51; i++) await send()

        const count = async (query: string) =>
          ((await (await call(`/api/v1/messages${query}`)).json()) as { count: number }).count
        expect(await count('')).toBe(50)
        expect(await count('?limit=0')).toBe(51)
        expect(await count('?limit=nonsense&start=-1')).toBe(50)
        expect(await count('?before=2020-01-01')).toBe(0)
      })
    })

    describe('GET /api/v1/message/{ID}', () => {
      test('answers the eighteen documented fields, lists never null', async () => {
        const id = await send()

        const message = await client.getMessageSummary(id)

        expect(Object.keys(message).sort()).toEqual(
          'Attachments Bcc Cc Date From HTML ID Inline ListUnsubscribe MessageID ReplyTo ReturnPath Size Subject Tags Text To Username'.split(
            ' ',
          ),
        )
        expect(message).toMatchObject({
          Cc: [],
          Bcc: [],
          ReplyTo: [],
          Inline: [],
          Attachments: [],
          HTML: '',
          Tags: [],
        })
        expect(message.Text).toBe('Hello there\r\n')
      })

      test('derives the text of a mail that has only HTML', async () => {
        const id = await send({
          text: '',
          html: '<head><title>t</title></head><h1>Hi</h1><p>Your referral code: <b>ABCD-1234</b><br>Use it &amp; <a href="https://shop.example/?a=1&amp;b=2">shop</a>.</p><ul><li>one</li><li>two</li></ul><div>end</div>',
        })

        expect((await client.getMessageSummary(id)).Text).toBe(
          '**\nHi\n**\n\nYour referral code: *ABCD-1234*\nUse it & shop ( https://shop.example/?a=1&b=2 ).\n\n* one\n* two\n\nend',
        )
      })

      test('reads quoted-printable, base64 and other charsets', async () => {
        const bytes = (charset: string, encoding: string, body: string) =>
          `From: a@x.io\r\nTo: b@x.io\r\nSubject: =?iso-8859-1?Q?caf=E9?=\r\nContent-Type: text/plain; charset=${charset}\r\nContent-Transfer-Encoding: ${encoding}\r\n\r\n${body}\r\n`
        const envelope = { from: 'a@x.io', to: 'b@x.io' }

        const quoted = await send({
          raw: bytes('iso-8859-1', 'quoted-printable', 'caf=E9 =\r\nau lait'),
          envelope,
        })
        const base64 = await send({ raw: bytes('utf-8', 'base64', 'Y2Fmw6k='), envelope })

        expect(await client.getMessageSummary(quoted)).toMatchObject({
          Subject: 'café',
          Text: 'café au lait\r\n',
        })
        expect((await client.getMessageSummary(base64)).Text).toBe('café')
      })

      test('reads List-Unsubscribe', async () => {
        const id = await send({
          headers: {
            'List-Unsubscribe': '<https://shop.example/u/1>, <mailto:stop@shop.example>',
            'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
          },
        })
        const wrong = await send({ headers: { 'List-Unsubscribe': 'https://shop.example/u/1' } })

        expect((await client.getMessageSummary(id)).ListUnsubscribe).toEqual({
          Header: '<https://shop.example/u/1>, <mailto:stop@shop.example>',
          Links: ['https://shop.example/u/1', 'mailto:stop@shop.example'],
          Errors: '',
          HeaderPost: 'List-Unsubscribe=One-Click',
        })
        expect((await client.getMessageSummary(wrong)).ListUnsubscribe).toMatchObject({
          Links: [],
          Errors: '"https://shop.example/u/1" no valid unsubscribe links found',
        })
      })

      test('takes the date from the mail, or from the arrival', async () => {
        const dated = await send({ date: new Date('2026-01-05T09:01:00Z') })
        const raw = 'From: a@x.io\r\nTo: b@x.io\r\nSubject: s\r\n\r\nbody\r\n'
        const undated = await send({ raw, envelope: { from: 'a@x.io', to: 'b@x.io' } })

        expect(Date.parse((await client.getMessageSummary(dated)).Date)).toBe(Date.UTC(2026, 0, 5, 9, 1))
        expect(Date.parse((await client.getMessageSummary(undated)).Date)).toBeGreaterThan(
          Date.UTC(2026, 0, 6),
        )
      })

      test('takes latest, also of a search', async () => {
        await send({ subject: 'one', to: 'one@example.com' })
        await send({ subject: 'two', to: 'two@example.com' })

        const subjectOf = async (path: string) =>
          ((await (await call(path)).json()) as { Subject: string }).Subject
        expect(await subjectOf('/api/v1/message/latest')).toBe('two')
        expect(await subjectOf('/api/v1/message/latest?query=to%3Aone%40example.com')).toBe('one')
      })

      test.each([
        ['/api/v1/message/latest', 'Message not found'],
        ['/api/v1/message/unknown', '404 page not found'],
        ['/api/v1/message/unknown/raw', '404 page not found'],
        ['/api/v1/message/latest/headers', 'Message not found'],
        ['/view/latest.html', 'Message not found'],
        ['/view/unknown.txt', 'Message not found'],
      ])('answers 404 for %s on an empty box', async (path, text) => {
        const answer = await call(path)

        expect(answer.status).toBe(404)
        expect(await answer.text()).toBe(text)
      })
    })

    describe('reading marks', () => {
      test('a read message is marked, its headers and source are not', async () => {
        const id = await send()
        const unread = async () => (await client.listMessages()).unread

        await client.getMessageHeaders(id)
        await client.getMessageSource(id)
        expect(await unread()).toBe(1)

        await client.getMessageSummary(id)
        expect(await unread()).toBe(0)
      })

      test('are set by ids, by search, and for all', async () => {
        const id = await send({ subject: 'one' })
        await send({ subject: 'two' })

        await client.setReadStatus({ IDs: [id], Read: true })
        expect(await found('is:read')).toEqual(['one'])
        await client.setReadStatus({ Search: 'subject:two', Read: true })
        expect(await found('is:read')).toEqual(['one', 'two'])
        await client.setReadStatus({ Read: false })
        expect(await found('is:unread')).toEqual(['one', 'two'])
      })

      test('are counted, also when a read mail goes', async () => {
        const [one, two] = [await send(), await send()]
        const unread = async () => (await client.listMessages()).unread

        await client.setReadStatus({ Read: true })
        await client.setReadStatus({ IDs: [one], Read: false })
        expect(await unread()).toBe(1)
        await client.deleteMessages({ IDs: [two] })
        expect(await unread()).toBe(1)
        await client.deleteMessages({ IDs: [one] })
        expect(await unread()).toBe(0)
      })

      test('refuse ids together with a search', async () => {
        const answer = await callJson('PUT', '/api/v1/messages', { IDs: ['x'], Search: 'y', Read: true })

        expect(answer.status).toBe(400)
        expect(await answer.text()).toBe('You may specify either IDs or a search query, not both')
      })
    })

    describe('deleting', () => {
      test('takes the named mails, with the key in any case', async () => {
        const [one, two] = [await send({ subject: 'one' }), await send({ subject: 'two' })]
        await send({ subject: 'three' })

        await client.deleteMessages({ IDs: [one] })
        const answer = await callJson('DELETE', '/api/v1/messages', { ids: [two] })

        expect([answer.status, await answer.text()]).toEqual([200, 'ok'])
        expect((await client.listMessages()).messages.map(({ Subject }) => Subject)).toEqual(['three'])
      })

      test.each([undefined, '', '{}', '{"IDs":[]}', 'not JSON'])(
        'takes everything with body %j',
        async body => {
          await send()
          await call('/api/v1/messages', { method: 'DELETE', ...(body === undefined ? {} : { body }) })

          expect((await client.listMessages()).total).toBe(0)
        },
      )

      test('takes what a search finds', async () => {
        await send({ subject: 'keep' })
        await send({ subject: 'drop' })

        await client.deleteMessagesBySearch({ query: 'subject:drop' })

        expect((await client.listMessages()).messages.map(({ Subject }) => Subject)).toEqual(['keep'])
      })

      test('counts in the runtime statistics', async () => {
        const before = (await client.getInfo()).RuntimeStats.MessagesDeleted
        await send()
        await client.deleteMessages()

        expect((await client.getInfo()).RuntimeStats.MessagesDeleted - before).toBe(1)
      })
    })

    describe('GET /api/v1/search', () => {
      beforeEach(async () => {
        await send({ subject: 'Your code', to: 'Ada Lovelace <ada@example.com>', text: 'Use GIFT-10% today' })
        await send({
          subject: 'Your invoice',
          from: 'Billing <billing@example.org>',
          to: 'bob@example.com',
          cc: 'carl@example.com',
          replyTo: 'help@example.org',
          text: 'x'.repeat(3000),
          attachments: [{ filename: 'invoice.pdf', content: 'pdf', contentType: 'application/pdf' }],
          headers: { 'X-Tags': 'paper, Money Matters' },
          messageId: '<inv-1@example.org>',
        })
        await send({
          subject: 'Picture',
          to: 'bob+holiday@example.com',
          envelope: { from: 'shop@example.com', to: ['bob+holiday@example.com', 'hidden@example.com'] },
          html: '<p>See <a href="https://pictures.example/42">it</a> <img src="cid:pic"></p>',
          attachments: [{ filename: 'pic.gif', content: PIXEL, cid: 'pic' }],
        })
      })

      const all = ['Picture', 'Your code', 'Your invoice']
      test.each<[string, string[]]>([
        ['to:ada@example.com', ['Your code']],
        ['TO:ADA@EXAMPLE', ['Your code']],
        ['to:lovelace', ['Your code']],
        ['to:"Ada Lovelace"', ['Your code']],
        ['-to:ada@example.com', ['Picture', 'Your invoice']],
        ['!to:ada@example.com', ['Picture', 'Your invoice']],
        ['from:billing', ['Your invoice']],
        ['cc:carl', ['Your invoice']],
        ['bcc:hidden@example.com', ['Picture']],
        ['reply-to:help@', ['Your invoice']],
        ['addressed:carl', ['Your invoice']],
        ['addressed:hidden', ['Picture']],
        ['-addressed:example.org', ['Picture', 'Your code']],
        ['subject:"your code"', ['Your code']],
        ['subject:your', ['Your code', 'Your invoice']],
        ['subject:your -subject:code', ['Your invoice']],
        ['message-id:inv-1', ['Your invoice']],
        ['message-id:<inv-1@example.org>', ['Your invoice']],
        ['tag:paper', ['Your invoice']],
        ['tag:PAPER', ['Your invoice']],
        ['tag:pap', []],
        ['tag:"money matters"', ['Your invoice']],
        ['tag:holiday', ['Picture']],
        ['-tag:paper', ['Picture', 'Your code']],
        ['is:tagged', ['Picture', 'Your invoice']],
        ['!is:tagged', ['Your code']],
        ['is:unread', all],
        ['is:read', []],
        ['-is:read', all],
        ['has:attachment', ['Your invoice']],
        ['has:attachments', ['Your invoice']],
        ['-has:attachment', ['Picture', 'Your code']],
        ['has:inline', ['Picture']],
        ['has:inlines', ['Picture']],
        ['larger:2kb', ['Your invoice']],
        ['smaller:2kb', ['Picture', 'Your code']],
        ['larger:1.5k', ['Your invoice']],
        ['larger:1mb', []],
        ['after:2020-01-01', all],
        ['before:2020-01-01', []],
        ['-before:2020-01-01', all],
        ['before:"2020-01-01 10:00"', []],
        ['before:nonsense', all],
        ['after:2020-01-01 before:2099-12-31T00:00:00Z', all],
        ['gift-10', ['Your code']],
        ['GIFT-10%', ['Your code']],
        ['"use gift"', ['Your code']],
        ['"gift use"', []],
        ['gift today', ['Your code']],
        ['-gift', ['Picture', 'Your invoice']],
        ['invoice.pdf', ['Your invoice']],
        ['pictures.example/42', ['Picture']],
        ['billing@example.org', ['Your invoice']],
        ['gift tod_y', ['Your code']],
        ['to:', all],
        ['unknown:prefix', []],
        ['""', all],
      ])('%s', async (query, subjects) => {
        expect(await found(query)).toEqual(subjects)
      })

      test('counts what matches, apart from the whole box', async () => {
        await client.setReadStatus({ Search: 'subject:code', Read: true })

        const summary = await client.searchMessages({ query: 'subject:your', limit: 1 })

        expect(summary).toMatchObject({
          total: 3,
          unread: 2,
          count: 1,
          messages_count: 2,
          messages_unread: 1,
          start: 0,
        })
        expect(summary.tags).toEqual(['holiday', 'Money Matters', 'paper'])
      })

      test('pages through the matches, and answers an empty page for limit=0', async () => {
        const page = async (start: number, limit: number) =>
          (await client.searchMessages({ query: 'is:unread', start, limit })).messages.map(
            ({ Subject }) => Subject,
          )

        expect(await page(0, 2)).toEqual(['Picture', 'Your invoice'])
        expect(await page(2, 2)).toEqual(['Your code'])
        expect(await page(9, 2)).toEqual([])
        expect(await page(0, 0)).toEqual([])
      })

      test.each(['', '?query=', '?query=%20'])('refuses a search without a query: %j', async query => {
        for (const method of ['GET', 'DELETE']) {
          const answer = await call(`/api/v1/search${query}`, { method })
          expect([answer.status, await answer.text()]).toEqual([400, 'Error: no search query'])
        }
      })
    })

    describe('attachments', () => {
      const sendParts = () =>
        send({
          text: 'see the parts',
          html: '<p>see <img src="cid:pic@x"></p>',
          attachments: [
            { filename: 'pic.gif', content: PIXEL, cid: 'pic@x' },
            { filename: 'prüfung.txt', content: 'grün', contentType: 'text/plain; charset=utf-8' },
            { filename: 'data.bin', content: Buffer.from([0, 1, 2, 255]) },
          ],
        })

      test('are numbered and described, inline ones apart', async () => {
        const { Attachments, Inline, Text, HTML } = await client.getMessageSummary(await sendParts())

        const described = Attachments.map(({ PartID, FileName, ContentType, Size }) => ({
          PartID,
          FileName,
          ContentType,
          Size,
        }))
        expect(described).toEqual([
          { PartID: '2', FileName: 'prüfung.txt', ContentType: 'text/plain', Size: 5 },
          { PartID: '3', FileName: 'data.bin', ContentType: 'application/octet-stream', Size: 4 },
        ])
        expect(Inline).toMatchObject([
          {
            PartID: '1.2.2',
            FileName: 'pic.gif',
            ContentType: 'image/gif',
            ContentID: 'pic@x',
            Size: PIXEL.length,
          },
        ])
        expect(Text).toBe('see the parts')
        expect(HTML).toContain('cid:pic@x')
        expect((await client.listMessages()).messages[0]?.Attachments).toBe(2)
      })

      test('are served as they were, under their part number', async () => {
        const id = await sendParts()

        const picture = await call(`/api/v1/message/${id}/part/1.2.2`)
        const bytes = await call(`/api/v1/message/latest/part/3`)

        expect(picture.headers.get('content-type')).toBe('image/gif')
        expect(Buffer.from(await picture.arrayBuffer())).toEqual(PIXEL)
        expect([...new Uint8Array(await bytes.arrayBuffer())]).toEqual([0, 1, 2, 255])
        expect((await call(`/api/v1/message/${id}/part/9`)).status).toBe(404)
      })

      test('replace their cid: links in the rendered HTML', async () => {
        const id = await sendParts()

        expect(await client.renderMessageHTML(id)).toContain(`src="/api/v1/message/${id}/part/1.2.2"`)
      })

      test('may be the whole mail', async () => {
        const raw =
          'From: a@x.io\r\nTo: b@x.io\r\nContent-Type: application/pdf; name=a.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\ncGRm\r\n'
        const id = await send({ raw, envelope: { from: 'a@x.io', to: 'b@x.io' } })

        expect((await client.getMessageSummary(id)).Attachments).toMatchObject([
          { PartID: '0', FileName: 'a.pdf', Size: 3 },
        ])
      })
    })

    describe('source and headers', () => {
      test('the source is what was sent, below what the inbox adds', async () => {
        const raw = 'From: a@x.io\r\nTo: b@x.io\r\nMessage-ID: <m@x.io>\r\nSubject: s\r\n\r\n.dot\r\nbody\r\n'
        const id = await send({ raw, envelope: { from: 'a@x.io', to: 'b@x.io' } })

        const source = await client.getMessageSource(id)
        expect(source.endsWith(raw)).toBe(true)
        expect(source.startsWith('Return-Path: <a@x.io>\r\nReceived: ')).toBe(true)
        const answer = await call(`/api/v1/message/${id}/raw?dl=1`)
        expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="${id}.eml"`)
        expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8')
      })

      test('headers come under canonical names, folded lines joined', async () => {
        const raw =
          'From: a@x.io\r\nTo: b@x.io\r\nMESSAGE-ID: <m@x.io>\r\nx-folded: one\r\n  two\r\nX-Twice: 1\r\nX-Twice: 2\r\n\r\nb\r\n'
        await send({ raw, envelope: { from: 'a@x.io', to: 'b@x.io' } })

        const headers = await client.getMessageHeaders('latest')
        expect(headers).toMatchObject({
          'Message-Id': ['<m@x.io>'],
          'X-Folded': ['one two'],
          'X-Twice': ['1', '2'],
        })
      })
    })

    describe('tags', () => {
      test('come from X-Tags and from plus-addresses', async () => {
        await send({ to: 'ada+run1+case2@example.com', headers: { 'X-Tags': 'b tag, a/tag, , B Tag' } })

        const [summary] = (await client.listMessages()).messages
        expect(summary?.Tags).toEqual(['a tag', 'b tag', 'case2', 'run1'])
        expect(await client.getTags()).toEqual(['a tag', 'b tag', 'case2', 'run1'])
        expect((await client.getInfo()).Tags).toEqual({ 'a tag': 1, 'b tag': 1, case2: 1, run1: 1 })
      })

      test('are replaced, renamed and removed', async () => {
        const id = await send({ headers: { 'X-Tags': 'old' } })
        const tags = async () => (await client.getMessageSummary(id)).Tags

        await client.setTags({ IDs: [id], Tags: ['one', 'two'] })
        expect(await tags()).toEqual(['one', 'two'])
        await client.renameTag('one', 'Three')
        expect(await tags()).toEqual(['Three', 'two'])
        await client.deleteTag('two')
        expect(await tags()).toEqual(['Three'])
        await client.setTags({ IDs: [id], Tags: [] })
        expect(await client.getTags()).toEqual([])
      })

      test('cannot be renamed to nothing, to another, or when unknown', async () => {
        await send({ headers: { 'X-Tags': 'one, two' } })
        const refusal = async (method: string, tag: string, body: unknown) => {
          const answer = await callJson(method, `/api/v1/tags/${tag}`, body)
          return [answer.status, await answer.text()]
        }

        expect(await refusal('PUT', 'one', { Name: '/' })).toEqual([400, 'invalid tag name: '])
        expect(await refusal('PUT', 'one', { Name: 'two' })).toEqual([400, 'tag already exists: two'])
        expect(await refusal('PUT', 'none', { Name: 'x' })).toEqual([400, 'tag not found: none'])
        expect(await refusal('DELETE', 'none', {})).toEqual([400, 'tag not found: none'])
      })

      test('disappear with their last mail', async () => {
        const id = await send({ headers: { 'X-Tags': 'gone' } })
        await client.deleteMessages({ IDs: [id] })

        expect(await client.getTags()).toEqual([])
      })
    })

    describe('GET /view/{ID}', () => {
      test('renders the HTML and the text, and marks as read', async () => {
        const id = await send({ text: 'plain', html: '<p>rich</p>' })

        expect(await client.renderMessageHTML(id)).toBe('<p>rich</p>')
        expect((await client.listMessages()).unread).toBe(0)
        expect(await client.renderMessageText()).toBe('plain')
        const html = await call(`/view/${id}.html`)
        expect(html.headers.get('content-type')).toBe('text/html; charset=utf-8')
        expect(html.headers.get('content-security-policy')).toMatch(/^default-src '(self|none)'/)
      })

      test('answers 404 for the HTML of a text mail', async () => {
        const answer = await call(`/view/${await send()}.html`)

        expect([answer.status, await answer.text()]).toEqual([
          404,
          'This message does not contain a HTML part',
        ])
      })

      test('opens links of an embedded mail elsewhere', async () => {
        const id = await send({ html: '<p><a href="https://shop.example">shop</a></p>' })

        const html = await (await call(`/view/${id}.html?embed=1`)).text()
        expect(html).toMatch(/<a [^>]*target="_blank"/)
        expect(html).toMatch(/<a [^>]*rel="noreferrer noopener"/)
      })

      test('leads from latest to the newest mail', async () => {
        const id = await send()

        const answer = await call('/view/latest', { redirect: 'manual' })
        expect([answer.status, answer.headers.get('location')]).toEqual([302, `/view/${id}`])
      })
    })

    describe('POST /api/v1/send', () => {
      test('keeps a mail with everything in it', async () => {
        const { ID } = await client.sendMessage({
          From: { Email: 'shop@example.com', Name: 'Shop' },
          To: [{ Email: 'ada@example.com', Name: 'Ada' }],
          Cc: [{ Email: 'carl@example.com' }],
          Bcc: ['hidden@example.com'],
          ReplyTo: [{ Email: 'help@example.com' }],
          Subject: 'Sent by API',
          Text: 'plain',
          HTML: '<p>rich <img src="cid:pic"></p>',
          Headers: { 'X-Mine': 'yes' },
          Tags: ['api'],
          Attachments: [
            { Filename: 'a.txt', Content: Buffer.from('hello').toString('base64') },
            {
              Filename: 'pic.gif',
              Content: PIXEL.toString('base64'),
              ContentType: 'image/gif',
              ContentID: 'pic',
            },
          ],
        })

        const message = await client.getMessageSummary(ID)
        expect(message).toMatchObject({
          From: { Name: 'Shop', Address: 'shop@example.com' },
          To: [{ Name: 'Ada', Address: 'ada@example.com' }],
          Cc: [{ Name: '', Address: 'carl@example.com' }],
          Bcc: [{ Name: '', Address: 'hidden@example.com' }],
          ReplyTo: [{ Name: '', Address: 'help@example.com' }],
          Subject: 'Sent by API',
          ReturnPath: 'shop@example.com',
          Text: 'plain',
          HTML: '<p>rich <img src="cid:pic"></p>',
          Tags: ['api'],
          Attachments: [{ FileName: 'a.txt', Size: 5 }],
          Inline: [{ FileName: 'pic.gif', ContentID: 'pic' }],
        })
        expect(await client.getMessageHeaders(ID)).toMatchObject({ 'X-Mine': ['yes'], 'X-Tags': ['api'] })
      })

      const From = { Email: 'shop@example.com' }
      const To = [{ Email: 'ada@example.com' }]
      test.each([
        ['an address that is none', { From, To: [{ Email: 'nobody' }] }, 'invalid To address: nobody'],
        ['a blind address that is none', { From, To, Bcc: ['no body'] }, 'invalid Bcc address: no body'],
        ['no recipient', { From }, 'error building message: no recipients (to, cc, bcc) set'],
        ['no sender', { To }, 'error building message: from not set'],
        ['a reserved header', { From, To, Headers: { Subject: 'x' } }, 'cannot overwrite header: "Subject"'],
      ])('refuses %s as JSON', async (_what, body, message) => {
        const answer = await callJson('POST', '/api/v1/send', body)

        expect(answer.status).toBe(400)
        expect(await answer.json()).toEqual({ Error: message })
        expect((await client.listMessages()).total).toBe(0)
      })

      test.each(['', '{', '[]', '{"To":"ada@example.com"}', '{"From":7}'])(
        'refuses the body %j as JSON',
        async body => {
          const answer = await callJson('POST', '/api/v1/send', body)

          expect(answer.status).toBe(400)
          expect(Object.keys((await answer.json()) as object)).toEqual(['Error'])
        },
      )
    })

    describe('the rest', () => {
      test.each([
        ['PUT', '/api/v1/messages'],
        ['PUT', '/api/v1/tags'],
        ['PUT', '/api/v1/tags/x'],
      ])('a body that is not JSON is a plain 400: %s %s', async (method, path) => {
        for (const body of ['', '{', '[1]', '{"IDs":"x","Name":1}']) {
          const answer = await callJson(method, path, body)
          expect(answer.status).toBe(400)
          expect(await answer.text()).not.toMatch(/^[{<]|^$/)
        }
      })

      test.each([
        ['GET', '/livez', 200, ''],
        ['GET', '/readyz', 200, ''],
        ['OPTIONS', '/api/v1/messages', 200, ''],
        ['GET', '/api/v1/chaos', 400, 'Chaos is not enabled'],
        ['PUT', '/api/v1/chaos', 400, 'Chaos is not enabled'],
        ['GET', '/api/v1/message/latest/sa-check', 404, 'File not found'],
        ['GET', '/api/v2/messages', 404, 'File not found'],
        ['POST', '/api/v1/messages', 404, 'File not found'],
        ['GET', '/api/v1/send', 404, 'File not found'],
        ['GET', '/nowhere', 404, '404 page not found'],
      ])('%s %s answers %i', async (method, path, status, text) => {
        const answer = await call(path, { method })

        expect([answer.status, (await answer.text()).trim()]).toEqual([status, text])
      })

      test('info counts what came in', async () => {
        const before = await client.getInfo()
        const id = await send()
        const { Size } = await client.getMessageSummary(id)

        const info = await client.getInfo()
        expect(info).toMatchObject({ Messages: 1, Unread: 0, LatestVersion: 'disabled', Tags: {} })
        expect(info.RuntimeStats.SMTPAccepted - before.RuntimeStats.SMTPAccepted).toBe(1)
        expect(info.RuntimeStats.SMTPAcceptedSize - before.RuntimeStats.SMTPAcceptedSize).toBe(Size)
      })

      test('says what is switched off', async () => {
        expect(await client.getConfiguration()).toMatchObject({
          ChaosEnabled: false,
          SpamAssassin: false,
          DuplicatesIgnored: false,
          HideDeleteAllButton: false,
          MessageRelay: { Enabled: false },
        })
      })
    })
  })
}
