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
  'GET, POST, PUT, PATCH and DELETE requests are sent: %s',
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

const full = {
  type: 'webhook_preset',
  name: 'Full',
  method: 'PUT',
  url: TALON_ONE,
  headers: [
    { name: 'X-From', value: 'preset' },
    { name: 'X-Preset', value: 'yes' },
  ],
  payload: '<preset/>',
  payloadType: 'xml',
  response: 'json',
  authentication: 'Talon.One',
  trackedParameters: { source: 'preset', code: '{{ webhook.code }}' },
}

test('a node takes everything from its preset', async () => {
  const bloomreach = await givenScenarios({ world: { integrations: [talonOne, full] } })

  await bloomreach.start(chain(now, { id: 3, type: 'webhook', preset: 'Full' }))

  const [request] = bloomreach.requests
  expect(request).toMatchObject({ method: 'PUT', body: '<preset/>' })
  expect(Object.fromEntries(request?.headers ?? [])).toEqual({
    authorization: 'ApiKey-v1 abc',
    'content-type': 'application/xml',
    'x-from': 'preset',
    'x-preset': 'yes',
    'x-secret': 's3cret',
  })
  expect(bloomreach.campaignEvents('ada')).toMatchObject([{ source: 'preset', code: 'P8BN-4T5V' }])
})

test('what a node says itself goes before its preset', async () => {
  const other = { ...talonOne, name: 'Other', headers: [{ name: 'Authorization', value: 'other' }] }
  const bloomreach = await givenScenarios({ world: { integrations: [talonOne, other, full] } })

  await bloomreach.start(
    chain(now, {
      id: 3,
      type: 'webhook',
      preset: 'Full',
      method: 'POST',
      headers: [{ name: 'x-from', value: 'node' }],
      payload: '<node/>',
      response: 'text',
      authentication: 'Other',
      eventProperties: { source: 'node', text: '{{ webhook.data }}' },
    }),
  )

  const [request] = bloomreach.requests
  expect(request).toMatchObject({ method: 'POST', body: '<node/>' })
  expect(request?.headers.get('x-from')).toBe('node')
  expect(request?.headers.get('x-preset')).toBe('yes')
  expect(request?.headers.get('authorization')).toBe('other')
  expect(bloomreach.campaignEvents('ada')).toMatchObject([{ source: 'node', text: '{"code":"P8BN-4T5V"}' }])
})

test('a parameter that a preset came to need meanwhile fails the webhook, and nothing is sent', async () => {
  const preset = { ...full, authentication: undefined, url: `${TALON_ONE}?for={{ params.who }}` }
  const bloomreach = await givenScenarios({ world: { integrations: [preset] } })
  await bloomreach.start(
    chain({ id: 1, type: 'on_event', event: 'go' }, { id: 3, type: 'webhook', preset: 'Full' }),
  )
  const { id = '' } = bloomreach.integrations.list()[0] ?? {}
  await bloomreach.integrations.replace(id, { ...preset, parameters: { who: null } })

  await bloomreach.track('ada', 'go')

  expect(bloomreach.requests).toEqual([])
  expect(bloomreach.campaignEvents('ada')).toMatchObject([
    { status: 'failed', message: 'The preset needs the parameter who, which the node does not give.' },
  ])
})

test('the parameters of an API trigger are read where a preset has none', async () => {
  const bloomreach = await givenScenarios()
  const trigger = { id: 1, type: 'api_trigger', parameters: { code: { type: 'string' } } } as const
  const id = await bloomreach.start(chain(trigger, webhook({ url: `${TALON_ONE}?code={{ params.code }}` })))

  const customer = bloomreach.customer('ada')
  bloomreach.scenarios.callTrigger({ scenarioId: id, node: 1, customer, params: { code: 'X' }, causedBy: 0 })
  await bloomreach.settle()

  expect(bloomreach.requests).toMatchObject([{ url: `${TALON_ONE}?code=X` }])
})

test('a payload of data is a template in each of its texts, and keeps what is no text', async () => {
  const bloomreach = await givenScenarios()
  const payload = {
    'of {{ customer.first_name }}': [
      { name: '{{ customer.first_name }}' },
      'for {{ customer.first_name }}',
      7,
    ],
    none: null,
    on: true,
  }

  await bloomreach.start(chain(now, webhook({ method: 'POST', payload })))

  expect(JSON.parse(bloomreach.requests[0]?.body ?? '')).toEqual({
    'of ada': [{ name: 'ada' }, 'for ada', 7],
    none: null,
    on: true,
  })
})

