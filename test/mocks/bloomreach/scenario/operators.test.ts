import { expect, test } from 'vitest'
import type { ScenarioInput } from '../../../../mocks/bloomreach/scenario/definition.ts'
import type { ConditionInput } from '../../../../mocks/bloomreach/scenario/filter-schemas.ts'
import { chain, DAY, email, givenScenarios, NOON, now } from '../../../support/scenarios.ts'

const branch = (condition: ConditionInput): ScenarioInput => ({
  name: 'Branch',
  nodes: [
    now,
    { id: 2, type: 'condition', if: condition },
    { id: 3, type: 'set_attribute', attributes: { went: 'then' } },
    { id: 4, type: 'set_attribute', attributes: { went: 'else' } },
  ],
  connections: [
    [1, 2],
    [2, 3],
    [2, 4, 'else'],
  ],
})

test.each<[string, ConditionInput, boolean]>([
  ['an attribute equals', { attributes: [{ property: 'first_name', value: 'ada' }] }, true],
  ['a number in text', { attributes: [{ property: 'orders', operator: 'at least', value: 3 }] }, true],
  ['a number is less', { attributes: [{ property: 'orders', operator: 'less than', value: 3 }] }, false],
  ['an attribute is not set', { attributes: [{ property: 'missing', operator: 'is not set' }] }, true],
  [
    'one of a list',
    { attributes: [{ property: 'first_name', operator: 'in', value: ['eve', 'ada'] }] },
    true,
  ],
  ['text contains', { attributes: [{ property: 'email', operator: 'contains', value: '@example' }] }, true],
  ['an event happened', { events: [{ type: 'purchase' }] }, true],
  ['often enough', { events: [{ type: 'purchase', atLeast: 3 }] }, false],
  ['within the window', { events: [{ type: 'purchase', within: '1 day', atLeast: 1, atMost: 1 }] }, true],
  ['never', { events: [{ type: 'refund', atMost: 0 }] }, true],
  [
    'with the property',
    { events: [{ type: 'purchase', filter: [{ property: 'total', operator: 'greater than', value: 10 }] }] },
    true,
  ],
  ['a valid consent', { consent: 'newsletter' }, true],
  ['a segment', { segment: { segmentation: 'Value', is: 'high' } }, true],
  ['Jinja that prints true', { jinja: '{{ customer.orders | int > 1 }}' }, true],
  ['Jinja that prints nothing', { jinja: '{{ customer.missing }}' }, false],
  ['any of two', { any: [{ consent: 'other' }, { consent: 'newsletter' }] }, true],
  ['not', { not: { consent: 'newsletter' } }, false],
])(
  'a condition filters on attributes, events, segments, consents and Jinja: %s',
  async (_, condition, matched) => {
    const bloomreach = await givenScenarios({
      attributes: () => ({ orders: '3' }),
      world: {
        consentCategories: ['newsletter', 'other'],
        segmentations: [
          { name: 'Value', segments: [{ name: 'high', if: { events: [{ type: 'purchase', atLeast: 2 }] } }] },
        ],
        customers: [
          {
            ids: { registered: 'ada@example.com' },
            attributes: { email: 'ada@example.com', first_name: 'ada', orders: '3' },
            consents: { newsletter: 'accept' },
            events: [
              { type: 'purchase', timestamp: '2026-01-01T00:00:00Z', properties: { total: 5 } },
              { type: 'purchase', timestamp: '2026-01-05T08:00:00Z', properties: { total: 50 } },
            ],
          },
        ],
      },
    })

    const id = await bloomreach.start(branch(condition))

    expect(bloomreach.customer('ada').properties.went).toBe(matched ? 'then' : 'else')
    expect(bloomreach.node(id, 2).exits).toEqual(matched ? { '': 1 } : { else: 1 })
  },
)

test('conditions are not judged again after a wait unless the condition node is repeated', async () => {
  const bloomreach = await givenScenarios({ attributes: () => ({ vip: true }) })
  await bloomreach.start(
    chain(
      now,
      { id: 2, type: 'condition', if: { attributes: [{ property: 'vip', value: true }] } },
      { id: 3, type: 'wait', period: '1 day' },
      email({ html: 'x' }),
    ),
  )

  bloomreach.customers.set(bloomreach.customer('ada'), { vip: false })
  await bloomreach.advance(DAY)

  expect(bloomreach.outbox).toHaveLength(1)
})

const split = {
  id: 2,
  type: 'ab_split' as const,
  variants: [
    { name: 'A', share: 70 },
    { name: 'B', share: 30 },
  ],
}

