// Whatever the first world answers, a fork of it answers behind its address, byte for byte: both begin with the same state.
import { connect } from 'node:net'
import { beforeAll, expect, test } from 'vitest'
import { type Sandbox, startSandbox } from '../../../harness/index.ts'

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await startSandbox({ clock: 'manual', token: 'secret' })
  await sandbox.worlds.create({ name: 'a' })
  return () => sandbox.stop()
})

/** The whole answer as it comes over a socket, without what names the moment or the address. */
function said(url: string, text: string): Promise<string> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1').setEncoding('latin1')
  let answer = ''
  socket.on('data', chunk => {
    answer += chunk
  })
  socket.on('error', () => {})
  socket.write(text, 'latin1')
  return new Promise(resolve => {
    socket.once('close', () =>
      resolve(answer.replaceAll(/^date: .*\r\n/gim, '').replaceAll(/\/w\/a|a:a@/g, '')),
    )
  })
}

const CEP = 'campaignId=373&advocateProfileIntegrationId=ada%40example.com'
const REFERRAL = JSON.stringify({ campaignId: 373, advocateProfileIntegrationId: 'ada@example.com' })

/** First line without its target's base, headers, body. */
const REQUESTS: [name: string, line: string, headers?: string[], body?: string][] = [
  ['an operation with a key', `GET /customer_engagement/referral?${CEP}`, ['KEY cep']],
  [
    'the same past the express way',
    `GET /customer_engagement/referral?${CEP}`,
    ['KEY cep', 'origin: http://127.0.0.1'],
  ],
  ['one without a key', `GET /customer_engagement/referral?${CEP}`],
  ['one with a body', 'POST /v1/referrals', ['KEY integration'], REFERRAL],
  ['a body in chunks', 'POST /v1/referrals', ['KEY integration', 'transfer-encoding: chunked'], REFERRAL],
  ['a body that is no JSON', 'POST /v1/referrals', ['KEY integration'], '{'],
  ['a body that is too long', 'POST /v1/referrals', ['KEY integration', 'content-length: 99999999']],
  ['one that is not emulated', 'GET /v1/applications/1/campaigns/1/analytics', ['KEY integration']],
  ['a double slash', 'GET //v1/referrals'],
  ['a path of nobody', 'GET /nothing/here?x=1'],
  ['HEAD', 'HEAD /track/v2/projects/x/customers'],
  ['OPTIONS of another origin', 'OPTIONS /track/v2/projects/x/customers', ['origin: https://shop.example']],
  ['a tracking call without credentials', 'POST /track/v2/projects/x/customers', [], '{}'],
  ['a link of no mail', 'GET /e/nobody/view'],
  ['the control API with its token', 'GET /_sandbox/clock', ['authorization: Bearer secret']],
  ['the control API without it', 'GET /_sandbox/clock'],
  ['the control API under another name', 'GET /_sandbox/clock', ['host: evil.example']],
  ['a call that there is none of', 'GET /_sandbox/nothing', ['authorization: Bearer secret']],
  ['a page', 'GET /console', ['authorization: Bearer secret']],
  ['a page that there is none of', 'GET /console/nothing', ['authorization: Bearer secret']],
  ['a header that is too long', 'GET /v1/referrals', [`x-long: ${'x'.repeat(20_000)}`]],
  ['a line that is no request', 'GET /v1/referrals HTTP/9'],
]

function written(base: string, [, line, headers = [], body]: (typeof REQUESTS)[number]): string {
  const [method, path = ''] = line.split(' ')
  const rest = line.split(' ').slice(2).join(' ')
  const keys = {
    cep: sandbox.talonOne.keyFor('customer_engagement'),
    integration: sandbox.talonOne.keyFor('none'),
  }
  const given = headers.map(header =>
    header.startsWith('KEY ')
      ? `authorization: ApiKey-v1 ${keys[header.slice(4) as keyof typeof keys]}\r\ndestination-hostname: sandbox.europe-west1.talon.one\r\ncustomer-engagement-platform-name: bloomreach`
      : header,
  )
  const host = given.some(header => header.startsWith('host:')) ? [] : ['host: 127.0.0.1']
  const length =
    body === undefined || given.some(header => /^(?:content-length|transfer-encoding):/.test(header))
      ? []
      : [`content-length: ${Buffer.byteLength(body)}`]
  const type = body === undefined ? [] : ['content-type: application/json']
  const isChunked = given.includes('transfer-encoding: chunked')
  const sent = isChunked
    ? `${Buffer.byteLength(REFERRAL).toString(16)}\r\n${REFERRAL}\r\n0\r\n\r\n`
    : (body ?? '')
  return [
    `${method} ${base}${path} ${rest === '' ? 'HTTP/1.1' : rest}`,
    ...host,
    ...type,
    ...given,
    ...length,
    'connection: close',
    '',
    sent,
  ].join('\r\n')
}

test.each(REQUESTS)('%s', async (...request) => {
  const [first, behind] = await Promise.all([
    said(sandbox.url, written('', request)),
    said(sandbox.url, written('/w/a', request)),
  ])

  expect(first).toMatch(/^HTTP\/1\.1 \d{3} /)
  expect(withoutCounts(behind)).toBe(withoutCounts(first))
})

/** Reads and pages are counted for each world, and each page of the console has a nonce of its own. */
const withoutCounts = (answer: string): string =>
  answer
    .replaceAll(/(read|page|refused)-\d+/g, '$1')
    .replaceAll(/(nonce-|name="nonce" content=")[\w+/=]{24}/g, '$1')
    .replaceAll(/^(?:content-length: .*|[0-9a-f]+)\r\n/gim, '')

test('the whole URL in place of a path, as a proxy writes it', async () => {
  const line = (base: string) =>
    `GET ${sandbox.url}${base}/_sandbox/ready HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: Bearer secret\r\nconnection: close\r\n\r\n`

  expect(await said(sandbox.url, line('/w/a'))).toContain(`"http":"${sandbox.url}"`)
  expect(await said(sandbox.url, line('/w/nobody'))).toContain('unknown-world')
})
