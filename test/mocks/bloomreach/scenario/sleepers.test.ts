import { expect, test } from 'vitest'
import { chain, DAY, email, givenScenarios, now, webhook } from '../../../support/scenarios.ts'

const wait = { id: 2, type: 'wait', period: '1 day' } as const

test('those who wait at one node wake in the order in which they came', async () => {
  const bloomreach = await givenScenarios({ customers: ['ada', 'grace', 'edsger'] })

  await bloomreach.start(chain(now, wait, email({ html: 'x' })))
  await bloomreach.advance(DAY)

  expect(bloomreach.outbox.map(({ to }) => to[0])).toEqual([
    'ada@example.com',
    'grace@example.com',
    'edsger@example.com',
  ])
})

test('each node of each scenario has its place on the clock, even for one instant', async () => {
  const bloomreach = await givenScenarios()
  const flow = chain(now, wait, email({ html: 'x' }))

  await bloomreach.start(flow)
  const id = await bloomreach.start({
    name: 'Fork',
    nodes: [...flow.nodes, { ...wait, id: 3 }],
    connections: [
      [1, 2],
      [1, 3],
      [2, 4],
      [3, 4],
    ],
  })

  expect(bloomreach.world.clock.pending().map(({ label }) => label)).toEqual([
    'ada@example.com waits at #2',
    'ada@example.com waits at #2',
    'ada@example.com waits at #3',
  ])
  bloomreach.scenarios.delete(id)
  expect(bloomreach.world.clock.pending().map(({ label }) => label)).toEqual(['ada@example.com waits at #2'])
})

test('a retry at once, and one more at once, are both made', async () => {
  const bloomreach = await givenScenarios({
    settings: { webhookRetryDelays: ['0 seconds', '0 seconds'] },
    answer: (_, calls) => (calls < 3 ? new Response(null, { status: 500 }) : Response.json({ code: 'X' })),
  })

  await bloomreach.start(chain(now, webhook()))
  await bloomreach.settle()

  expect(bloomreach.requests).toHaveLength(3)
  expect(bloomreach.statuses('ada')).toEqual(['sent'])
})
