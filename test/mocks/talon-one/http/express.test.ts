// The express way and the app are one emulator: over a socket and in process the same request has the same answer and leaves the same
// journal.
import { once } from 'node:events'
import { type IncomingMessage, type OutgoingHttpHeaders, request } from 'node:http'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { expect, onTestFinished, test, vi } from 'vitest'
import { openHttpServer } from '../../../../harness/doors/http-server.ts'
import { DEPLOYMENT, startTalonOne, type TestTalonOne } from '../../../support/talon-one.ts'

interface Sent {
  method?: string
  path: string
  headers?: Record<string, string | undefined>
  body?: string | Buffer
}

/** The sandbox's HTTP door in front of one deployment; `express` says how many requests went past the app. */
async function openDoor(shop: TestTalonOne) {
  const express = vi.fn(shop.talonOne.express)
  const server = await openHttpServer({
    fetch: (request, env) => shop.talonOne.app.fetch(request, env as object),
    express,
    host: '127.0.0.1',
    port: 0,
    purpose: 'the test',
    option: 'port',
  })
  onTestFinished(() => server.stop())
  const taken = () => express.mock.results.filter(({ value }) => value !== false).length
  return { send: (sent: Sent) => sendOverSocket(server.port, sent), taken }
}

async function sendOverSocket(port: number, { method = 'GET', path, headers = {}, body }: Sent) {
  const given = Object.entries(headers).filter(([, value]) => value !== undefined)
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    request({
      host: '127.0.0.1',
      port,
      method,
      path,
      headers: Object.fromEntries(given) as OutgoingHttpHeaders,
    })
      .on('response', resolve)
      .on('error', reject)
      .end(body)
  })
  return answered(response.statusCode ?? 0, name => response.headers[name], await text(response))
}

async function sendInProcess(shop: TestTalonOne, { method = 'GET', path, headers = {}, body }: Sent) {
  const sent = new Headers()
  for (const [name, value] of Object.entries(headers)) if (value !== undefined) sent.set(name, value)
  const response = await shop.talonOne.app.request(`http://127.0.0.1${path}`, {
    method,
    headers: sent,
    body: body === undefined ? null : Uint8Array.from(Buffer.from(body)),
  })
  return answered(response.status, name => response.headers.get(name) ?? undefined, await response.text())
}

const answered = (status: number, header: (name: string) => unknown, body: string) => ({
  status,
  type: header('content-type'),
  requestId: header('x-sandbox-request-id'),
  reason: header('x-sandbox-reason'),
  hint: header('x-sandbox-hint'),
  body,
})

const PATH = '/customer_engagement/referral'
const HEADERS = {
  'destination-hostname': DEPLOYMENT,
  'customer-engagement-platform-name': 'Bloomreach',
}
const REFERRAL = `${PATH}?campaignId=373&advocateProfileIntegrationId=ada@example.com`

const NEW = { campaignId: 373, advocateProfileIntegrationId: 'ada@example.com' }
const MORE = { expiryDate: '2027-01-01T00:00:00+01:00', usageLimit: 3, friendProfileIntegrationId: '' }

const posted = (body: object | string, headers: Sent['headers'] = {}): Sent => ({
  method: 'POST',
  path: '/v1/referrals',
  headers: { 'content-type': 'application/json', ...headers },
  body: typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body),
})

const put = (path: string, body: object | string, headers: Sent['headers'] = {}): Sent => ({
  ...posted(body, headers),
  method: 'PUT',
  path,
})

const SESSION = '/v2/customer_sessions/cart-1'
const SALE = {
  profileId: 'bob',
  referralCode: 'NOBODY-HAS-IT',
  state: 'closed',
  cartItems: [{ sku: 'shoe', name: 'Schüh €', quantity: 1, price: 80 }],
}
const PROFILE = '/v2/customer_profiles/bob?runRuleEngine=true'
const LIST = '/v1/applications/1/campaigns/373/referrals'

