// What Mailpit offers beside lists and mails: live events, chaos, checks, thumbnails, release. As its clients call them.
import { once } from 'node:events'
import { MailpitClient } from 'mailpit-api'
import { createTransport } from 'nodemailer'
import { PNG } from 'pngjs'
import { expect, onTestFinished, test } from 'vitest'
import { type Sandbox, startSandbox } from '../../../harness/index.ts'
import { embeddedInbox, realMailpit } from '../../support/mailpit.ts'

interface Frame {
  Type: string
  Data: Record<string, unknown> | null
}

/** Frames as they come; `next` waits for one of a type. */
function eventsOf(url: string, token?: string) {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/api/events`, {
    headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
  } as never)
  onTestFinished(() => socket.close())
  const frames: Frame[] = []
  const waiting: { type: string; done: (frame: Frame) => void }[] = []
  socket.addEventListener('message', ({ data }) => {
    const frame = JSON.parse(String(data)) as Frame
    frames.push(frame)
    const at = waiting.findIndex(({ type }) => type === frame.Type)
    if (at !== -1) waiting.splice(at, 1)[0]?.done(frame)
  })
  return {
    socket,
    opened: new Promise((done, failed) => {
      socket.addEventListener('open', done)
      socket.addEventListener('error', failed)
    }),
    next: (type: string) => new Promise<Frame>(done => waiting.push({ type, done })),
  }
}

const send = (smtpUrl: string, mail: object = {}) =>
  createTransport({ url: smtpUrl, ignoreTLS: true }).sendMail({
    from: 'shop@example.com',
    to: 'ada@example.com',
    subject: 'Hello',
    text: 'Hello there',
    ...mail,
  })

async function running(): Promise<{ sandbox: Sandbox; client: MailpitClient }> {
  const sandbox = await startSandbox({ clock: 'manual' })
  onTestFinished(() => sandbox.stop())
  return { sandbox, client: new MailpitClient(sandbox.inbox.url) }
}

const picture = (width: number, height: number): Buffer => {
  const png = new PNG({ width, height })
  png.data.fill(0x40)
  return PNG.sync.write(png)
}

for (const provider of [embeddedInbox, realMailpit()]) {
  const isSkipped = provider.missing !== undefined && process.env.CI !== 'true'
  test.skipIf(isSkipped)(
    `${provider.name} tells of new, changed and deleted mails on its web socket`,
    async () => {
      const inbox = await provider.start()
      onTestFinished(() => inbox.stop())
      const client = new MailpitClient(inbox.url)
      await client.deleteMessages()
      const events = eventsOf(inbox.url)
      await events.opened

      const arrived = events.next('new')
      const counted = events.next('stats')
      await send(inbox.smtpUrl)
      const { Data: summary } = await arrived
      const changed = events.next('update')
      await client.setReadStatus({ IDs: [String(summary?.ID)], Read: true })
      const update = await changed
      const gone = events.next('delete')
      await client.deleteMessages({ IDs: [String(summary?.ID)] })

      expect(summary).toMatchObject({
        Subject: 'Hello',
        To: [{ Address: 'ada@example.com' }],
        Snippet: 'Hello there',
      })
      expect((await counted).Data).toMatchObject({ Total: expect.any(Number), Unread: expect.any(Number) })
      expect(update.Data).toMatchObject({ ID: summary?.ID, Read: true })
      expect((await gone).Data).toMatchObject({ ID: summary?.ID })
      const emptied = events.next('truncate')
      await client.deleteMessages()
      expect((await emptied).Type).toBe('truncate')
    },
  )
}

test('who may not read mails does not hear of them', async () => {
  const { sandbox } = await running()
  const foreign = await fetch(`${sandbox.inbox.url}/api/events`, {
    headers: { origin: 'https://evil.example' },
  })
  const socket = new WebSocket(`${sandbox.inbox.url.replace('http', 'ws')}/api/events`, {
    headers: { origin: 'https://evil.example' },
  } as never)

  expect(foreign.status).toBe(403)
  await once(socket, 'error')
})

test('chaos of Mailpit is a fault of the sandbox, gone with a reset', async () => {
  const { sandbox, client } = await running()
  const always = { ErrorCode: 452, Probability: 100 }

  const set = await client.setChaosTriggers({ Recipient: always })

  expect(set).toMatchObject({ Recipient: always, Sender: { Probability: 0 } })
  await expect(send(sandbox.smtpUrl)).rejects.toMatchObject({ responseCode: 452 })
  const { faults } = await sandbox.faults.list()
  expect(faults).toMatchObject([{ operation: 'smtp/rcpt', every: 1, answer: { code: 452 }, struck: 1 }])
  await client.setChaosTriggers({ Authentication: { ErrorCode: 535, Probability: 100 } })
  const login = new URL(sandbox.smtpUrl)
  Object.assign(login, { username: 'shop', password: 'x' })
  await expect(send(login.href)).rejects.toMatchObject({ responseCode: 535 })
  await sandbox.reset()
  expect((await client.getChaosTriggers()).Authentication.Probability).toBe(0)
  await send(sandbox.smtpUrl)
})

test.each([
  [{ Sender: { ErrorCode: 200, Probability: 1 } }, 'error code must be between 400 and 599'],
  [{ Sender: { ErrorCode: 451, Probability: 101 } }, 'probability must be between 0 and 100'],
])('chaos refuses %j and plans nothing', async (triggers, sentence) => {
  const { sandbox } = await running()

  const answer = await fetch(`${sandbox.inbox.url}/api/v1/chaos`, {
    method: 'PUT',
    body: JSON.stringify(triggers),
  })

  expect([answer.status, await answer.text()]).toEqual([400, sentence])
  expect((await sandbox.faults.list()).faults).toEqual([])
})

test('link-check asks the sandbox itself and Talon.One for codes, and never the internet', async () => {
  const { sandbox, client } = await running()
  await sandbox.startScenarios()
  await sandbox.clock.advance('1m')
  const { Text: text } = await sandbox.inbox.waitFor({ to: 'ada@example.com' })
  const code = /[A-Z0-9]{4}-[A-Z0-9]{4}/.exec(text)?.[0] ?? ''
  const own = `${sandbox.url}/e/test/unsubscribe`
  await send(sandbox.smtpUrl, {
    html: `<a href="${own}">a</a><a href="${sandbox.url}/e/nobody/unsubscribe">b</a><a href="https://shop.example/r/${code}">c</a>`,
    text: 'See https://shop.example/about.',
  })

  const { Errors, Links } = await client.linkCheck('latest')

  expect(Errors).toBe(1)
  expect(Links).toEqual([
    { URL: own, StatusCode: 200, Status: 'OK' },
    { URL: `${sandbox.url}/e/nobody/unsubscribe`, StatusCode: 404, Status: 'Not Found' },
    { URL: `https://shop.example/r/${code}`, StatusCode: 200, Status: `Talon.One knows the code ${code}` },
    { URL: 'https://shop.example/about', StatusCode: 0, Status: 'Not asked: it leads off this machine' },
  ])
})

