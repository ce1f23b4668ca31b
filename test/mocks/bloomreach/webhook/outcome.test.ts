import { expect, test } from 'vitest'
import { SandboxError } from '../../../../mocks/kit/sandbox-error.ts'
import { chain, email, givenScenarios, MINUTE, now, TALON_ONE, webhook } from '../../../support/scenarios.ts'

const flow = chain(now, webhook(), email())
const two = ['ada', 'grace']

test('a 4xx answer makes one campaign event with status failed for that customer', async () => {
  const bloomreach = await givenScenarios({
    answer: () => new Response('no', { status: 409 }),
    customers: two,
  })

  const id = await bloomreach.start(flow)

  expect(bloomreach.statuses('ada')).toEqual(['failed'])
  expect(bloomreach.campaignEvents('ada')[0]).toMatchObject({ message: 'HTTP 409: no', action_id: 3 })
  expect(bloomreach.requests).toHaveLength(2)
  expect(bloomreach.node(id, 3)).toMatchObject({
    failed: 2,
    messages: [{ message: 'HTTP 409: no', count: 2 }],
  })
  expect(bloomreach.outbox).toEqual([])
})

test.each([400, 404, 410, 412, 413, 418])(
  '400, 404, 410, 412, 413 and 418 stop the webhook for the rest of the chunk: %i',
  async status => {
    const bloomreach = await givenScenarios({
      customers: ['ada', 'grace', 'edsger'],
      answer: (_, calls) => (calls === 2 ? new Response(null, { status }) : Response.json({ code: 'X' })),
    })

    await bloomreach.start(flow)

    expect(bloomreach.requests).toHaveLength(2)
    expect(bloomreach.statuses('ada')).toEqual(['sent', 'enqueued', 'delivered'])
    expect(bloomreach.campaignEvents('grace')).toMatchObject([
      { status: 'failed', message: `HTTP ${status}` },
    ])
    expect(bloomreach.campaignEvents('edsger')).toMatchObject([
      {
        status: 'failed',
        message: `No request was sent: HTTP ${status} for another customer stopped this webhook.`,
      },
    ])
    expect(bloomreach.journal('chunk-stopped')).toHaveLength(1)
  },
)

test.each([401, 403, 409, 422, 429])(
  'any other status from 400 to 499 fails one customer and the run continues: %i',
  async status => {
    const bloomreach = await givenScenarios({
      customers: two,
      answer: (_, calls) => (calls === 1 ? new Response(null, { status }) : Response.json({ code: 'X' })),
    })

    await bloomreach.start(flow)

    expect(bloomreach.statuses('ada')).toEqual(['failed'])
    expect(bloomreach.statuses('grace')).toEqual(['sent', 'enqueued', 'delivered'])
  },
)

test('for event triggers every customer is a chunk, so a 404 stops nobody else', async () => {
  const bloomreach = await givenScenarios({
    customers: two,
    answer: () => new Response(null, { status: 404 }),
  })
  await bloomreach.start(chain({ id: 1, type: 'on_event', event: 'purchase' }, webhook(), email()))

  await bloomreach.track('ada', 'purchase')
  await bloomreach.track('grace', 'purchase')

  expect(bloomreach.requests).toHaveLength(2)
})

test('with chunkSize a run has chunks of that size, and a 404 stops its own alone', async () => {
  const bloomreach = await givenScenarios({
    customers: ['ada', 'grace', 'alan', 'edsger', 'barbara'],
    settings: { chunkSize: 2 },
    answer: (_, calls) => (calls === 1 ? new Response(null, { status: 404 }) : Response.json({ code: 'X' })),
  })

  await bloomreach.start(flow)

  expect(bloomreach.requests).toHaveLength(4)
  const chunks = bloomreach.journal('run-entered').map(({ chunk }) => chunk)
  expect(chunks).toEqual([1, 1, 2, 2, 3])
  expect(bloomreach.statuses('grace')).toEqual(['failed'])
  expect(bloomreach.statuses('barbara')).toEqual(['sent', 'enqueued', 'delivered'])
})

