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

test('an event trigger counts those whose event matches, an API trigger nobody', async () => {
  const bloomreach = await givenScenarios({ customers: four })
  const filter = [{ property: 'total', operator: 'at least' as const, value: 10 }]
  const id = bloomreach.create(chain({ id: 1, type: 'on_event', event: 'purchase', filter }, email()))
  const called = bloomreach.create(chain({ id: 1, type: 'api_trigger' }, email()))

  await bloomreach.track('ada', 'purchase', { total: 5 })
  await bloomreach.track('grace', 'purchase', { total: 50 })

  expect(bloomreach.scenarios.preview(id).affected).toBe(1)
  expect(bloomreach.scenarios.preview(called).affected).toBe(0)
})

test('in the preview a condition that fails lets nobody further, and a limit sends the others by "else"', async () => {
  const bloomreach = await givenScenarios({ customers: four })
  const branch = (operator: Parameters<typeof chain>[0]) =>
    bloomreach.create({
      name: 'Branch',
      nodes: [now, operator, email({ id: 3, name: 'Then' }), email({ id: 4 })],
      connections: [
        [1, 2],
        [2, 3],
        [2, 4, 'else'],
      ],
    })
  const customers = (id: string) => bloomreach.scenarios.preview(id).nodes.map(node => node.customers)

  const failing = branch({ id: 2, type: 'condition', if: { jinja: '{{ customer.a.b }}' } })
  expect(customers(failing)).toEqual([4, 4, 0, 0])
  expect(bloomreach.scenarios.preview(failing).nodes.map(({ name }) => name)).toEqual([
    undefined,
    undefined,
    'Then',
    undefined,
  ])
  expect(customers(branch({ id: 2, type: 'limit', customers: 3 }))).toEqual([4, 4, 3, 1])
})

test('the preview splits as the scenario will', async () => {
  const customers = Array.from({ length: 100 }, (_, index) => `c${index}`)
  const bloomreach = await givenScenarios({ customers })
  const variants = ['A', 'B', 'C'].map((name, index) => ({ name, share: [20, 30, 50][index] ?? 0 }))
  const id = bloomreach.create({
    name: 'Split',
    nodes: [
      now,
      { id: 2, type: 'ab_split', variants },
      ...variants.map(({ name }, index) => ({ id: 3 + index, type: 'add_event' as const, event: name })),
    ],
    connections: [
      [1, 2],
      [2, 3, 'A'],
      [2, 4, 'B'],
      [2, 5, 'C'],
    ],
  })

  const [, , ...previewed] = bloomreach.scenarios.preview(id).nodes.map(node => node.customers)
  bloomreach.scenarios.start(id)
  await bloomreach.settle()

  expect([3, 4, 5].map(node => bloomreach.node(id, node).entered)).toEqual(previewed)
  for (const [index, share] of [20, 30, 50].entries()) {
    expect(Math.abs((previewed[index] ?? 0) - share)).toBeLessThan(12)
  }
})

test('warnings never block: Jinja in a condition above 100K, dynamic wait above 200K, set attribute above 1M', async () => {
  const bloomreach = await givenScenarios({ customers: [] })
  const grow = (size: number) => {
    for (let index = bloomreach.customers.size; index < size; index++) {
      bloomreach.customers.upsert({ registered: `c${index}` })
    }
  }
  const attributes = Object.fromEntries(['a', 'b', 'c', 'd', 'e'].map(name => [name, 'x']))
  const jinja = '{{ 0 }}'
  const id = bloomreach.create(
    chain(
      now,
      { id: 2, type: 'wait', period: '{{ 1 }}', unit: 'hours' },
      { id: 3, type: 'wait', until: '{{ time }}' },
      { id: 4, type: 'set_attribute', attributes },
      { id: 5, type: 'condition', if: { not: { jinja } } },
      { id: 6, type: 'condition', if: { any: [{ all: [{ any: [{ not: { jinja } }] }] }] } },
      { id: 7, type: 'condition', if: { attributes: [] } },
      email({ id: 8 }),
    ),
  )
  const warnings = () => bloomreach.scenarios.preview(id).warnings

  grow(100_000)
  expect(warnings()).toEqual([])
  grow(100_001)
  const conditions = [5, 6].map(node => ({
    code: 'jinja-condition',
    node,
    message: `Too many customers are processed by condition node #${node} containing Jinja.`,
  }))
  expect(warnings()).toEqual(conditions)
  grow(200_000)
  expect(warnings()).toEqual(conditions)
  grow(200_001)
  const waits = [2, 3].map(node => ({
    code: 'dynamic-wait',
    node,
    message: `Dynamic wait node #${node} is processing too many customers.`,
  }))
  expect(warnings()).toEqual([
    ...waits,
    ...conditions,
    { code: 'set-attribute', message: 'Set attribute actions count exceeds the recommended limit.' },
  ])
})