test('an A/B split gives each variant its share, and a customer the same variant again', async () => {
  const customers = Array.from({ length: 1_000 }, (_, index) => `c${index}`)
  const scenario: ScenarioInput = {
    name: 'Split',
    nodes: [now, split, { id: 3, type: 'add_event', event: 'a' }, { id: 4, type: 'add_event', event: 'b' }],
    connections: [
      [1, 2],
      [2, 3, 'A'],
      [2, 4, 'B'],
    ],
  }
  const bloomreach = await givenScenarios({ customers })

  const id = await bloomreach.start(scenario)
  bloomreach.scenarios.start(id)
  await bloomreach.settle()

  const { exits } = bloomreach.node(id, 2)
  expect(exits.A).toBeGreaterThan(650)
  expect(exits.A).toBeLessThan(750)
  const types = customers.map(name =>
    bloomreach.events
      .of(bloomreach.customer(name).id)
      .map(({ type }) => type)
      .filter(type => type !== 'consent'),
  )
  expect(types.every(([first, second]) => first === second)).toBe(true)
})

test('Set attribute writes what the templates print, numbers as numbers', async () => {
  const bloomreach = await givenScenarios()

  await bloomreach.start(
    chain(now, {
      id: 2,
      type: 'set_attribute',
      attributes: {
        count: '{{ 1 + 1 }}',
        tags: '["a"]',
        name: '{{ customer.first_name | upper }}',
        zip: '01234',
      },
    }),
  )

  expect(bloomreach.customer('ada').properties).toMatchObject({
    count: 2,
    tags: ['a'],
    name: 'ADA',
    zip: '01234',
  })
})

test('an added event starts other scenarios only with "Allow scenario triggering", and may have its own timestamp', async () => {
  const bloomreach = await givenScenarios()
  await bloomreach.start(chain({ id: 1, type: 'on_event', event: 'dummy' }, email({ html: 'x' })))
  const adding = (allowScenarioTriggering: boolean) =>
    chain(now, {
      id: 2,
      type: 'add_event',
      event: 'dummy',
      timestamp: '{{ time - 60 }}',
      attributes: { from: '{{ scenario.name }}' },
      allowScenarioTriggering,
    })

  await bloomreach.start(adding(false))
  expect(bloomreach.outbox).toHaveLength(0)
  await bloomreach.start(adding(true))

  expect(bloomreach.outbox).toHaveLength(1)
  expect(bloomreach.events.of(bloomreach.customer('ada').id, 'dummy')[0]).toMatchObject({
    timestamp: 1_767_614_340,
    properties: { from: 'Referral' },
  })
})

test('a limit lets the first customers through, the others leave by "else"', async () => {
  const bloomreach = await givenScenarios({ customers: ['ada', 'grace', 'edsger'] })

  const id = await bloomreach.start({
    name: 'Limited',
    nodes: [now, { id: 2, type: 'limit', customers: 2 }, email({ html: 'x' })],
    connections: [
      [1, 2],
      [2, 4],
    ],
  })

  expect(bloomreach.outbox).toHaveLength(2)
  expect(bloomreach.node(id, 2).exits).toEqual({ '': 2, else: 1 })
})

test('SMS and push are gated and rendered, and captured in the journal', async () => {
  const bloomreach = await givenScenarios({ attributes: () => ({ phone: '+421 900 123 456' }) })

  await bloomreach.start(
    chain(
      now,
      { id: 2, type: 'sms', text: 'Hi {{ customer.first_name }}', consentCategory: 'newsletter' },
      { id: 3, type: 'push', title: 'Hi', text: '{{ customer.first_name }}' },
    ),
  )

  expect(bloomreach.journal('sms-sent')).toMatchObject([{ to: '+421 900 123 456', text: 'Hi ada' }])
  expect(bloomreach.journal('push-sent')).toMatchObject([{ title: 'Hi', text: 'ada' }])
  expect(bloomreach.campaignEvents('ada').map(({ action_type, status }) => [action_type, status])).toEqual([
    ['sms', 'enqueued'],
    ['sms', 'delivered'],
    ['mobile notification', 'delivered'],
  ])
})

test('an SMS to a customer without a phone makes no event', async () => {
  const bloomreach = await givenScenarios()

  await bloomreach.start(chain(now, { id: 2, type: 'sms', text: 'Hi' }))

  expect(bloomreach.statuses('ada')).toEqual([])
})

const messages = {
  id: 2,
  type: 'sms' as const,
  text: 'Hello {{ customer.first_name }}',
  languages: { sk: { text: 'Ahoj {{ customer.first_name }}' } },
}
const pushed = {
  id: 3,
  type: 'push' as const,
  title: 'Hi',
  text: 'Hello',
  languages: { sk: { title: 'Čau', text: 'Ahoj' } },
}

