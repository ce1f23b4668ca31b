import { expect, test } from 'vitest'
import { chain, email, givenScenarios, now, TALON_ONE } from '../../../support/scenarios.ts'

const batch = (root: string, size = 2) =>
  chain(now, {
    id: 3,
    type: 'webhook',
    url: TALON_ONE,
    batch: { root, customer: '{"name":"{{ customer.first_name }}"}', size },
  })
const customers = ['ada', 'grace', 'edsger']

test('the root template joins what the customer template gives, at most the batch size at once', async () => {
  const bloomreach = await givenScenarios({ customers })

  await bloomreach.start(batch('{"count":{{ customers | length }},"all":[{{ customers | join(",") }}]}'))

  expect(bloomreach.requests.map(({ body }) => JSON.parse(body))).toEqual([
    { count: 2, all: [{ name: 'ada' }, { name: 'grace' }] },
    { count: 1, all: [{ name: 'edsger' }] },
  ])
  expect(customers.map(bloomreach.statuses)).toEqual([['sent'], ['sent'], ['sent']])
})

test('output separated by, and from_json of an item', async () => {
  const bloomreach = await givenScenarios({ customers })

  await bloomreach.start(batch("[{% output customers separated by ',' %}]", 10))
  await bloomreach.start(batch('{% for item in customers %}{{ (item | from_json).name }};{% endfor %}', 10))

  expect(bloomreach.requests.map(({ body }) => body)).toEqual([
    '[{"name":"ada"},{"name":"grace"},{"name":"edsger"}]',
    'ada;grace;edsger;',
  ])
})

test('a refused batch fails each of its customers, and a 404 stops the batches after it', async () => {
  const bloomreach = await givenScenarios({ customers, answer: () => new Response(null, { status: 404 }) })

  await bloomreach.start(batch('{{ customers | length }}'))

  expect(bloomreach.requests).toHaveLength(1)
  expect(customers.map(bloomreach.statuses)).toEqual([['failed'], ['failed'], ['failed']])
})

test('customers go on after their batch', async () => {
  const bloomreach = await givenScenarios({ customers })
  const { nodes, connections } = batch('{{ customers | length }}')

  await bloomreach.start({
    name: 'Batch',
    nodes: [...nodes, email({ html: 'done' })],
    connections: [...(connections ?? []), [3, 4]],
  })

  expect(bloomreach.outbox).toHaveLength(3)
})

test('each customer of a batch has the event properties of their own', async () => {
  const bloomreach = await givenScenarios({ customers })
  const { nodes, connections } = batch('{{ customers | length }}', 10)
  const [trigger, node] = nodes

  await bloomreach.start({
    name: 'Batch',
    nodes: [trigger, { ...node, eventProperties: { who: '{{ customer.first_name }}' } }] as typeof nodes,
    connections,
  })

  expect(customers.map(name => bloomreach.campaignEvents(name)[0]?.who)).toEqual(customers)
})

test('the answer to a batch is in the journal with its hint, however long it is', async () => {
  const hint = { 'x-sandbox-hint': 'No such campaign.' }
  const bloomreach = await givenScenarios({
    customers,
    settings: { webhookResponseBytes: 8 },
    answer: () => new Response('a long answer', { status: 403, headers: hint }),
  })

  await bloomreach.start(batch('{{ customers | length }}', 10))

  expect(bloomreach.journal('webhook-response')).toMatchObject([{ status: 403, hint: 'No such campaign.' }])
})

test('a batch size is an upper bound: with webhookBatches smaller they are smaller, and lose nobody', async () => {
  const many = Array.from({ length: 50 }, (_, n) => `c${n}`)
  const bloomreach = await givenScenarios({ customers: many, settings: { webhookBatches: 'smaller' } })

  await bloomreach.start(batch('[{{ customers | join(",") }}]', 10))

  const sent = bloomreach.requests.map(({ body }) => JSON.parse(body) as { name: string }[])
  expect(sent.flat().map(({ name }) => name)).toEqual(many)
  expect(Math.max(...sent.map(({ length }) => length))).toBeLessThanOrEqual(10)
  expect(sent.length).toBeGreaterThan(5)
})

test('those whom one call of an API trigger lets in are one chunk, so their batches are full', async () => {
  const bloomreach = await givenScenarios({ customers })
  const { nodes, connections } = batch('{{ customers | length }}')
  const trigger = { id: 1, type: 'api_trigger' } as const
  const id = await bloomreach.start({ name: 'Batch', nodes: [trigger, ...nodes.slice(1)], connections })

  bloomreach.scenarios.callTrigger({ scenarioId: id, node: 1, customer: undefined, params: {}, causedBy: 0 })
  await bloomreach.settle()

  expect(bloomreach.requests.map(({ body }) => body)).toEqual(['2', '1'])
})

test('a batch holds nobody of another chunk', async () => {
  const bloomreach = await givenScenarios({ customers, settings: { chunkSize: 1 } })
  await bloomreach.start(batch('{{ customers | length }}'))
  await bloomreach.settle()
  expect(bloomreach.requests.map(({ body }) => body)).toEqual(['1', '1', '1'])
})
