// Who may use control API, console and inbox. Every rule is asked at each of the three doors.
import { request as httpRequest } from 'node:http'
import { expect, onTestFinished, test } from 'vitest'
import { type Sandbox, type SandboxOptions, startSandbox } from '../../../harness/index.ts'

interface Asked {
  method?: string
  headers?: Record<string, string>
  body?: string
}

/** As a browser or a rebound name would ask: `fetch` itself forbids to set Host and Origin. */
function ask(url: string, { method = 'GET', headers = {}, body }: Asked = {}) {
  return new Promise<{ status: number; text: string; headers: Record<string, unknown> }>(
    (resolve, reject) => {
      const length = body === undefined ? {} : { 'content-length': String(body.length) }
      const asking = httpRequest(
        url,
        { method, headers: { ...length, ...headers }, agent: false },
        answer => {
          let text = ''
          answer.setEncoding('utf8').on('data', (chunk: string) => {
            text += chunk
          })
          answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text, headers: answer.headers }))
        },
      )
      asking.on('error', reject).end(body)
    },
  )
}

async function started(options: SandboxOptions = {}): Promise<Sandbox> {
  const sandbox = await startSandbox(options)
  onTestFinished(() => sandbox.stop())
  await sandbox.worlds.create({ name: 'a' })
  return sandbox
}

/** Those of the first world, and those of a world beside it. */
const doorsOf = (sandbox: Sandbox) =>
  ['', '/w/a'].flatMap(base => [
    `${sandbox.url}${base}/_sandbox/journal`,
    `${sandbox.url}${base}/_sandbox/openapi.json`,
    `${sandbox.url}${base}/_sandbox/nothing`,
    `${sandbox.url}${base}/`,
    `${sandbox.url}${base}/console`,
    `${sandbox.inbox.url}${base}/`,
    `${sandbox.inbox.url}${base}/api/v1/messages`,
    `${sandbox.inbox.url}${base}/api/v1/message/x/part/1`,
  ])

const statuses = async (sandbox: Sandbox, asked: Asked) =>
  Promise.all(doorsOf(sandbox).map(async url => (await ask(url, asked)).status))

test.each([
  'evil.example',
  'evil.example:4400',
  '127.0.0.1.evil.example',
  'localhost.evil.example',
  'talon.one',
  'sandbox.internal.example',
  '.',
  '..localhost',
  '.localhost',
  'a..localhost',
  'localhost..',
  'a,b',
  "a'b",
])('a name that somebody else leads here is refused: %s', async host => {
  const sandbox = await started()

  const answers = await statuses(sandbox, { headers: { host } })

  expect(new Set(answers)).toEqual(new Set([403]))
  const { text } = await ask(`${sandbox.url}/_sandbox/journal`, { headers: { host } })
  expect(JSON.parse(text)).toMatchObject({
    error: { code: 'forbidden-host', message: expect.stringMatching(/^Cannot answer under the name /) },
  })
})

test.each([
  'localhost:4400',
  'shop.localhost',
  'sandbox',
  'sandbox:4400',
  '10.1.2.3:4400',
  '[::1]:4400',
  '[fe80::1]',
  'LOCALHOST.',
])('an address or a name of this network is answered: %s', async host => {
  const sandbox = await started()

  expect(await statuses(sandbox, { headers: { host } })).not.toContain(403)
})

test('a request line that names another host is refused, whatever its header says', async () => {
  const sandbox = await started()
  const asked = { host: '127.0.0.1', port: new URL(sandbox.url).port, agent: false }

  const status = await new Promise(resolve => {
    const path = 'http://evil.example/_sandbox/journal'
    httpRequest({ ...asked, path, headers: { host: 'localhost' } }, answer => {
      answer.resume()
      resolve(answer.statusCode)
    }).end()
  })

  expect(status).toBe(403)
})

test('a name that the sandbox was told of is answered, and so is what links begin with', async () => {
  const sandbox = await started({
    allowName: ['box.example', '.shop.example'],
    publicUrl: 'https://talon.example/',
    inboxPublicUrl: 'https://mail.example',
  })
  const journal = async (headers: Record<string, string>) =>
    (await ask(`${sandbox.url}/_sandbox/journal`, { headers })).status

  expect(await journal({ host: 'box.example' })).toBe(200)
  expect(await journal({ host: 'a.shop.example' })).toBe(200)
  expect(await journal({ host: 'shop.example' })).toBe(200)
  expect(await journal({ host: 'talon.example', origin: 'https://talon.example' })).toBe(200)
  expect(await journal({ host: 'notshop.example' })).toBe(403)
  expect(await journal({ host: 'mail.example' })).toBe(403)
  expect(
    (await ask(`${sandbox.ready().inbox}/api/v1/info`, { headers: { host: 'mail.example' } })).status,
  ).toBe(200)
  expect(sandbox.inbox.url).toBe('https://mail.example')
})

test.each(['https://evil.example', 'http://localhost:3000', 'http://127.0.0.1:1', 'file://', 'x', ''])(
  'a page of another origin is refused: %j',
  async origin => {
    const sandbox = await started()
    const all = doorsOf(sandbox).filter(url => !url.includes('/part/'))

    for (const url of all) expect((await ask(url, { headers: { origin } })).status).toBe(403)
  },
)