test('html-check names what email clients do not show, by client', async () => {
  const { sandbox, client } = await running()
  await send(sandbox.smtpUrl, { html: '<p style="position:absolute">x</p><video></video>' })

  const { Total, Warnings, Platforms } = await client.htmlCheck('latest')

  expect(Warnings.map(({ Slug }) => Slug)).toEqual(expect.arrayContaining(['css-position', 'html-video']))
  expect(Warnings[0]?.Results[0]).toMatchObject({
    Name: expect.any(String),
    Support: expect.stringMatching(/^(yes|no|partial)$/),
  })
  expect(Total).toMatchObject({ Nodes: 2, Supported: expect.any(Number) })
  expect(Platforms.Gmail).toContain('iOS')
})

test.each([
  ['a mail without HTML', { text: 'x' }],
  ['HTML that is nested without end', { html: '<div>'.repeat(3_000) }],
])('html-check of %s is a 400 with a sentence', async (_, mail) => {
  const { sandbox } = await running()
  await send(sandbox.smtpUrl, mail)

  const answer = await fetch(`${sandbox.inbox.url}/api/v1/message/latest/html-check`)

  expect(answer.status).toBe(400)
  expect(await answer.text()).toMatch(/HTML/)
})

test.each([
  ['a picture', picture(400, 100)],
  ['a picture that claims to be enormous', Buffer.from(picture(2, 2)).fill(0x7f, 16, 24)],
  ['what is no picture', Buffer.from('GIF89a but no more')],
])('the thumbnail of %s is a JPEG of 180 by 120', async (_, content) => {
  const { sandbox, client } = await running()
  await send(sandbox.smtpUrl, { attachments: [{ filename: 'x.png', content }] })
  const { Attachments } = await client.getMessageSummary()

  const answer = await fetch(
    `${sandbox.inbox.url}/api/v1/message/latest/part/${Attachments[0]?.PartID}/thumb`,
  )

  const jpeg = Buffer.from(await answer.arrayBuffer())
  expect(answer.headers.get('content-type')).toBe('image/jpeg')
  expect(jpeg.readUInt16BE(0)).toBe(0xffd8)
  const frame = jpeg.indexOf(Buffer.from([0xff, 0xc0]))
  expect([jpeg.readUInt16BE(frame + 7), jpeg.readUInt16BE(frame + 5)]).toEqual([180, 120])
})

