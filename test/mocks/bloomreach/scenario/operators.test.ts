import { expect, test } from 'vitest'
import type { ConditionInput } from '../../../../mocks/bloomreach/customers/filter-schemas.ts'
import type { ScenarioInput } from '../../../../mocks/bloomreach/definition/definition.ts'
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

test.each([
  ['condition', { attributes: [{ property: 'city', value: 'prague' }] }, 'then'],
  ['unset', { attributes: [{ property: 'plan', operator: 'does not equal', value: 'free' }] }, 'else'],
  ['empty', { attributes: [{ property: 'note', operator: 'is set' }] }, 'then'],
  ['event filter', { events: [{ type: 'visit', filter: [{ property: 'page', value: 'HOME' }] }] }, 'then'],
  ['segmentation', { segment: { segmentation: 'Towns', is: 'capital' } }, 'then'],
  [
    'regular expression',
    { attributes: [{ property: 'city', operator: 'matches regexp', value: '^PR' }] },
    'then',
  ],
  ['clock', { attributes: [{ property: 'born', operator: 'in the last', value: '2 days' }] }, 'then'],
] as [string, ConditionInput, string][])(
  "a customer goes the way that the vendor's operators say: %s",
  async (_, condition, way) => {
    const capital = { attributes: [{ property: 'city', operator: 'in', value: ['PRAGUE', 'VIENNA'] }] }
    const bloomreach = await givenScenarios({
      world: {
        segmentations: [{ name: 'Towns', segments: [{ name: 'capital', if: capital }] }],
        customers: [
          {
            ids: { registered: 'ada@example.com' },
            attributes: { city: 'Prague', note: '', born: '2026-01-04' },
            events: [{ type: 'visit', properties: { page: 'Home' } }],
          },
        ],
      },
    })

    await bloomreach.start(branch(condition))

    expect(bloomreach.customer('ada').properties.went).toBe(way)
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

test('scenarios and nodes split independently, and so do seeds', async () => {
  const customers = Array.from({ length: 200 }, (_, index) => `c${index}`)
  const half = [
    { name: 'A', share: 50 },
    { name: 'B', share: 50 },
  ]
  const variantsOf = async ({ name = 'Split', id = 2, seed = 'test' }) => {
    const bloomreach = await givenScenarios({ customers, seed })
    await bloomreach.start({
      name,
      nodes: [now, { id, type: 'ab_split', variants: half }, { id: 9, type: 'add_event', event: 'a' }],
      connections: [
        [1, id],
        [id, 9, 'A'],
      ],
    })
    return customers.map(customer => bloomreach.events.of(bloomreach.customer(customer).id, 'a').length)
  }

  const first = await variantsOf({})

  expect(await variantsOf({})).toEqual(first)
  for (const other of [{ name: 'Other' }, { id: 3 }, { seed: 'other' }]) {
    const second = await variantsOf(other)
    const alike = second.filter((variant, index) => variant === first[index]).length
    expect(alike, JSON.stringify(other)).toBeGreaterThan(60)
    expect(alike, JSON.stringify(other)).toBeLessThan(140)
  }
})

test.each([
  ['-1.5', -1.5],
  ['true', true],
  ['null', null],
  ['{"a": [1]}', { a: [1] }],
  ['123456789012345', 123_456_789_012_345],
  ['1234567890123456', '1234567890123456'],
  ['[broken]', '[broken]'],
  ['yes', 'yes'],
])('an attribute that prints %s is %j', async (printed, value) => {
  const bloomreach = await givenScenarios()

  await bloomreach.start(chain(now, { id: 2, type: 'set_attribute', attributes: { given: printed } }))

  expect(bloomreach.customer('ada').properties.given).toEqual(value)
  expect(bloomreach.journal('attributes-set')).toMatchObject([{ attributes: 'given' }])
})

test.each<[string, ScenarioInput['nodes'][number], string]>([
  [
    'an attribute',
    { id: 2, type: 'set_attribute', attributes: { x: '{{ customer.a.b }}' } },
    'UndefinedError',
  ],
  [
    'an event',
    { id: 2, type: 'add_event', event: 'x', attributes: { x: '{{ customer.a.b }}' } },
    'UndefinedError',
  ],
  ['a condition', { id: 2, type: 'condition', if: { jinja: '{{ customer.a.b }}' } }, 'UndefinedError'],
  [
    'no timestamp',
    { id: 2, type: 'add_event', event: 'x', timestamp: '{{ customer.first_name }}' },
    'not in Unix',
  ],
  [
    'a blank timestamp',
    { id: 2, type: 'add_event', event: 'x', timestamp: '{{ customer.missing }}' },
    'not in Unix',
  ],
])('%s whose template fails ends the path', async (_, node, message) => {
  const bloomreach = await givenScenarios()
  const after = email({ html: 'x' })

  const id = await bloomreach.start({
    name: 'Failing',
    nodes: [now, node, after],
    connections: [
      [1, 2],
      [2, 4],
      ...(node.type === 'condition' ? [[2, 4, 'else'] as [number, number, string]] : []),
    ],
  })

  expect(bloomreach.node(id, 2)).toMatchObject({
    failed: 1,
    messages: [{ message: expect.stringContaining(message) }],
  })
  expect(bloomreach.events.of(bloomreach.customer('ada').id, 'x')).toEqual([])
  expect(bloomreach.outbox).toEqual([])
})

test('an added event is of now, and stands in the journal as what led to whatever it starts', async () => {
  const bloomreach = await givenScenarios()
  await bloomreach.start(chain({ id: 1, type: 'on_event', event: 'dummy' }, email({ html: 'x' })))

  await bloomreach.start(
    chain(now, { id: 2, type: 'add_event', event: 'dummy', allowScenarioTriggering: true }),
  )

  const [added] = bloomreach.journal('event-added')
  const [, entered] = bloomreach.journal('run-entered')
  expect(added).toMatchObject({ type: 'dummy', timestamp: NOON / 1_000 })
  expect(entered?.causedBy).toBe(added?.seq)
  expect(bloomreach.events.of(bloomreach.customer('ada').id, 'dummy')).toMatchObject([
    { timestamp: NOON / 1_000 },
  ])
})

test('a condition on what started the path reads the parameters of an API trigger', async () => {
  const bloomreach = await givenScenarios()
  const id = await bloomreach.start({
    name: 'Called',
    nodes: [
      { id: 1, type: 'api_trigger', parameters: { discount: { type: 'number' } } },
      {
        id: 2,
        type: 'condition',
        if: { trigger: [{ property: 'discount', operator: 'at least', value: 20 }] },
      },
      email({ html: 'x' }),
    ],
    connections: [
      [1, 2],
      [2, 4],
    ],
  })

  for (const discount of [10, 20]) {
    const customer = bloomreach.customer('ada')
    bloomreach.scenarios.callTrigger({ scenarioId: id, node: 1, customer, params: { discount }, causedBy: 0 })
    await bloomreach.settle()
  }

  expect(bloomreach.node(id, 2).exits).toEqual({ else: 1, '': 1 })
})

test('a limit with a window lets as many through in each', async () => {
  const bloomreach = await givenScenarios()
  const id = await bloomreach.start({
    name: 'Limited',
    nodes: [
      { id: 1, type: 'on_event', event: 'go' },
      { id: 2, type: 'limit', customers: 1, per: '1 day' },
      email({ html: 'x' }),
    ],
    connections: [
      [1, 2],
      [2, 4],
    ],
  })

  await bloomreach.track('ada', 'go')
  await bloomreach.track('ada', 'go')
  await bloomreach.advance(DAY)
  await bloomreach.track('ada', 'go')

  expect(bloomreach.node(id, 2).exits).toEqual({ '': 2, else: 1 })
})
