// What the embedded inbox promises beyond Mailpit's API: its bound, refusals on order, ports, determinism.
import { once } from 'node:events'
import { createConnection, createServer } from 'node:net'
import { text } from 'node:stream/consumers'
import { createTransport } from 'nodemailer'
import { expect, onTestFinished, test } from 'vitest'
import { type InboxOptions, startInbox } from '../../../harness/inbox/index.ts'
import { ENVELOPE, inboxWithoutPorts, rawMail } from '../../support/inbox.ts'

async function inboxWithPorts(options: Partial<InboxOptions> = {}) {
  const inbox = await inboxWithoutPorts({ listen: true, httpPort: 0, smtpPort: 0, ...options })
  const transport = createTransport({ url: inbox.smtpUrl, ignoreTLS: true })
  onTestFinished(async () => {
    transport.close()
    await inbox.stop()
  })
  const send = (to: string | string[], text = 'hi') =>
    transport.sendMail({ from: 'shop@example.com', to, subject: 's', text })
  return { inbox, send }
}

test('keeps exactly the newest mails and says so when it drops some', async () => {
  const notices: unknown[] = []
  const inbox = await inboxWithoutPorts({ capacity: 3, onPrune: notice => notices.push(notice) })

  for (let i = 1; i <= 5; i++)
    await inbox.deliver(rawMail({ Subject: `mail ${i}`, 'X-Tags': `tag${i}` }), ENVELOPE)

  expect(inbox.store.newestFirst().map(mail => mail.subject)).toEqual(['mail 5', 'mail 4', 'mail 3'])
  expect(inbox.store.tagNames()).toEqual(['tag3', 'tag4', 'tag5'])
  expect(notices).toEqual([
    { pruned: 1, total: 1, capacity: 3, maxBytes: 256_000_000 },
    { pruned: 1, total: 2, capacity: 3, maxBytes: 256_000_000 },
  ])
  const info = await (await inbox.app.request('/api/v1/info')).json()
  expect(info).toMatchObject({
    Messages: 3,
    Unread: 3,
    RuntimeStats: { MessagesDeleted: 2, SMTPAccepted: 5 },
  })
})

test('announces a large inbox once for every hundredth it drops', async () => {
  const totals: number[] = []
  const inbox = await inboxWithoutPorts({ capacity: 200, onPrune: ({ total }) => totals.push(total) })

  for (let i = 0; i < 206; i++) await inbox.deliver(rawMail(), ENVELOPE)

  expect(inbox.store.size).toBe(200)
  expect(totals).toEqual([1, 3, 5])
})

test('drops the oldest that is left after mails were deleted by hand', async () => {
  const inbox = await inboxWithoutPorts({ capacity: 2 })
  const deliver = async (Subject: string) => (await inbox.deliver(rawMail({ Subject }), ENVELOPE)).id ?? ''
  const first = await deliver('first')
  await deliver('second')

  inbox.store.delete([first])
  await deliver('third')
  await deliver('fourth')

  expect(inbox.store.newestFirst().map(mail => mail.subject)).toEqual(['fourth', 'third'])
  inbox.clear()
  await deliver('fifth')
  expect([inbox.store.size, inbox.store.unread]).toEqual([1, 1])
})

test('ignores unknown ids when deleting', async () => {
  const inbox = await inboxWithoutPorts()
  const { id } = await inbox.deliver(rawMail(), ENVELOPE)

  const body = JSON.stringify({ IDs: ['unknown', id] })
  const answer = await inbox.app.request('/api/v1/messages', { method: 'DELETE', body })

  expect([answer.status, inbox.store.size]).toEqual([200, 0])
})

test('delivers in process with the same refusals as over SMTP', async () => {
  const inbox = await inboxWithoutPorts({
    faults: {
      beforeMail: sender =>
        sender === 'spam@example.com' ? { code: 451, message: '4.7.1 Later' } : undefined,
      beforeRcpt: address =>
        address.startsWith('no') ? { code: 550, message: '5.1.1 No such user' } : undefined,
    },
  })

  const mixed = await inbox.deliver(rawMail(), {
    from: 'shop@example.com',
    to: ['ada@example.com', 'no@example.com'],
  })
  const nobody = await inbox.deliver(rawMail(), { from: 'shop@example.com', to: ['no@example.com'] })
  const refused = await inbox.deliver(rawMail(), { from: 'spam@example.com', to: ['ada@example.com'] })

  const no = { address: 'no@example.com', code: 550, response: '550 5.1.1 No such user' }
  expect(mixed).toEqual({
    id: expect.stringMatching(/^\w{22}$/),
    accepted: ['ada@example.com'],
    rejected: [no],
  })
  expect(nobody).toEqual({ accepted: [], rejected: [no] })
  expect(refused.rejected).toEqual([{ address: 'ada@example.com', code: 451, response: '451 4.7.1 Later' }])
  expect(inbox.store.size).toBe(1)
})