const keyFor = (shop: TestTalonOne, { path }: Sent) =>
  path.startsWith(LIST.slice(0, 16))
    ? `ManagementKey-v1 ${shop.talonOne.managementKey}`
    : `ApiKey-v1 ${shop.keyOf(/^\/v\d\//.test(path) ? 'none' : 'customer_engagement')}`

const CASES: [string, Sent][] = [
  ['a new code', { path: REFERRAL }],
  ['a dry run', { path: REFERRAL, headers: { 'X-DRY-RUN': 'true' } }],
  [
    'dates, a limit and a friend',
    {
      path: `${REFERRAL}&expiryDate=2027-01-01T00:00:00%2B01:00&usageLimit=3&friendProfileIntegrationId=bob`,
    },
  ],
  ['an attribute that is not defined', { path: `${REFERRAL}&_colour=red` }],
  ['no query', { path: PATH }],
  ['an empty query', { path: `${PATH}?` }],
  ['an unknown campaign', { path: REFERRAL.replace('373', '374') }],
  ['an unknown advocate with a +', { path: REFERRAL.replace('ada', 'ada+1') }],
  ['broken percent-encoding', { path: REFERRAL.replace('ada', '%E0%A4ada') }],
  ['a parameter given twice', { path: `${REFERRAL}&campaignId=1` }],
  ['a wrong key', { path: REFERRAL, headers: { authorization: 'ApiKey-v1 wrong' } }],
  ['no key', { path: REFERRAL, headers: { authorization: undefined } }],
  ['another deployment', { path: REFERRAL, headers: { 'destination-hostname': 'other.talon.one' } }],
  ['no platform name', { path: REFERRAL, headers: { 'customer-engagement-platform-name': undefined } }],
  ['a header that is too long', { path: REFERRAL, headers: { 'x-long': 'x'.repeat(9_000) } }],
  ['a caused-by that is no number', { path: REFERRAL, headers: { 'x-sandbox-caused-by': 'seven' } }],
  ['a body for a new code', posted(NEW)],
  ['a body with dates, a limit and an empty friend', posted({ ...NEW, ...MORE })],
  ['a body with a field that nobody knows and a null', posted({ ...NEW, colour: 'red', startDate: null })],
  ['a body with a byte order mark and broken UTF-8', posted(Buffer.from('\ufeff{"a":"\xff"}', 'latin1'))],
  ['a body with a wrong field', posted({ ...NEW, usageLimit: -1 })],
  ['a body of an unknown advocate', posted({ ...NEW, advocateProfileIntegrationId: 'grace' })],
  ['a body that is no JSON', posted('{')],
  ['a body of blanks', posted('  ')],
  ['a body of another type', posted(NEW, { 'content-type': 'text/plain' })],
  ['a body with a wrong key', posted(NEW, { authorization: 'ApiKey-v1 wrong' })],
  ['no JSON with a wrong key', posted('{', { authorization: 'ApiKey-v1 wrong' })],
  ['a session that closes', put(SESSION, { customerSession: SALE, responseContent: ['customerSession'] })],
  ['a dry session', put(`${SESSION}?dry=true`, { customerSession: SALE })],
  ['a session with an idempotency key', put(SESSION, { customerSession: SALE }, { 'idempotency-key': 'a' })],
  ['a session with a wrong item', put(SESSION, { customerSession: { cartItems: [{ sku: 7 }] } })],
  ['a session with a wrong key', put(SESSION, { customerSession: {} }, { authorization: 'ApiKey-v1 wrong' })],
  ['a session whose query is wrong', put(`${SESSION}?dry=perhaps`, { customerSession: {} })],
  ['a session of another type', put(SESSION, { customerSession: {} }, { 'content-type': 'text/plain' })],
  ['a profile', put(PROFILE, { attributes: {}, responseContent: ['customerProfile'] })],
  ['a profile with an attribute that is not defined', put(PROFILE, { attributes: { colour: 'red' } })],
  ['a list', { path: `${LIST}/no_total?pageSize=2` }],
  ['a list with its total', { path: LIST }],
  ['a list with a filter that finds nothing', { path: `${LIST}?advocate=grace&usable=true` }],
  ['a list with a wrong page', { path: `${LIST}/no_total?pageSize=0` }],
  ['a list of an unknown campaign', { path: LIST.replace('373', '374') }],
  ['a list of what is no id', { path: LIST.replace('373', 'abc') }],
  ['a list with a wrong key', { path: LIST, headers: { authorization: 'ManagementKey-v1 wrong' } }],
]

