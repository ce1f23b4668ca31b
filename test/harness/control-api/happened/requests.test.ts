import { expect, test } from 'vitest'
import { type Sandbox, startSandbox, type WorldDefinition } from '../../../../harness/index.ts'

const KEY = 'a-real-looking-key-1234567890'
const SECRET = 'partner-s3cret-value'

const world: WorldDefinition = {
  talonOne: {
    applications: [
      {
        id: 1,
        name: 'Shop',
        apiKeys: [
          { title: 'CEP', platform: 'customer_engagement', key: KEY },
          { title: 'Integration', key: 'integration-key-0987654321' },
        ],
        campaigns: [{ id: 373, name: 'Refer', features: ['referrals'] }],
      },
    ],
  },
  bloomreach: {
    consentCategories: ['newsletter'],
    customers: [
      {
        ids: { registered: 'ada@example.com' },
        attributes: { email: 'ada@example.com' },
        consents: { newsletter: 'accept' },
      },
    ],
    integrations: [
      {
        type: 'http_authentication_schema',
        name: 'Talon.One',
        endpoint: 'https://integration.talon.one/',
        headers: [
          { name: 'Authorization', value: `ApiKey-v1 ${KEY}`, visibility: 'public' },
          { name: 'destination-hostname', value: 'sandbox.europe-west1.talon.one', visibility: 'public' },
          { name: 'customer-engagement-platform-name', value: 'Bloomreach', visibility: 'public' },
          { name: 'X-Partner', value: SECRET, visibility: 'secret' },
        ],
      },
    ],
    scenarios: [
      {
        name: 'Refer',
        start: true,
        nodes: [
          { id: 1, type: 'now' },
          {
            id: 2,
            type: 'webhook',
            method: 'GET',
            url: 'https://integration.talon.one/customer_engagement/referral?campaignId=373&advocateProfileIntegrationId=nobody&access_token=abc',
            response: 'json',
            authentication: 'Talon.One',
            consentCategory: 'newsletter',
          },
        ],
        connections: [[1, 2]],
      },
    ],
  },
}

async function ran(options: Parameters<typeof startSandbox>[0] = {}): Promise<Sandbox> {
  const sandbox = await startSandbox({ world, listen: false, ...options })
  await sandbox.startScenarios()
  await sandbox.settle()
  return sandbox
}

test('a webhook and the call that Talon.One received are kept, with secrets hidden', async () => {
  await using sandbox = await ran()

  const { requests, kept } = await sandbox.requests.list({ customer: 'ada@example.com' })
  const [sent, received] = await Promise.all(requests.map(({ seq }) => sandbox.requests.get(seq)))

  expect(kept).toBe(true)
  expect(requests.map(({ kind, method, status }) => [kind, method, status])).toEqual([
    ['bloomreach.webhook-request', 'GET', 404],
    ['talon-one.request', 'GET', 404],
  ])
  expect(sent?.request).toMatchObject({
    path: '/customer_engagement/referral',
    query: [
      { name: 'campaignId', value: '373' },
      { name: 'advocateProfileIntegrationId', value: 'nobody' },
      { name: 'access_token', value: '********' },
    ],
  })
  expect(sent?.request.headers).toEqual(
    expect.arrayContaining([
      { name: 'Authorization', value: 'ApiKey-v1 ********' },
      { name: 'X-Partner', value: '********' },
    ]),
  )
  expect(received?.request.headers).toContainEqual({ name: 'x-partner', value: '********' })
  expect(sent?.answer?.body?.text).toContain('"StatusCode":404')
  expect(received?.answer?.headers).toContainEqual({ name: 'x-sandbox-reason', value: 'missing-profile' })
  const everything = JSON.stringify([
    sent,
    received,
    requests,
    await sandbox.journal(),
    await sandbox.timeline('ada@example.com'),
  ])
  for (const secret of [KEY, SECRET, 'token=abc']) expect(everything).not.toContain(secret)
})

test('an answer finds its request by x-sandbox-request-id', async () => {
  await using sandbox = await startSandbox({ world, listen: false })
  const response = await sandbox.fetch('/v2/customer_profiles/ada', {
    method: 'PUT',
    headers: {
      authorization: 'ApiKey-v1 integration-key-0987654321',
      'content-type': 'application/json',
      cookie: 'a=b',
    },
    body: JSON.stringify({ attributes: {}, password: 'abc' }),
  })

  const exchange = await sandbox.requests.get(response.headers.get('x-sandbox-request-id') ?? '')

  expect(exchange.request.body).toEqual({ text: '{"attributes":{},"password":"********"}', bytes: 34 })
  expect(exchange.request.headers).toContainEqual({ name: 'cookie', value: '********' })
  expect(exchange.answer).toMatchObject({ status: 200, body: { text: await response.text() } })
})