test('refuses senders and recipients over SMTP on order, with the code asked for', async () => {
  const { inbox, send } = await inboxWithPorts({
    faults: {
      beforeRcpt: async address => {
        if (address.startsWith('gone')) return { code: 550, message: '5.1.1 No such user' }
        return address.startsWith('full') ? { code: 451, message: '4.2.2 Mailbox full' } : undefined
      },
    },
  })

  await expect(send('gone@example.com')).rejects.toMatchObject({
    responseCode: 550,
    response: '550 5.1.1 No such user',
  })
  await expect(send('full@example.com')).rejects.toMatchObject({ responseCode: 451 })
  const mixed = await send(['ada@example.com', 'gone@example.com'])

  expect([mixed.accepted, mixed.rejected]).toEqual([['ada@example.com'], ['gone@example.com']])
  expect(inbox.store.newestFirst()).toHaveLength(1)
  const info = await (await fetch(`${inbox.url}/api/v1/info`)).json()
  expect(info).toMatchObject({ RuntimeStats: { SMTPAccepted: 1, SMTPRejected: 3 } })
})

test('refuses a mail over the limit with 552 and goes on', async () => {
  const { inbox, send } = await inboxWithPorts({ maxMessageBytes: 200_000 })

  await expect(send('ada@example.com', 'x'.repeat(300_000))).rejects.toMatchObject({
    responseCode: 552,
  })
  await send('ada@example.com')

  expect(inbox.store.size).toBe(1)
})

test('says the limit of 50 MB in its greeting', async () => {
  const { inbox } = await inboxWithPorts()
  const socket = createConnection(inbox.smtpPort, '127.0.0.1')
  await once(socket, 'data')
  socket.write('EHLO test\r\n')
  const [features] = await once(socket, 'data')
  socket.destroy()

  expect(String(features)).toContain('SIZE 52428800')
})

test('greets like Mailpit', async () => {
  const { inbox } = await inboxWithPorts()

  const socket = createConnection(inbox.smtpPort, '127.0.0.1')
  const [greeting] = await once(socket, 'data')
  socket.destroy()

  expect(String(greeting)).toBe('220 inbox Mailpit ESMTP Service ready\r\n')
})

test('serves who talks before it has greeted, as Mailpit does', async () => {
  const { inbox } = await inboxWithPorts()

  const socket = createConnection(inbox.smtpPort, '127.0.0.1')
  socket.write('HELO early\r\nQUIT\r\n')

  expect(await text(socket)).toMatch(/^220 inbox Mailpit .*\r\n250 .*\r\n221 /)
})

test.each([
  ['httpPort', 'the inbox'],
  ['smtpPort', 'SMTP'],
] as const)('names a taken %s, and leaves nothing running', async (which, purpose) => {
  const taken = createServer()
  await new Promise<void>(resolve => taken.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void taken.close())
  const { port } = taken.address() as { port: number }

  const starting = startInbox({ httpPort: 0, smtpPort: 0, [which]: port, now: Date.now, newId: () => 'x' })

  await expect(starting).rejects.toMatchObject({
    name: 'SandboxError',
    code: 'port-taken',
    message: expect.stringContaining(
      `port ${port} on 127.0.0.1 for ${purpose}: another program uses it. Stop that program`,
    ),
  })
})

test('stops at once, also with an idle connection open', async () => {
  const inbox = await inboxWithoutPorts({ listen: true, httpPort: 0, smtpPort: 0 })
  const transport = createTransport({ url: inbox.smtpUrl, pool: true, ignoreTLS: true })
  await transport.sendMail({ from: 'a@example.com', to: 'b@example.com', text: 'hi' })

  await inbox.stop()

  await expect(fetch(inbox.url)).rejects.toThrow()
  transport.close()
})

test('tells whoever listens about each mail', async () => {
  const subjects: string[] = []
  const inbox = await inboxWithoutPorts({
    onMessage: mail => subjects.push(`${mail.to[0]?.Address} ${mail.subject}`),
  })

  await inbox.deliver(rawMail(), ENVELOPE)

  expect(subjects).toEqual(['ada@example.com Hello'])
})

test('the same seed and clock keep the same bytes', async () => {
  const source = async () => {
    const inbox = await inboxWithoutPorts()
    const { id } = await inbox.deliver(rawMail(), {
      from: 'shop@example.com',
      to: ['ada@example.com', 'eve@example.com'],
    })
    return (await inbox.app.request(`/api/v1/message/${id}/raw`)).text()
  }

  expect(await source()).toBe(await source())
  expect(await source()).toMatch(/^Bcc: eve@example\.com\r\nMessage-ID: <\w{22}@mailpit>\r\nReturn-Path: /)
})

test('adds hidden recipients to a Bcc header that is already there', async () => {
  const inbox = await inboxWithoutPorts()

  await inbox.deliver(rawMail({ Bcc: 'carl@example.com' }), { from: 'a@x.io', to: ['eve@example.com'] })

  expect(inbox.store.newestFirst()[0]?.bcc.map(({ Address }) => Address)).toEqual([
    'carl@example.com',
    'eve@example.com',
  ])
})