test.each(CASES)('%s: past the app as through it', async (_, sent) => {
  const [express, full] = [await startTalonOne(), await startTalonOne()]
  const door = await openDoor(express)
  const withKey = (shop: TestTalonOne): Sent => ({
    ...sent,
    headers: { ...HEADERS, authorization: keyFor(shop, sent), ...sent.headers },
  })

  expect(await door.send(withKey(express))).toEqual(await sendInProcess(full, withKey(full)))
  expect(door.taken()).toBe(1)
  expect(express.world.journal.read()).toEqual(full.world.journal.read())
  expect(express.talonOne.referrals.size).toBe(full.talonOne.referrals.size)
  expect(logged(express)).toEqual(logged(full))
})

/** The API call in the access log, without the port of the test. */
const logged = ({ talonOne }: TestTalonOne) => {
  const { url, ...access } = [...talonOne.accessLog.ofApplication(1)][0] ?? { url: '' }
  return { ...access, url: url.replace(/^http:\/\/127\.0\.0\.1(:\d+)?/, '') }
}

const OTHERS: [string, Sent, number][] = [
  ['another method', { method: 'POST', path: REFERRAL }, 404],
  ['HEAD', { method: 'HEAD', path: REFERRAL }, 404],
  ['a GET with a body', { path: REFERRAL, headers: { 'content-length': '2' }, body: '{}' }, 200],
  ['a longer path', { path: REFERRAL.replace('referral?', 'referrals?') }, 501],
  ['another operation', { path: REFERRAL.replace('referral?', 'coupon?') }, 400],
  ['a body of unknown length', posted(NEW, { 'transfer-encoding': 'chunked' }), 201],
  ['a body that is too long', posted({ ...NEW, more: 'x'.repeat(2 ** 21) }), 413],
  ['a body of a page of another origin', posted(NEW, { origin: 'https://shop.example' }), 201],
  ['an id in percent-encoding', put(SESSION.replace('-', '%2D'), { customerSession: {} }), 200],
  ['an empty id', put(SESSION.replace('cart-1', ''), { customerSession: {} }), 404],
  ['an id that begins with a dot', put(SESSION.replace('cart-1', '.cart'), { customerSession: {} }), 200],
  ['a part more than a session', put(`${SESSION}/reopen`, {}), 404],
  ['a list in a longer path', { path: `${LIST}/7/no_total` }, 501],
]

test.each(OTHERS)('%s goes through the app', async (_, sent, status) => {
  const shop = await startTalonOne()
  const door = await openDoor(shop)
  const authorization = keyFor(shop, sent)
  const answer = await door.send({ ...sent, headers: { ...HEADERS, authorization, ...sent.headers } })

  expect(answer).toMatchObject({ status, requestId: shop.world.journal.get(1)?.requestId })
  expect(door.taken()).toBe(0)
})

test('a planned fault strikes over a socket as in process', async () => {
  const shop = await startTalonOne()
  const door = await openDoor(shop)
  const headers = { ...HEADERS, authorization: `ApiKey-v1 ${shop.keyOf('customer_engagement')}` }
  shop.world.faults.add({ operation: 'cep/createReferral', first: 1, answer: { status: 429 } })

  expect(await door.send({ path: REFERRAL, headers })).toMatchObject({ status: 429 })
  expect(await door.send({ path: REFERRAL, headers })).toMatchObject({ status: 200 })
  expect(door.taken()).toBe(0)
})

