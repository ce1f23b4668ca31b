import { expect, test } from 'vitest'
import { startSandbox, type WorldDefinition } from '../../../harness/index.ts'

/** A loop with a wait, which no exit leaves. */
const looping = (fastClock: WorldDefinition['fastClock']): WorldDefinition => ({
  startsAt: '2026-01-05T09:00:00Z',
  fastClock,
  bloomreach: {
    customers: [{ ids: { registered: 'ada@example.com' }, attributes: { email: 'ada@example.com' } }],
    scenarios: [
      {
        start: true,
        name: 'Loop',
        nodes: [
          { id: 1, type: 'now' },
          { id: 2, type: 'wait', period: '7 days' },
          { id: 3, type: 'set_attribute', attributes: { seen: 'yes' } },
        ],
        connections: [
          [1, 2],
          [2, 3],
          [3, 2],
        ],
      },
    ],
  },
})

test('a legal loop stops a fast clock with one sentence, and everything else goes on', async () => {
  await using sandbox = await startSandbox({ world: looping({ rounds: 3 }), listen: false })
  await sandbox.startScenarios()

  const refused = await sandbox.settle().catch(error => error)

  expect(refused.code).toBe('endless-run')
  expect(refused.message).toMatch(
    /^Cannot go on by itself: the fast clock would jump to 2026-02-02T09:00:00.000Z, where ada@example.com waits at #2, /,
  )
  expect((await sandbox.journal({ kind: 'sandbox.clock-stopped' })).entries).toMatchObject([
    { message: refused.message },
  ])
  expect((await sandbox.clock.advance('7d')).now >= '2026-02-02T09:00:00.000Z').toBe(true)
  expect((await sandbox.scenarios.list()).scenarios).toMatchObject([{ name: 'Loop', status: 'active' }])
})

test('every request is served while a fast clock goes round', async () => {
  await using sandbox = await startSandbox({ world: looping({ rounds: 1_000_000, years: 9_000 }) })
  await sandbox.startScenarios()
  const nowOf = async () => (await (await fetch(`${sandbox.url}/_sandbox/clock`)).json()).now as string

  const before = await nowOf()
  // Hangs when nothing is served.
  while ((await nowOf()) <= before);
  await sandbox.reset()

  expect((await (await fetch(`${sandbox.url}/_sandbox/ready`)).json()).clock.now).toBe(
    '2026-01-05T09:00:00.000Z',
  )
})
