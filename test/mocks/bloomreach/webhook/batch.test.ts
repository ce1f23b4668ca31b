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
