import { expect, test } from 'vitest'
import { chain, email, givenScenarios, now, webhook } from '../../../support/scenarios.ts'

const four = ['ada', 'grace', 'edsger', 'alan']

test('4 customers, 2 triggers and 2 action nodes are 16 affected customers', async () => {
  const bloomreach = await givenScenarios({ customers: four })
  const id = bloomreach.create({
    name: 'Sixteen',
    nodes: [now, { id: 2, type: 'now' }, webhook(), email()],
    connections: [
      [1, 3],
      [2, 3],
      [3, 4],
    ],
  })

  const preview = bloomreach.scenarios.preview(id)

  expect(preview.affected).toBe(16)
  expect(preview.nodes.map(({ customers }) => customers)).toEqual([4, 4, 8, 8])
  expect(bloomreach.scenarios.start(id).affected).toBe(16)
})

test('one trigger with one action matches: 4 and 4', async () => {
  const bloomreach = await givenScenarios({ customers: four })
  const id = bloomreach.create(chain(now, email()))

  expect(bloomreach.scenarios.preview(id).affected).toBe(4)
})

test('the preview shows how many would flow through each node, and runs no action', async () => {
  const bloomreach = await givenScenarios({ customers: four, attributes: (_, index) => ({ vip: index < 3 }) })
  const id = bloomreach.create({
    name: 'Branch',
    nodes: [
      now,
      { id: 2, type: 'condition', if: { attributes: [{ property: 'vip', value: true }] } },
      { id: 3, type: 'limit', customers: 2 },
      email(),
      email({ id: 5 }),
    ],
    connections: [
      [1, 2],
      [2, 3],
      [2, 5, 'else'],
      [3, 4],
    ],
  })

  const { affected, nodes } = bloomreach.scenarios.preview(id)

  expect(nodes.map(({ customers }) => customers)).toEqual([4, 4, 3, 2, 1])
  expect(affected).toBe(3)
  expect(bloomreach.outbox).toEqual([])
  expect(bloomreach.scenarios.get(id).status).toBe('draft')
})

test('an event trigger counts the customers who already had such an event', async () => {
  const bloomreach = await givenScenarios({ customers: four })
  const id = bloomreach.create(chain({ id: 1, type: 'on_event', event: 'purchase' }, email()))

  await bloomreach.track('ada', 'purchase')

  expect(bloomreach.scenarios.preview(id).affected).toBe(1)
})

test('more than 100 nodes, or 25 email nodes with their languages, are more than advised, and start all the same', async () => {
  const bloomreach = await givenScenarios()
  const ids = Array.from({ length: 13 }, (_, index) => index + 2)
  const two = ids.map(id => email({ id, html: 'Hi', languages: { sk: { subject: 'Ahoj' } } }))
  const long = Array.from({ length: 100 }, (_, index) => ({
    id: index + 2,
    type: 'push' as const,
    title: 'Hi',
  }))
  const warnings = (definition: Parameters<typeof bloomreach.create>[0]) =>
    bloomreach.scenarios.start(bloomreach.create(definition)).warnings.map(({ code }) => code)

  expect(warnings(chain(now, ...two))).toEqual(['many-email-nodes'])
  expect(warnings(chain(now, ...two.slice(1)))).toEqual([])
  expect(warnings(chain(now, ...long))).toEqual(['many-nodes'])
  expect(warnings(chain(now, ...long.slice(1)))).toEqual([])
})

test('warnings never block: Jinja in a condition above 100K, dynamic wait above 200K, set attribute above 1M', async () => {
  const bloomreach = await givenScenarios({ customers: [] })
  for (let index = 0; index < 200_001; index++) bloomreach.customers.upsert({ registered: `c${index}` })
  const attributes = Object.fromEntries(['a', 'b', 'c', 'd', 'e', 'f'].map(name => [name, 'x']))
  const id = bloomreach.create(
    chain(
      now,
      { id: 2, type: 'wait', period: '{{ 1 }}', unit: 'hours' },
      { id: 3, type: 'set_attribute', attributes },
      { id: 4, type: 'condition', if: { not: { jinja: '{{ 0 }}' } } },
      email({ id: 5 }),
    ),
  )

  expect(bloomreach.scenarios.preview(id).warnings).toEqual([
    {
      code: 'dynamic-wait',
      node: 2,
      message: 'Dynamic wait node #2 is processing too many customers.',
    },
    {
      code: 'jinja-condition',
      node: 4,
      message: 'Too many customers are processed by condition node #4 containing Jinja.',
    },
    { code: 'set-attribute', message: 'Set attribute actions count exceeds the recommended limit.' },
  ])
})