test.each([
  ['POST', '/_sandbox/reset'],
  ['DELETE', '/_sandbox/faults'],
  ['POST', '/_sandbox/clock/advance'],
])('a page of another site cannot change anything: %s %s', async (method, path) => {
  const sandbox = await started()
  await sandbox.faults.add({ operation: 'smtp/rcpt', answer: { code: 451 } })
  const foreign = { origin: 'https://evil.example', 'content-type': 'application/json' }

  const answers = [
    await ask(sandbox.url + path, { method, headers: foreign, body: '{"by":"1d"}' }),
    await ask(sandbox.url + path, { method, headers: { origin: 'null' } }),
    await ask(sandbox.url + path, { method, headers: { 'sec-fetch-site': 'cross-site' } }),
    await ask(sandbox.url + path, {
      method,
      headers: { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' },
    }),
    await ask(sandbox.url + path, { method, headers: { 'content-type': 'text/plain' }, body: '{"by":"1d"}' }),
    await ask(sandbox.url + path, {
      method,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'by=1d',
    }),
    await ask(sandbox.url + path, { method, body: '{"by":"1d"}' }),
  ]

  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 403))
  for (const { text } of answers) expect(JSON.parse(text).error.code).toMatch(/^forbidden-/)
  expect((await sandbox.faults.list()).faults).toHaveLength(1)
  expect((await sandbox.clock.state()).now).toBe('2026-01-05T09:00:00.000Z')
})

test('a page of another site cannot delete mails, and a program can', async () => {
  const sandbox = await started()
  await sandbox.startScenarios()
  await sandbox.settle()
  const url = `${sandbox.inbox.url}/api/v1/messages`
  const foreign = { origin: 'https://evil.example', 'content-type': 'text/plain' }

  expect((await ask(url, { method: 'DELETE', headers: foreign })).status).toBe(403)
  const browser = { 'user-agent': 'Mozilla/5.0', 'content-type': 'text/plain' }
  expect((await ask(url, { method: 'DELETE', headers: browser, body: '{}' })).status).toBe(403)
  expect(await sandbox.inbox.list()).toHaveLength(3)

  expect((await ask(url, { method: 'DELETE' })).status).toBe(200)
  expect(await sandbox.inbox.list()).toEqual([])
})

test('the own origin, a link from elsewhere and a program without a body are welcome', async () => {
  const sandbox = await started()
  const { host } = new URL(sandbox.url)
  const fromElsewhere = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }

  const answers = [
    await ask(`${sandbox.url}/_sandbox/settle`, { method: 'POST', headers: { origin: `http://${host}` } }),
    await ask(`${sandbox.url}/_sandbox/settle`, { method: 'POST' }),
    await ask(`${sandbox.url}/console`, { headers: fromElsewhere }),
    await ask(`${sandbox.inbox.url}/`, { headers: fromElsewhere }),
  ]

  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200])
})

test('the vendors’ own paths answer under every name and to every page', async () => {
  const sandbox = await started()
  const headers = { host: 'api.shop.example', origin: 'https://shop.example' }

  const { status } = await ask(`${sandbox.url}/v1/applications/1/campaigns`, { headers })

  expect(status).toBe(401)
})

test('with a token, only who knows it gets in, as Bearer or as the password of Basic', async () => {
  const sandbox = await started({ token: 'open sesame' })
  const basic = (credentials: string) => ({ authorization: `Basic ${btoa(credentials)}` })
  const allStatuses = async (headers: { authorization?: string }) =>
    new Set(await statuses(sandbox, { headers }))

  for (const headers of [
    {},
    basic('any:wrong'),
    { authorization: 'Bearer' },
    { authorization: 'Bearer wrong' },
  ]) {
    expect(await allStatuses(headers)).toEqual(new Set([401]))
  }
  const { text, headers } = await ask(`${sandbox.url}/_sandbox/journal`)
  expect(JSON.parse(text).error.code).toBe('token-required')
  expect(headers['www-authenticate']).toBe('Basic realm="referral-sandbox", charset="UTF-8"')
  expect(text).not.toContain('open sesame')

  expect(await allStatuses({ authorization: 'Bearer open sesame' })).not.toContain(401)
  expect(await allStatuses(basic('mailpit:open sesame'))).not.toContain(401)
  expect((await ask(`${sandbox.inbox.url}/readyz`)).status).toBe(200)
})

test.each([true, false])(
  'everything of the sandbox itself sends the token (with ports: %s)',
  async listen => {
    const sandbox = await started({ token: 'open sesame', listen })
    await sandbox.startScenarios()
    await sandbox.settle()

    expect(await sandbox.inbox.list()).toHaveLength(3)
    expect((await sandbox.fetch('/_sandbox/ready')).status).toBe(200)
    expect((await sandbox.fetch('/console')).status).toBe(200)
    expect((await sandbox.inboxFetch('/api/v1/info')).status).toBe(200)
    await sandbox.reset()
    expect(await sandbox.inbox.list()).toEqual([])
  },
)

test('every answer is kept to itself: not guessed, not framed, not told to other sites', async () => {
  const sandbox = await started()
  await sandbox.startScenarios()
  await sandbox.settle()
  const [mail] = await sandbox.inbox.list()
  const links = [...((await sandbox.inbox.read(mail?.ID ?? '')).HTML.matchAll(/http:\/\/[^"'\s<]+/g) ?? [])]

  const urls = [
    ...doorsOf(sandbox),
    `${sandbox.url}/console/customers/ada%40example.com`,
    `${sandbox.url}/console/nothing`,
    `${sandbox.inbox.url}/view/${mail?.ID}`,
    `${sandbox.inbox.url}/view/${mail?.ID}.html`,
    ...links.map(([link]) => link),
  ]
  for (const url of urls) {
    const { headers } = await ask(url)
    expect(headers['x-content-type-options'], url).toBe('nosniff')
    expect(headers['referrer-policy'], url).toBe('no-referrer')
    expect(headers['content-security-policy'], url).toMatch(/default-src 'none'/)
    expect(headers['content-security-policy'], url).toMatch(/frame-ancestors '(none|self)'/)
  }
})