test.each([
  ['sk', 'sk', 'Ahoj ada', 'Čau', 'Ahoj'],
  ['fr', '', 'Hello ada', 'Hi', 'Hello'],
  ['constructor', '', 'Hello ada', 'Hi', 'Hello'],
])(
  'SMS and push to a customer of the language %s are in "%s"',
  async (spoken, language, sms, title, text) => {
    const bloomreach = await givenScenarios({
      attributes: () => ({ phone: '+421900123456', language: spoken }),
    })

    await bloomreach.start(chain(now, messages, pushed))

    expect(bloomreach.journal('sms-sent')).toMatchObject([{ text: sms }])
    expect(bloomreach.journal('push-sent')).toMatchObject([{ title, text }])
    expect(bloomreach.campaignEvents('ada').map(event => event.language)).toEqual([
      language,
      language,
      language,
    ])
  },
)

test('the events of SMS and push have the vendor’s property names and the node’s own', async () => {
  const bloomreach = await givenScenarios({ attributes: () => ({ phone: 421_900_123_456 }) })
  const eventProperties = { wave: '{{ 1 + 1 }}', recipient: 'mine', language: 'mine' }

  await bloomreach.start(
    chain(
      now,
      { id: 2, type: 'sms', text: 'Hi', eventProperties },
      { id: 3, type: 'push', channel: 'web', title: 'Hi', url: 'https://a.example/', eventProperties },
      { id: 4, type: 'push', title: 'Hi' },
    ),
  )

  const sent_timestamp = NOON / 1_000
  const [enqueued, delivered, web] = bloomreach.campaignEvents('ada')
  expect(enqueued).toMatchObject({
    status: 'enqueued',
    recipient: '421900123456',
    language: '',
    wave: '2',
    sent_timestamp,
  })
  expect(delivered).toEqual({ ...enqueued, status: 'delivered' })
  expect(web).toMatchObject({
    status: 'delivered',
    action_type: 'browser notification',
    platform: 'web',
    language: '',
    wave: '2',
    sent_timestamp,
  })
  expect(bloomreach.journal('push-sent').map(({ url }) => url)).toEqual(['https://a.example/', undefined])
})

test('SMS and push without consent are suppressed', async () => {
  const bloomreach = await givenScenarios({
    world: { consentCategories: ['newsletter', 'sms'] },
    settings: { afterSuppression: 'continue' },
    attributes: () => ({ phone: '+421900123456' }),
  })

  await bloomreach.start(
    chain(
      now,
      { id: 2, type: 'sms', text: 'Hi', consentCategory: 'sms' },
      { id: 3, type: 'push', title: 'Hi', consentCategory: 'sms' },
    ),
  )

  expect(bloomreach.statuses('ada')).toEqual(['suppressed', 'suppressed'])
  expect([...bloomreach.journal('sms-sent'), ...bloomreach.journal('push-sent')]).toEqual([])
})

test.each([
  ['+421 (0)900-123.456', ['enqueued', 'delivered'], undefined],
  ['1234', ['enqueued', 'delivered'], undefined],
  ['123', ['enqueue_failed'], 'Missing/invalid phone property: "123"'],
  ['call me', ['enqueue_failed'], 'Missing/invalid phone property: "call me"'],
  [['+421900123456'], ['enqueue_failed'], 'Missing/invalid phone property: "[\\"+421900123456\\"]"'],
])('an SMS to the phone %j is %j', async (phone, statuses, message) => {
  const bloomreach = await givenScenarios({ attributes: () => ({ phone }) })

  await bloomreach.start(chain(now, { id: 2, type: 'sms', text: 'Hi' }))

  expect(bloomreach.statuses('ada')).toEqual(statuses)
  expect(bloomreach.campaignEvents('ada')[0]?.message).toBe(message)
})

test('SMS and push whose template fails are enqueue_failed', async () => {
  const bloomreach = await givenScenarios({
    settings: { afterFailure: 'continue' },
    attributes: () => ({ phone: '+421900123456' }),
  })
  const text = '{{ customer.a.b }}'

  await bloomreach.start(chain(now, { id: 2, type: 'sms', text }, { id: 3, type: 'push', title: 'Hi', text }))

  expect(bloomreach.statuses('ada')).toEqual(['enqueue_failed', 'enqueue_failed'])
})

test('an SMS to a customer without a phone fails, with an event by missingEmailEvent: enqueue_failed', async () => {
  const bloomreach = await givenScenarios({ settings: { missingEmailEvent: 'enqueue_failed' } })

  const id = await bloomreach.start(chain(now, { id: 2, type: 'sms', text: 'Hi' }))

  expect(bloomreach.campaignEvents('ada')).toMatchObject([
    { status: 'enqueue_failed', message: 'Missing/invalid phone property' },
  ])
  expect(bloomreach.node(id, 2)).toMatchObject({ failed: 1, succeeded: 0 })
})