test.each([
  ['utf-16', Buffer.from('\ufeffHello', 'utf16le')],
  ['utf-16le', Buffer.from('\ufeffHello', 'utf16le')],
  ['utf-16be', Buffer.from('\ufeffHello', 'utf16le').swap16()],
])('the byte order mark of a text in %s is no part of it', async (charset, bytes) => {
  const inbox = await inboxWithoutPorts()
  const head = `Subject: s\r\nContent-Type: text/plain; charset=${charset}\r\nContent-Transfer-Encoding: base64`

  await inbox.deliver(Buffer.from(`${head}\r\n\r\n${bytes.toString('base64')}\r\n`), ENVELOPE)

  const [mail] = inbox.store.newestFirst()
  const message = await inbox.app.request(`/api/v1/message/${mail?.id}`)
  expect(await message.json()).toMatchObject({ Text: 'Hello' })
})

test('refuses requests from pages of other sites', async () => {
  const inbox = await inboxWithoutPorts()
  const status = async (Origin: string) =>
    (await inbox.app.request('http://127.0.0.1:8025/api/v1/messages', { headers: { Origin } })).status

  expect(await status('http://127.0.0.1:8025')).toBe(200)
  expect(await status('https://evil.example')).toBe(403)
  expect(await status('null')).toBe(403)
})

test('refuses JSON bodies over 5 MB', async () => {
  const inbox = await inboxWithoutPorts()

  for (const path of ['/api/v1/messages', '/api/v1/tags']) {
    const body = JSON.stringify({ Search: 'x'.repeat(5 * 1024 * 1024) })
    const answer = await inbox.app.request(path, { method: 'PUT', body })
    expect([answer.status, await answer.text()]).toEqual([400, 'http: request body too large'])
  }
})

test('refuses a mail over the limit at the send API as JSON', async () => {
  const inbox = await inboxWithoutPorts({ maxMessageBytes: 1_000 })

  const answer = await inbox.app.request('/api/v1/send', { method: 'POST', body: 'x'.repeat(2_000) })

  expect([answer.status, await answer.json()]).toEqual([413, { Error: 'http: request body too large' }])
})

test('a body too large to delete by deletes nothing', async () => {
  const inbox = await inboxWithoutPorts()
  await inbox.deliver(rawMail(), ENVELOPE)

  const body = JSON.stringify({ IDs: ['x'.repeat(5 * 1024 * 1024)] })
  const answer = await inbox.app.request('/api/v1/messages', { method: 'DELETE', body })

  expect([answer.status, inbox.store.size]).toEqual([400, 1])
})

test.each(['part/1/thumb', 'release', 'sa-check'])('does not answer GET %s', async path => {
  const inbox = await inboxWithoutPorts()
  const { id } = await inbox.deliver(rawMail(), ENVELOPE)

  expect((await inbox.app.request(`/api/v1/message/${id}/${path}`)).status).toBe(404)
})

test.each([
  ['an endless nesting of parts', 'Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n'.repeat(500)],
  ['a boundary that never comes', 'Content-Type: multipart/mixed; boundary=b\r\n\r\nnothing\r\n'],
  ['an unknown charset', 'Content-Type: text/plain; charset=klingon\r\n\r\nhello\r\n'],
  [
    'broken base64 and percent signs',
    'Content-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\nPGltZyBzcmM9ImNpZDolIj4\r\n',
  ],
  ['a header with nothing in it', 'Content-Type:\r\nTo:\r\nDate: never\r\n\r\n\r\n'],
])('reads %s without failing', async (_what, text) => {
  const inbox = await inboxWithoutPorts()
  const { id } = await inbox.deliver(Buffer.from(`From: a@x.io\r\n${text}`), ENVELOPE)

  for (const path of [
    `/api/v1/message/${id}`,
    '/api/v1/messages',
    '/api/v1/search?query=hello',
    '/',
    `/view/${id}`,
  ]) {
    expect((await inbox.app.request(path)).status).toBe(200)
  }
  expect((await inbox.app.request(`/view/${id}.html`)).status).not.toBe(500)
})

test('keeps the newest mails of so many bytes, and the newest one however large', async () => {
  const pruned: unknown[] = []
  const inbox = await inboxWithoutPorts({ maxBytes: 3_000, onPrune: notice => pruned.push(notice) })
  const subjects = () => inbox.store.newestFirst().map(({ subject }) => subject)

  for (const Subject of ['one', 'two', 'three', 'four'])
    await inbox.deliver(rawMail({ Subject }, `${'x'.repeat(900)}\r\n`), ENVELOPE)
  expect(subjects()).toEqual(['four', 'three'])
  expect(pruned[0]).toMatchObject({ pruned: 1, maxBytes: 3_000 })

  await inbox.deliver(rawMail({ Subject: 'large' }, `${'x'.repeat(9_000)}\r\n`), ENVELOPE)
  expect(subjects()).toEqual(['large'])
  expect(inbox.store.bytes).toBeGreaterThan(9_000)
})
