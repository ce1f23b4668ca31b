import { expect, test } from 'vitest'
import type { ScenarioInput } from '../../../../mocks/bloomreach/scenario/definition.ts'
import type { ConditionInput } from '../../../../mocks/bloomreach/scenario/filter-schemas.ts'
import { chain, DAY, email, givenScenarios, now } from '../../../support/scenarios.ts'

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
