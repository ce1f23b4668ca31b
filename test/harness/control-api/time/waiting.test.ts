// What waits and for whom, as data.
import { expect, test } from 'vitest'
import { startSandbox } from '../../../../harness/index.ts'

const world = {
  bloomreach: {
    customers: Array.from({ length: 120 }, (_, index) => ({ ids: { registered: `c${index}` } })),
    scenarios: [
      {
        name: 'Later',
        start: true,
        nodes: [
          { id: 1, type: 'now' },
          { id: 2, type: 'wait', period: '1 hour' },
          { id: 3, type: 'add_event', event: 'x' },
        ],
        connections: [
          [1, 2],
          [2, 3],
        ],
      },
    ],
  },
} as const

test('each moment names its scenario, its node, the first hundred who wait, and how many there are', async () => {
  await using sandbox = await startSandbox({ listen: false, clock: 'manual', world: world as never })
  await sandbox.startScenarios()
  await sandbox.settle()

  const { total, waiting } = await sandbox.clock.waiting()

  expect(total).toBe(1)
  expect(waiting).toMatchObject([
    { dueAt: expect.stringContaining('10:00:00'), scenario: { name: 'Later' }, node: 2, count: 120 },
  ])
  expect(waiting[0]?.customers).toHaveLength(100)
  expect(waiting[0]?.customers[0]).toMatchObject({ name: 'c0' })
})

test('no more moments are answered than were asked for, and after them nothing waits', async () => {
  await using sandbox = await startSandbox({ listen: false, clock: 'manual', world: world as never })
  await sandbox.startScenarios()

  await sandbox.clock.advance('1h')

  expect(await sandbox.clock.waiting({ limit: 1 })).toMatchObject({ total: 0, waiting: [] })
})
