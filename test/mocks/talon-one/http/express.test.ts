// The express way and the app are one emulator: over a socket and in process the same request has the same answer and leaves the same
// journal.
import { type IncomingMessage, type OutgoingHttpHeaders, request } from 'node:http'
import { text } from 'node:stream/consumers'
import { expect, onTestFinished, test, vi } from 'vitest'
import { openHttpServer } from '../../../../harness/doors/http-server.ts'
import { DEPLOYMENT, startTalonOne, type TestTalonOne } from '../../../support/talon-one.ts'

interface Sent {
  method?: string
  path: string
  headers?: Record<string, string | undefined>
  body?: string
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
  const taken = () => express.mock.results.filter(({ value }) => value === true).length
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
    body: body ?? null,
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
]

test.each(CASES)('%s: past the app as through it', async (_, sent) => {
  const [express, full] = [await startTalonOne(), await startTalonOne()]
  const door = await openDoor(express)
  const withKey = (shop: TestTalonOne): Sent => ({
    ...sent,
    headers: { ...HEADERS, authorization: `ApiKey-v1 ${shop.keyOf('customer_engagement')}`, ...sent.headers },
  })

  expect(await door.send(withKey(express))).toEqual(await sendInProcess(full, withKey(full)))
  expect(door.taken()).toBe(1)
  expect(express.world.journal.read()).toEqual(full.world.journal.read())
  expect(express.talonOne.referrals.size).toBe(full.talonOne.referrals.size)
  expect(logged(express)).toEqual(logged(full))
})

/** The API call in the access log, without the port of the test. */
const logged = ({ talonOne }: TestTalonOne) => {
  const { url, ...access } = talonOne.accessLog.get(1) ?? { url: '' }
  return { ...access, url: url.replace(/^http:\/\/127\.0\.0\.1(:\d+)?/, '') }
}

const OTHERS: [string, Sent, number][] = [
  ['another method', { method: 'POST', path: REFERRAL }, 404],
  ['HEAD', { method: 'HEAD', path: REFERRAL }, 404],
  ['a GET with a body', { path: REFERRAL, headers: { 'content-length': '2' }, body: '{}' }, 200],
  ['a longer path', { path: REFERRAL.replace('referral?', 'referrals?') }, 501],
  ['another operation', { path: REFERRAL.replace('referral?', 'coupon?') }, 400],
]

test.each(OTHERS)('%s goes through the app', async (_, sent, status) => {
  const shop = await startTalonOne()
  const door = await openDoor(shop)
  const authorization = `ApiKey-v1 ${shop.keyOf('customer_engagement')}`
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

  expect(shop.talonOne.accessLog.get(1)).toMatchObject({ status: 200, responsePayload: body })
})
