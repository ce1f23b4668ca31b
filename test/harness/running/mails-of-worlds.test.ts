import { once } from 'node:events'
import { createTransport } from 'nodemailer'
import { expect, onTestFinished, test } from 'vitest'
import { type Sandbox, type SandboxOptions, startSandbox } from '../../../harness/index.ts'
import { email, line, projectWith } from '../../support/scenario-world.ts'

async function started(options: SandboxOptions = {}): Promise<Sandbox> {
  const sandbox = await startSandbox({ clock: 'manual', ...options })
  onTestFinished(() => sandbox.stop())
  return sandbox
}

function send(smtpUrl: string, subject: string): Promise<unknown> {
  const transport = createTransport({ url: smtpUrl, ignoreTLS: true })
  return transport.sendMail({ from: 'shop@example.com', to: 'ada@example.com', subject, text: 'x' })
}

const subjects = async ({ inbox }: Sandbox) => (await inbox.list()).map(({ Subject }) => Subject)

test('who logs in to SMTP as a world sends to its mails, everybody else to the first', async () => {
  const sandbox = await started()
  const fork = await sandbox.fork({ name: 'a' })

  await send(fork.smtpUrl, 'to the fork')
  await send(sandbox.smtpUrl, 'without a login')
  await send(sandbox.smtpUrl.replace('//', '//anybody:secret@'), 'as anybody')

  expect(await subjects(fork)).toEqual(['to the fork'])
  expect((await subjects(sandbox)).sort()).toEqual(['as anybody', 'without a login'])
})

test('who logs in as a world that was deleted is refused', async () => {
  const sandbox = await started()
  const fork = await sandbox.fork({ name: 'a' })
  await fork.stop()

  await expect(send(fork.smtpUrl, 'late')).rejects.toThrow('535 5.7.8 The world of this name was deleted')
  expect(await subjects(sandbox)).toEqual([])
})

test('faults of SMTP are those of the world that is logged in', async () => {
  const sandbox = await started()
  const fork = await sandbox.fork()
  await fork.faults.add({ operation: 'smtp/rcpt', first: 1, answer: { code: 451 } })

  await send(sandbox.smtpUrl, 'untouched')

  await expect(send(fork.smtpUrl, 'struck')).rejects.toThrow('451')
})

test("on the inbox's port a world has Mailpit's API, its pages and its web socket", async () => {
  const sandbox = await started()
  const fork = await sandbox.fork({ name: 'a' })
  const socket = new WebSocket(`${fork.inbox.url.replace('http', 'ws')}/api/events`)
  const other = new WebSocket(`${sandbox.inbox.url.replace('http', 'ws')}/api/events`)
  await Promise.all([once(socket, 'open'), once(other, 'open')])
  const heard: string[] = []
  other.addEventListener('message', ({ data }) => heard.push(data))
  const [told] = await Promise.all([once(socket, 'message'), send(fork.smtpUrl, 'Hello')])

  const messages = await (await fetch(`${fork.inbox.url}/api/v1/messages`)).json()
  const byHeader = await fetch(`${sandbox.inbox.url}/api/v1/messages`, {
    headers: { 'x-sandbox-world': 'a' },
  })
  const first = await (await fetch(`${sandbox.inbox.url}/api/v1/messages`)).json()

  expect(fork.inbox.url).toBe(`${sandbox.inbox.url}/w/a`)
  expect(JSON.parse(told[0].data)).toMatchObject({ Type: 'new', Data: { Subject: 'Hello' } })
  expect([messages.total, (await byHeader.json()).total, first.total]).toEqual([1, 1, 0])
  const closed = once(socket, 'close')
  await fork.stop()
  await closed
  expect(heard).toEqual([])
  other.close()
})

test('mails of a world that is not there are a 404 of the sandbox, also for a web socket', async () => {
  const sandbox = await started()

  const answer = await fetch(`${sandbox.inbox.url}/w/nobody/api/v1/messages`)
  const socket = new WebSocket(`${sandbox.inbox.url.replace('http', 'ws')}/w/nobody/api/events`)

  expect([answer.status, answer.headers.get('x-sandbox-reason')]).toEqual([404, 'unknown-world'])
  await once(socket, 'error')
})

test.each(['handed-in', 'smtp'] as const)('mails of a fork of a fast world are its own: %s', async wire => {
  const sandbox = await started({
    clock: 'fast',
    world: projectWith(['ada'], line({ id: 2, type: 'wait', period: '1 hour' } as never, email('Hi'))),
    ...(wire === 'smtp' ? { wire } : {}),
  })
  await sandbox.faults.add({ operation: 'smtp/rcpt', match: { address: 'nobody' }, answer: { code: 451 } })
  const fork = await sandbox.fork()
  await fork.startScenarios()
  await fork.settle()

  expect(await subjects(fork)).toEqual(['Hello'])
  expect(await subjects(sandbox)).toEqual([])
})

/** Everything that a page leads to on its own origin. */
function linksIn(html: string): string[] {
  const found = [...html.matchAll(/ (?:href|src|action|data-next)="([^"#]+)"/g)].map(([, url = '']) => url)
  return found.map(url => url.replaceAll('&amp;', '&')).filter(url => !/^(?:data|mailto):/.test(url))
}

test('no link of a page or a mail of a world leads out of it, and each leads somewhere', async () => {
  const html = `<p>Hi</p><a href="https://shop.example/a">a</a><a href="{{ email.view }}">v</a><a href="{{ consent.page }}">c</a>`
  const sandbox = await started({ world: projectWith(['ada'], line(email(html))) })
  const fork = await sandbox.fork({ name: 'a' })
  await fork.startScenarios()
  await fork.settle()
  const mail = await fork.inbox.waitFor({ to: 'ada@example.com' })
  const headers = await fork.inbox.headers(mail.ID)
  const [unsubscribe = ''] = headers['List-Unsubscribe'] ?? []
  const customer = (await fork.journal({ kind: 'bloomreach.run-entered' })).entries[0]?.customer
  const pages = [
    `${fork.url}/`,
    `${fork.url}/console/customers/${customer}`,
    `${fork.inbox.url}/`,
    `${fork.inbox.url}/view/${mail.ID}`,
    `${fork.inbox.url}/?q=nothing`,
    `${fork.inbox.url}/view/nobody`,
  ]

  const texts = await Promise.all(pages.map(async page => [page, await (await fetch(page)).text()] as const))
  const links = [
    ...texts.flatMap(([page, text]) => linksIn(text).map(link => String(new URL(link, page)))),
    ...linksIn(mail.HTML),
    ...unsubscribe.split(/[<>]/).filter(part => part.startsWith('http')),
  ].filter(link => !link.startsWith('https://shop.example/'))

  expect(new Set(links).size).toBeGreaterThan(15)
  const isInside = (link: string) =>
    new URL(link).pathname.startsWith('/w/a/') || new URL(link).pathname === '/w/a'
  expect(links.filter(link => !isInside(link))).toEqual([])
  const answers = await Promise.all(
    [...new Set(links)].map(
      async link => [link, (await fetch(link, { redirect: 'manual' })).status] as const,
    ),
  )
  expect(answers.filter(([, status]) => status >= 400)).toEqual([])
  expect((await sandbox.journal()).entries).toEqual([])
})
