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

test('a crowd in the preview brings its warning, and starts all the same', async () => {
  const customers = Array.from({ length: 100 }, (_, index) => `c${index}`)
  const bloomreach = await givenScenarios({ customers })
  const triggers = Array.from({ length: 1_001 }, (_, index) => ({ id: index + 10, type: 'now' as const }))
  const crowd = (nodes: typeof triggers) =>
    bloomreach.create({
      name: 'Crowd',
      nodes: [...nodes, { id: 2, type: 'condition', if: { jinja: '{{ 0 }}' } }, email()],
      connections: [...nodes.map(({ id }) => [id, 2] as [number, number]), [2, 4]],
    })
  const codes = (id: string) => bloomreach.scenarios.preview(id).warnings.map(({ code }) => code)
  const id = crowd(triggers)

  expect(codes(id)).toEqual(['many-nodes', 'jinja-condition'])
  expect(codes(crowd(triggers.slice(1)))).toEqual(['many-nodes'])
  expect(bloomreach.scenarios.start(id).affected).toBe(0)
})