test('the stop lasts until the next start with webhookStopScope: scenario', async () => {
  const bloomreach = await givenScenarios({
    customers: two,
    settings: { webhookStopScope: 'scenario' },
    answer: () => new Response(null, { status: 404 }),
  })
  await bloomreach.start(chain({ id: 1, type: 'on_event', event: 'purchase' }, webhook(), email()))

  await bloomreach.track('ada', 'purchase')
  await bloomreach.track('grace', 'purchase')

  expect(bloomreach.requests).toHaveLength(1)
})

test('after a 500 the same request is made again later', async () => {
  const bloomreach = await givenScenarios({
    answer: (_, calls) => (calls < 3 ? new Response(null, { status: 500 }) : Response.json({ code: 'X' })),
  })

  const id = await bloomreach.start(flow)
  expect(bloomreach.node(id, 3)).toMatchObject({ waiting: 1 })
  await bloomreach.advance(MINUTE)
  expect(bloomreach.requests).toHaveLength(2)
  await bloomreach.advance(5 * MINUTE)

  expect(new Set(bloomreach.requests.map(({ url }) => url)).size).toBe(1)
  expect(bloomreach.statuses('ada')).toEqual(['sent', 'enqueued', 'delivered'])
  expect(bloomreach.outbox[0]?.html).toContain('Your referral code: X')
})

test('a 500 that stays fails after the last retry', async () => {
  const bloomreach = await givenScenarios({ answer: () => new Response(null, { status: 500 }) })

  await bloomreach.start(flow)
  await bloomreach.advance(60 * MINUTE)

  expect(bloomreach.requests).toHaveLength(4)
  expect(bloomreach.statuses('ada')).toEqual(['failed'])
  expect(bloomreach.journal('webhook-outcome').map(({ because }) => because)).toEqual([
    'retry',
    'retry',
    'retry',
    'failed',
  ])
})

test.each([
  ['is not JSON', () => new Response('<html>'), 'The answer is not JSON: <html>'],
  ['is over 64 KB', () => new Response('x'.repeat(65_537)), 'The answer is larger than 65536 bytes.'],
  ['is a redirect', () => Response.redirect('https://evil.example/', 302), 'HTTP 302'],
  [
    'comes from a refused host',
    () => {
      throw new SandboxError('host-refused', 'Cannot reach evil.example: no. Do not.')
    },
    'Cannot reach evil.example: no. Do not.',
  ],
  [
    'ends in a reset connection',
    () => {
      throw new TypeError('fetch failed', {
        cause: Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' }),
      })
    },
    'The connection failed: ECONNRESET socket hang up.',
  ],
])('an answer that %s is an outcome in the journal and a campaign event', async (_, answer, message) => {
  const bloomreach = await givenScenarios({ answer })

  await bloomreach.start(flow)

  expect(bloomreach.campaignEvents('ada')).toMatchObject([{ status: 'failed', message }])
  expect(bloomreach.journal('webhook-outcome')).toMatchObject([{ because: 'failed', message }])
  expect(bloomreach.journal('run-ended')).toMatchObject([{ because: 'failed' }])
})

test('no answer within the real-time limit is an outcome too', async () => {
  const bloomreach = await givenScenarios({
    settings: { webhookTimeoutMs: 20 },
    answer: request =>
      new Promise((_, reject) => {
        request.signal.addEventListener('abort', () => reject(request.signal.reason))
      }),
  })

  await bloomreach.start(flow)

  expect(bloomreach.campaignEvents('ada')).toMatchObject([
    { status: 'failed', message: 'No answer within 20 ms.' },
  ])
})

test('connection failures are retried with webhookRetryConnectionFailures', async () => {
  const bloomreach = await givenScenarios({
    settings: { webhookRetryConnectionFailures: true },
    answer: (_, calls) => {
      if (calls === 1) throw new TypeError('fetch failed')
      return Response.json({ code: 'X' })
    },
  })

  await bloomreach.start(flow)
  await bloomreach.advance(MINUTE)

  expect(bloomreach.statuses('ada')).toEqual(['sent', 'enqueued', 'delivered'])
})