test('a header is sent once: of its own the node’s last, before all the credentials', async () => {
  const bloomreach = await givenScenarios({ world })

  await bloomreach.start(
    chain(
      now,
      webhook({
        method: 'POST',
        payload: 'x',
        headers: [
          { name: 'content-type', value: 'application/vnd.api+json' },
          { name: 'X-Twice', value: 'one' },
          { name: 'x-twice', value: 'two' },
          { name: 'authorization', value: 'mine' },
        ],
        authentication: 'Talon.One',
      }),
    ),
  )

  const headers = bloomreach.requests[0]?.headers
  expect(headers?.get('content-type')).toBe('application/vnd.api+json')
  expect(headers?.get('x-twice')).toBe('two')
  expect(headers?.get('authorization')).toBe('ApiKey-v1 abc')
})

test('a URL is taken without the blanks around it', async () => {
  const bloomreach = await givenScenarios()

  await bloomreach.start(chain(now, webhook({ url: ` {% if true %}\n${TALON_ONE}\n{% endif %} ` })))

  expect(bloomreach.journal('webhook-request')).toMatchObject([{ url: TALON_ONE }])
  expect(bloomreach.campaignEvents('ada')).toMatchObject([{ status: 'sent', url: TALON_ONE }])
})

test('an authentication that was deleted meanwhile is missed in the journal', async () => {
  const bloomreach = await givenScenarios({ world })
  await bloomreach.start(
    chain({ id: 1, type: 'on_event', event: 'go' }, webhook({ authentication: 'Talon.One' })),
  )
  await bloomreach.integrations.delete(bloomreach.integrations.list()[0]?.id ?? '')

  await bloomreach.track('ada', 'go')

  expect(bloomreach.requests[0]?.headers.get('authorization')).toBeNull()
  expect(bloomreach.journal('webhook-request')).toMatchObject([
    { hint: 'The authentication "Talon.One" does not exist.' },
  ])
})

test('a URL of another protocol is an outcome', async () => {
  const bloomreach = await givenScenarios()

  await bloomreach.start(chain(now, webhook({ url: "{{ 'ftp' }}://a.example/" })))

  expect(bloomreach.campaignEvents('ada')).toMatchObject([
    { status: 'failed', message: 'The rendered URL "ftp://a.example/" is no http or https URL.' },
  ])
})

test.each([
  ['a line break', 'a\r\nX-Evil: b', 'its value holds a line break'],
  ['a letter outside Latin-1', 'Žofia', 'its value holds U+017D'],
  ['a control character', 'a\u0001', 'its value holds U+0001'],
])('%s in a header is an outcome: nothing is sent, nor sent again', async (_, first_name, reason) => {
  const bloomreach = await givenScenarios({
    attributes: () => ({ first_name }),
    settings: { webhookRetryConnectionFailures: true },
  })
  const headers = [{ name: 'X-Name', value: '{{ customer.first_name }}' }]

  await bloomreach.start(chain(now, webhook({ headers })))

  expect(bloomreach.requests).toEqual([])
  expect(bloomreach.journal('webhook-request')).toEqual([])
  expect(bloomreach.campaignEvents('ada')).toMatchObject([
    { status: 'failed', message: `The header "X-Name" cannot be sent: ${reason}.` },
  ])
})

test('letters of Latin-1 and a tab go along in a header, without the blanks around them', async () => {
  const bloomreach = await givenScenarios({ attributes: () => ({ first_name: ' Zoë\tÿ\n' }) })
  const headers = [{ name: 'X-Name', value: '{{ customer.first_name }}' }]

  await bloomreach.start(chain(now, webhook({ headers })))

  expect(bloomreach.requests[0]?.headers.get('x-name')).toBe('Zoë\tÿ')
})

test.each(['user:pw@', 'user@', ':pw@'])(
  'a URL with %s is an outcome that repeats no password',
  async user => {
    const bloomreach = await givenScenarios({ settings: { webhookRetryConnectionFailures: true } })

    await bloomreach.start(chain(now, webhook({ url: `https://{{ '${user}' }}a.example/` })))

    expect(bloomreach.journal('webhook-request')).toEqual([])
    expect(bloomreach.campaignEvents('ada')).toMatchObject([
      {
        status: 'failed',
        message: 'The rendered URL names a user or a password before its host, which no request can.',
      },
    ])
  },
)

test('reason and hint of the API stand in the journal beside its status', async () => {
  const headers = { 'x-sandbox-reason': 'code-used-up', 'x-sandbox-hint': 'The code is used up.' }
  const answer = () => new Response('{}', { headers })
  const bloomreach = await givenScenarios({ answer })

  await bloomreach.start(chain(now, webhook()))

  expect(bloomreach.journal('webhook-response')).toMatchObject([
    { status: 200, reason: 'code-used-up', hint: 'The code is used up.' },
  ])
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