test('with payloads kept, the access log has those of requests over a socket', async () => {
  const shop = await startTalonOne({ settings: { accessLogPayloads: 'keep' } })
  const door = await openDoor(shop)
  const headers = { ...HEADERS, authorization: `ApiKey-v1 ${shop.keyOf('customer_engagement')}` }
  const { body } = await door.send({ path: REFERRAL, headers })

  expect([...shop.talonOne.accessLog.ofApplication(1)][0]).toMatchObject({
    status: 200,
    responsePayload: body,
  })
})

/** A socket that has sent the head of a request and half of its body, once the door has heard of it. */
async function halfABody(shop: TestTalonOne, { method, path, body = '' }: Sent = posted(NEW)) {
  const whole = String(body)
  let heard = 0
  const arrived = Promise.withResolvers<void>()
  const others = Promise.withResolvers<void>()
  const server = await openHttpServer({
    fetch: (request, env) => shop.talonOne.app.fetch(request, env as object),
    express: (incoming, outgoing) => {
      const taken = shop.talonOne.express(incoming, outgoing)
      if (++heard === 1) arrived.resolve()
      else if (taken === false) others.resolve()
      return taken
    },
    host: '127.0.0.1',
    port: 0,
    purpose: 'the test',
    option: 'port',
  })
  onTestFinished(() => server.stop())
  const head = [
    `${method} ${path} HTTP/1.1`,
    'host: a',
    `authorization: ApiKey-v1 ${shop.keyOf('none')}`,
    `content-length: ${Buffer.byteLength(whole)}`,
  ]
  const socket = connect(server.port, '127.0.0.1')
  socket.write(`${head.join('\r\n')}\r\n\r\n${whole.slice(0, 20)}`)
  await arrived.promise
  return { socket, rest: whole.slice(20), port: server.port, wentThroughTheApp: others.promise }
}

test('a body that comes in parts is waited for, and the clock with it', async () => {
  const shop = await startTalonOne()
  const { socket, rest } = await halfABody(shop)
  expect(shop.world.clock.holders()).toMatchObject([{ what: 'POST /v1/referrals' }])
  expect(shop.talonOne.referrals.size).toBe(0)

  socket.write(rest)
  await once(socket, 'data')

  expect(shop.world.clock.holders()).toEqual([])
  expect(shop.talonOne.referrals.size).toBe(1)
  socket.destroy()
})

test('a client that goes away in the middle of a body lets go of the clock', async () => {
  const shop = await startTalonOne()
  const { socket } = await halfABody(shop)

  socket.destroy()

  await shop.world.clock.settle()
  expect(shop.talonOne.referrals.size).toBe(0)
  expect(shop.world.journal.read().map(({ kind }) => kind)).toEqual(['talon-one.request'])
})

test('a session whose body is on its way has its lane for itself; the next one waits in the app', async () => {
  const shop = await startTalonOne()
  const sale = put(SESSION, { customerSession: SALE })
  const { socket, rest, port, wentThroughTheApp } = await halfABody(shop, sale)
  const authorization = keyFor(shop, sale)
  const next = sendOverSocket(port, { ...sale, headers: { authorization } })
  await wentThroughTheApp
  const [answered] = [once(socket, 'data'), socket.write(rest)]

  expect(String((await answered)[0])).toMatch(/^HTTP\/1\.1 200/)
  // The first has closed the session: a session that is closed is not closed again.
  expect(await next).toMatchObject({ status: 400, reason: 'session-state' })
  expect(await sendOverSocket(port, { ...sale, headers: { authorization } })).toMatchObject({ status: 400 })
  socket.destroy()
})

test('a client that goes away in the middle of a session leaves its lane', async () => {
  const shop = await startTalonOne()
  const sale = put(SESSION, { customerSession: SALE })
  const { socket, port } = await halfABody(shop, sale)

  socket.destroy()
  await shop.world.clock.settle()

  const headers = { authorization: keyFor(shop, sale) }
  expect(await sendOverSocket(port, { ...sale, headers })).toMatchObject({ status: 200 })
})