test('a failed customer goes on with afterFailure: continue, and webhook is empty for the next node', async () => {
  const bloomreach = await givenScenarios({
    settings: { afterFailure: 'continue' },
    answer: () => new Response(null, { status: 409 }),
  })

  await bloomreach.start(flow)

  expect(bloomreach.outbox[0]?.text).toBe('Your referral code:')
})

test('without consent nothing is sent and the campaign event is suppressed', async () => {
  const bloomreach = await givenScenarios()
  bloomreach.consents.reject({
    customerId: bloomreach.customer('ada').id,
    category: 'newsletter',
    source: 'test',
  })

  await bloomreach.start(chain(now, webhook({ consentCategory: 'newsletter' }), email()))

  expect(bloomreach.requests).toEqual([])
  expect(bloomreach.campaignEvents('ada')).toMatchObject([{ status: 'suppressed', type: 'consent' }])
})

test('general consent checks no category', async () => {
  const bloomreach = await givenScenarios()
  bloomreach.consents.reject({
    customerId: bloomreach.customer('ada').id,
    category: 'newsletter',
    source: 'test',
  })

  await bloomreach.start(chain(now, webhook({ generalConsent: true }), email()))

  expect(bloomreach.requests).toHaveLength(1)
})

test('tracked parameters and event properties are appended to the campaign event', async () => {
  const bloomreach = await givenScenarios()

  await bloomreach.start(chain(now, webhook({ eventProperties: { code: '{{ webhook.code }}' } }), email()))

  expect(bloomreach.campaignEvents('ada')[0]).toMatchObject({ status: 'sent', code: 'P8BN-4T5V' })
})

test('an answer after more than 1,000 ms is accepted, and its entry says that the vendor demands it sooner', async () => {
  const slow = () => new Promise<Response>(resolve => setTimeout(() => resolve(Response.json({})), 30))
  const within = (webhookAnswerWithinMs: number) =>
    givenScenarios({ answer: slow, settings: { webhookAnswerWithinMs } })
  const [late, punctual] = [await within(5), await within(3_600_000)]

  await late.start(chain(now, webhook()))
  await punctual.start(chain(now, webhook()))

  expect(late.statuses('ada')).toEqual(['sent'])
  expect(late.journal('webhook-response')).toMatchObject([
    { status: 200, hint: 'The answer took longer than 5 ms, which the vendor demands.' },
  ])
  expect(punctual.journal('webhook-response')[0]).not.toHaveProperty('hint')
})

test('the campaign event says the URL that was asked, whatever a node’s own properties say', async () => {
  const bloomreach = await givenScenarios({
    customers: two,
    settings: { webhookSuccessStatus: 'accepted' },
    answer: (_, calls) => (calls === 1 ? Response.json({ code: 'X' }) : new Response(null, { status: 409 })),
  })
  const eventProperties = { url: 'elsewhere', code: 'mine' }

  await bloomreach.start(chain(now, webhook({ eventProperties })))

  expect(bloomreach.campaignEvents('ada')).toMatchObject([
    { status: 'accepted', url: TALON_ONE, code: 'mine' },
  ])
  expect(bloomreach.campaignEvents('grace')).toMatchObject([
    { status: 'failed', url: TALON_ONE, code: 'mine' },
  ])
})

test('who comes after the stop ends as stopped, and without an event with webhookStoppedEvent: none', async () => {
  const bloomreach = await givenScenarios({
    customers: two,
    settings: { webhookStoppedEvent: 'none' },
    answer: () => new Response(null, { status: 404 }),
  })

  const id = await bloomreach.start(flow)

  expect(bloomreach.statuses('ada')).toEqual(['failed'])
  expect(bloomreach.statuses('grace')).toEqual([])
  expect(bloomreach.node(id, 3)).toMatchObject({ entered: 2, failed: 2 })
  expect(bloomreach.journal('run-ended').map(({ because }) => because)).toEqual(['failed', 'stopped'])
  const [entered] = bloomreach.journal('run-entered')
  expect(bloomreach.journal('chunk-stopped')).toMatchObject([
    { status: 404, because: 'HTTP 404', chunk: entered?.chunk },
  ])
})
