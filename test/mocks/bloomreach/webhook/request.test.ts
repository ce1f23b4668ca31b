import { expect, test } from 'vitest'
import { chain, email, givenScenarios, now, TALON_ONE, webhook } from '../../../support/scenarios.ts'

const talonOne = {
  type: 'http_authentication_schema',
  name: 'Talon.One',
  endpoint: TALON_ONE,
  headers: [
    { name: 'Authorization', value: 'ApiKey-v1 abc', visibility: 'public' },
    { name: 'X-Secret', value: 's3cret', visibility: 'secret' },
  ],
}
const world = { integrations: [talonOne] }

test.each([['GET'], ['POST'], ['PUT'], ['PATCH'], ['DELETE']] as const)(
  '%s requests are sent',
  async method => {
    const bloomreach = await givenScenarios()

    await bloomreach.start(chain(now, webhook({ method, payload: { code: '{{ customer.first_name }}' } })))

    expect(bloomreach.requests).toMatchObject([{ method, body: method === 'GET' ? '' : '{"code":"ada"}' }])
  },
)

test('Jinja is rendered in URL, headers and payload', async () => {
  const bloomreach = await givenScenarios()

  await bloomreach.start(
    chain(
      now,
      webhook({
        method: 'POST',
        url: `${TALON_ONE}?advocate={{ customer.email | urlencode }}`,
        headers: [{ name: 'X-Name', value: '{{ customer.first_name | upper }}' }],
        payload: '{"to": "{{ customer.email }}"}',
      }),
    ),
  )

  const [request] = bloomreach.requests
  expect(request?.url).toBe(`${TALON_ONE}?advocate=ada%40example.com`)
  expect(request?.headers.get('x-name')).toBe('ADA')
  expect(request?.headers.get('content-type')).toBe('application/json')
  expect(request?.body).toBe('{"to": "ada@example.com"}')
})

test('credentials go only to URLs under the endpoint', async () => {
  const endpoint = 'https://secure.example.com/api/v1'
  const bloomreach = await givenScenarios({ world: { integrations: [{ ...talonOne, endpoint }] } })
  const send = (path: string) =>
    bloomreach.start(
      chain(now, webhook({ url: `https://secure.example.com${path}`, authentication: 'Talon.One' })),
    )

  await send('/api/v1/send_sms')
  await send('/api/v2/send_sms')
  await send('/api/v10/send_sms')

  const sent = bloomreach.requests.map(({ headers }) => headers.get('authorization'))
  expect(sent).toEqual(['ApiKey-v1 abc', null, null])
  expect(bloomreach.journal('webhook-request').map(({ hint }) => hint)).toEqual([
    undefined,
    'The URL is not under the endpoint https://secure.example.com/api/v1 of "Talon.One".',
    'The URL is not under the endpoint https://secure.example.com/api/v1 of "Talon.One".',
  ])
})

test('an endpoint never covers another host, whatever the URL looks like', async () => {
  const bloomreach = await givenScenarios({ world, settings: { endpointPrefix: 'text' } })

  await bloomreach.start(
    chain(
      now,
      webhook({
        url: 'https://integration.talon.one@evil.example/customer_engagement/referral',
        authentication: 'Talon.One',
      }),
    ),
  )

  expect(bloomreach.requests.some(({ headers }) => headers.has('authorization'))).toBe(false)
})

test('with endpointPrefix: text any URL that begins with the endpoint is covered', async () => {
  const bloomreach = await givenScenarios({ world, settings: { endpointPrefix: 'text' } })

  await bloomreach.start(chain(now, webhook({ url: `${TALON_ONE}s`, authentication: 'Talon.One' })))

  expect(bloomreach.requests[0]?.headers.get('authorization')).toBe('ApiKey-v1 abc')
})

test('public and secret headers are both sent, and secret values are never shown again', async () => {
  const bloomreach = await givenScenarios({ world })

  await bloomreach.start(chain(now, webhook({ authentication: 'Talon.One' })))

  expect(bloomreach.requests[0]?.headers.get('x-secret')).toBe('s3cret')
  expect(JSON.stringify(bloomreach.integrations.list())).not.toContain('s3cret')
  expect(JSON.stringify(bloomreach.world.journal.read({ limit: 1_000 }))).not.toContain('s3cret')
})