test('a released mail comes into this inbox once more, for whom it was released to', async () => {
  const { sandbox, client } = await running()
  await send(sandbox.smtpUrl)

  await client.releaseMessage('latest', { To: ['qa@example.com'] })

  expect((await client.searchMessages({ query: 'addressed:qa@example.com' })).messages_count).toBe(1)
  const refused = await fetch(`${sandbox.inbox.url}/api/v1/message/latest/release`, {
    method: 'POST',
    body: JSON.stringify({ To: ['qa@example.com\r\nBcc: eve@example.com'] }),
  })
  expect(refused.status).toBe(400)
})

test('mailpit-api calls all of its methods, and only SpamAssassin is not there', async () => {
  const { sandbox, client } = await running()
  await send(sandbox.smtpUrl, {
    html: '<p>x</p>',
    attachments: [{ filename: 'x.png', content: picture(2, 2) }],
  })
  const { ID, Attachments } = await client.getMessageSummary()
  const part = Attachments[0]?.PartID ?? ''
  const calls: Record<string, () => Promise<unknown>> = {
    getInfo: () => client.getInfo(),
    getConfiguration: () => client.getConfiguration(),
    listMessages: () => client.listMessages(),
    searchMessages: () => client.searchMessages({ query: 'to:ada@example.com' }),
    waitForMessage: () => client.waitForMessage({ query: 'to:ada@example.com' }),
    waitForMessages: () => client.waitForMessages({ query: 'to:ada@example.com' }),
    getMessageSummary: () => client.getMessageSummary(ID),
    getMessageHeaders: () => client.getMessageHeaders(ID),
    getMessageSource: () => client.getMessageSource(ID),
    getMessageAttachment: () => client.getMessageAttachment(ID, part),
    getAttachmentThumbnail: () => client.getAttachmentThumbnail(ID, part),
    htmlCheck: () => client.htmlCheck(ID),
    linkCheck: () => client.linkCheck(ID),
    renderMessageHTML: () => client.renderMessageHTML(ID),
    renderMessageText: () => client.renderMessageText(ID),
    setTags: () => client.setTags({ IDs: [ID], Tags: ['one'] }),
    getTags: () => client.getTags(),
    renameTag: () => client.renameTag('one', 'two'),
    deleteTag: () => client.deleteTag('two'),
    getChaosTriggers: () => client.getChaosTriggers(),
    setChaosTriggers: () => client.setChaosTriggers({}),
    setReadStatus: () => client.setReadStatus({ IDs: [ID], Read: true }),
    releaseMessage: () => client.releaseMessage(ID, { To: ['qa@example.com'] }),
    sendMessage: () =>
      client.sendMessage({ From: { Email: 'a@example.com' }, To: [{ Email: 'b@example.com' }], Text: 'x' }),
    deleteMessagesBySearch: () => client.deleteMessagesBySearch({ query: 'to:b@example.com' }),
    deleteMessages: () => client.deleteMessages(),
  }
  const methods = Object.getOwnPropertyNames(MailpitClient.prototype)
  const known = [...Object.keys(calls), 'spamAssassinCheck', 'constructor', 'request']
  const untried = methods.filter(
    name => /^[a-z]/.test(name) && !known.includes(name) && !name.startsWith('_'),
  )

  const failed: string[] = []
  for (const [name, call] of Object.entries(calls))
    await call().catch(error => failed.push(`${name}: ${error}`))

  expect(failed).toEqual([])
  expect(untried).toEqual([])
  await expect(client.spamAssassinCheck(ID)).rejects.toThrow(/404/)
})