test('over a socket the express way is kept as the app is', async () => {
  await using sandbox = await startSandbox({ world })
  const ask = (profile: string) =>
    fetch(
      `${sandbox.url}/customer_engagement/referral?campaignId=373&advocateProfileIntegrationId=${profile}`,
      {
        headers: {
          authorization: `ApiKey-v1 ${KEY}`,
          'destination-hostname': 'sandbox.europe-west1.talon.one',
          'customer-engagement-platform-name': 'Bloomreach',
        },
      },
    )
  const response = await ask('nobody')

  const exchange = await sandbox.requests.get(response.headers.get('x-sandbox-request-id') ?? '')

  expect(exchange.request.path).toBe('/customer_engagement/referral')
  expect(exchange.request.headers).toContainEqual({ name: 'authorization', value: 'ApiKey-v1 ********' })
  expect(exchange.answer).toMatchObject({ status: 404, body: { text: await response.text() } })
  expect(exchange.answer?.headers).toContainEqual({ name: 'x-sandbox-reason', value: 'missing-profile' })
})

test('calls of the control API that change something are kept', async () => {
  await using sandbox = await startSandbox({ world, listen: false })
  await sandbox.integrations.create({
    type: 'http_authentication_schema',
    name: 'Other',
    endpoint: 'https://shop.example/',
    basic: { username: 'ada', password: 'abc' },
  })

  const { requests } = await sandbox.requests.list({ kind: 'sandbox.request' })
  const exchange = await sandbox.requests.get(requests[0]?.requestId ?? '')

  expect(exchange.request).toMatchObject({ method: 'POST', path: '/_sandbox/bloomreach/integrations' })
  expect(exchange.request.body?.text).toContain('"password":"********"')
  expect(exchange.answer?.body?.text).toContain('"name":"Other"')
})

test('the journal and the timeline come with them when asked', async () => {
  await using sandbox = await ran()

  const { entries } = await sandbox.journal({ exchanges: 'true', kind: 'bloomreach.webhook-request' })
  const { timeline } = await sandbox.timeline('ada@example.com', { exchanges: 'true' })

  expect(entries[0]?.exchange?.answer?.status).toBe(404)
  expect(timeline.filter(({ exchange }) => exchange !== undefined).map(({ kind }) => kind)).toEqual([
    'bloomreach.webhook-request',
    'talon-one.request',
  ])
})

test('bodies are cut where the option says, and binary ones are noted as such', async () => {
  await using sandbox = await startSandbox({ world, listen: false, trafficBodyBytes: 5 })
  const put = (body: BodyInit) =>
    sandbox.fetch('/v2/customer_profiles/ada', {
      method: 'PUT',
      headers: { authorization: 'ApiKey-v1 integration-key-0987654321', 'content-type': 'application/json' },
      body,
    })
  await put('{"attributes":{}}')
  await put(new Uint8Array([255, 0, 254]))

  const { requests } = await sandbox.requests.list({ kind: 'talon-one.request' })
  const bodies = await Promise.all(
    requests.map(async ({ seq }) => (await sandbox.requests.get(seq)).request.body),
  )

  expect(bodies).toEqual([
    { text: '{"att', bytes: 17, is: 'cut' },
    { bytes: 3, is: 'binary' },
  ])
})

test('with --traffic-bytes 0 nothing is kept, and the answer says so', async () => {
  await using sandbox = await ran({ trafficBytes: 0 })

  expect(await sandbox.requests.list()).toEqual({ requests: [], kept: false })
  await expect(sandbox.requests.get(1)).rejects.toMatchObject({ code: 'request-not-found' })
})

test('a snapshot brings them along', async () => {
  await using sandbox = await ran()
  const before = await sandbox.requests.list({ kind: 'talon-one.request' })
  const snapshot = await sandbox.snapshot()
  await sandbox.reset()
  expect(await sandbox.requests.list({ kind: 'talon-one.request' })).toMatchObject({ requests: [] })

  await sandbox.restore(snapshot)

  expect(await sandbox.requests.list({ kind: 'talon-one.request' })).toEqual(before)
})