test('Basic is RFC 7617', async () => {
  const basic = { ...talonOne, headers: [], basic: { username: 'Aladdin', password: 'open sesame' } }
  const bloomreach = await givenScenarios({ world: { integrations: [basic] } })

  await bloomreach.start(chain(now, webhook({ authentication: 'Talon.One' })))

  expect(bloomreach.requests[0]?.headers.get('authorization')).toBe('Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==')
  expect(JSON.stringify(bloomreach.integrations.list())).not.toContain('open sesame')
})

test('a webhook preset gives URL, payload and parameters, the node what they stand for', async () => {
  const preset = {
    type: 'webhook_preset',
    name: 'Create code',
    method: 'POST',
    url: `${TALON_ONE}?campaignId={{ params.campaign }}`,
    payload: '{"who":"{{ params.who }}"}',
    parameters: { campaign: null, who: '{{ customer.first_name }}' },
    trackedParameters: { campaign: 'tracked' },
  }
  const bloomreach = await givenScenarios({ world: { integrations: [preset] } })

  await bloomreach.start(
    chain(now, { id: 3, type: 'webhook', preset: 'Create code', parameters: { campaign: '373' } }),
  )

  expect(bloomreach.requests).toMatchObject([
    { method: 'POST', url: `${TALON_ONE}?campaignId=373`, body: '{"who":"ada"}' },
  ])
  expect(bloomreach.campaignEvents('ada')).toMatchObject([{ status: 'sent', campaign: 'tracked' }])
})

test('a template that fails, and a URL that is none, are outcomes', async () => {
  const bloomreach = await givenScenarios()

  await bloomreach.start(chain(now, webhook({ url: 'https://x.example/{{ customer.a.b }}' })))
  await bloomreach.start(chain(now, webhook({ url: '{{ customer.first_name }}' })))

  expect(bloomreach.requests).toEqual([])
  expect(bloomreach.campaignEvents('ada')).toMatchObject([
    { status: 'failed', message: expect.stringContaining('UndefinedError') },
    { status: 'failed', message: 'The rendered URL "ada" is no http or https URL.' },
  ])
})

test('response json: webhook.x is the last webhook, webhook(n).x the n-th in the path, by_action_id its node', async () => {
  const bloomreach = await givenScenarios({
    answer: (_, calls) => Response.json({ code: `code-${calls}`, 'odd key': calls }),
  })
  const html =
    '{{ webhook.code }} {{ webhook(1).code }} {{ webhook(2).code }} {{ webhook.by_action_id(3).code }} {{ webhook["odd key"] }}'

  await bloomreach.start(chain(now, webhook(), webhook({ id: 5 }), email({ html })))

  expect(bloomreach.outbox[0]?.text).toBe('code-2 code-1 code-2 code-1 2')
})

test('response text: webhook.data', async () => {
  const bloomreach = await givenScenarios({ answer: () => new Response('plain') })
  const html = '{{ webhook.data }} {{ webhook(1).data }} {{ webhook.by_action_id(3).data }}'

  await bloomreach.start(chain(now, webhook({ response: 'text' }), email({ html })))

  expect(bloomreach.outbox[0]?.text).toBe('plain plain plain')
})

test('a response is not processed by default', async () => {
  const bloomreach = await givenScenarios({ answer: () => new Response('not JSON') })

  await bloomreach.start(
    chain(now, { id: 3, type: 'webhook', url: TALON_ONE }, email({ html: 'code: {{ webhook.code }}.' })),
  )

  expect(bloomreach.requests).toMatchObject([{ method: 'POST' }])
  expect(bloomreach.outbox[0]?.text).toBe('code: .')
})

test('exactly 64 KB are processed', async () => {
  const bloomreach = await givenScenarios({ answer: () => new Response('x'.repeat(65_536)) })

  await bloomreach.start(
    chain(now, webhook({ response: 'text' }), email({ html: '{{ webhook.data | length }}' })),
  )

  expect(bloomreach.outbox[0]?.text).toBe('65536')
})
