import { expect, test, vi } from 'vitest'
import { patiently } from '../../../../harness/control-api/time/patience.ts'
import { startSandbox, type WorldDefinition } from '../../../../harness/index.ts'
import { VirtualClock } from '../../../../mocks/kit/time/virtual-clock.ts'

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

test('settle gives up after its time-out and says who holds the clock', async () => {
  await using sandbox = await startSandbox({ listen: false })
  const release = sandbox.talonOne.world.clock.hold('GET /slow')

  const refused = await sandbox.settle({ timeout: '1ms' }).catch(error => error)

  expect(refused).toMatchObject({
    code: 'clock-timeout',
    message: expect.stringMatching(
      /^Cannot settle: 1ms are over and the clock stands at 2026-01-05T09:00:00.000Z; it is held by GET \/slow \(for \d+\.\d s\)\. /,
    ),
  })
  expect((await sandbox.clock.state()).heldBy).toMatchObject([{ what: 'GET /slow' }])
  release()
  await sandbox.settle()
})

test('an advance that waits can be cancelled, and stands where it was', async () => {
  await using sandbox = await startSandbox({ listen: false, clock: 'manual' })
  const release = sandbox.talonOne.world.clock.hold('GET /slow')
  const advanced = sandbox.clock.advance('3650d').catch(error => error)
  // Asked in process, it is answered at once: others get their turn in between.
  while ((await sandbox.clock.state()).advancingTo === undefined) await new Promise(setImmediate)

  await sandbox.clock.cancel()

  expect(await advanced).toMatchObject({ code: 'advance-cancelled' })
  release()
  expect(await sandbox.clock.state()).toEqual({
    mode: 'manual',
    now: '2026-01-05T09:00:00.000Z',
    pending: [],
  })
})

test('an hourly repeat on its way through ten years shows how far it is, and can be stopped there', async () => {
  await using sandbox = await startSandbox({ listen: false, clock: 'manual' })
  const { id } = await sandbox.scenarios.create({
    name: 'Hourly',
    nodes: [
      { id: 1, type: 'repeat', every: 'hour', at: '00:30', timeZone: 'Europe/Prague' },
      { id: 2, type: 'set_attribute', attributes: { greeted: 'yes' } },
    ],
    connections: [[1, 2]],
  })
  await sandbox.scenarios.start(id)
  const began = await sandbox.clock.state()
  const advanced = sandbox.clock.advance('3650d').catch(error => error)

  let onTheWay = began
  while (onTheWay.now === began.now) {
    await new Promise(setImmediate)
    onTheWay = await sandbox.clock.state()
  }
  const stopped = await sandbox.clock.cancel()
  const { code, message } = await advanced
  const stands = await sandbox.clock.state()

  expect(onTheWay.advancingTo).toBe('2036-01-03T09:00:00.000Z')
  expect(Date.parse(onTheWay.now)).toBeLessThanOrEqual(Date.parse(stopped.now))
  expect(code).toBe('advance-cancelled')
  expect(message).toContain(`it was stopped on the way, at ${stands.now}`)
  expect(stands.pending.map(({ label }) => label)).toEqual(['"Hourly" starts at #1'])
  expect(Date.parse(stands.pending[0]?.dueAt ?? '') - Date.parse(stands.now)).toBe(3_600_000)
})

test('an advance ends when the caller hangs up', async () => {
  await using sandbox = await startSandbox({ clock: 'manual' })
  const release = sandbox.talonOne.world.clock.hold('GET /slow')
  const caller = new AbortController()
  const advanced = fetch(`${sandbox.url}/_sandbox/clock/advance`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"by":"1d"}',
    signal: caller.signal,
  }).catch(error => error)
  while ((await sandbox.clock.state()).advancingTo === undefined) await new Promise(setImmediate)

  caller.abort()
  await advanced
  while ((await sandbox.clock.state()).advancingTo !== undefined) await new Promise(setImmediate)
  release()

  expect((await sandbox.clock.state()).now).toBe('2026-01-05T09:00:00.000Z')
})

test.each([
  ['localhost', {}],
  ['[::1]', {}],
  ['127.0.0.2', {}],
  ['LOCALHOST.', {}],
  ['localhost', { publicUrl: 'http://sandbox.example' }],
])(
  'a webhook to the control API of its own sandbox at %s, started with %j, is answered, and settle ends',
  async (host, options) => {
    await using sandbox = await startSandbox(options)
    const { port } = new URL(sandbox.ready().http)
    const { id } = await sandbox.scenarios.create({
      name: 'Own',
      nodes: [
        { id: 1, type: 'now' },
        {
          id: 2,
          type: 'webhook',
          method: 'POST',
          url: `http://${host}:${port}/_sandbox/settle`,
          consentCategory: 'general',
          response: 'json',
        },
      ],
      connections: [[1, 2]],
    })
    await sandbox.scenarios.start(id)

    await sandbox.settle()

    const { entries } = await sandbox.journal({ kind: 'bloomreach.webhook-response' })
    expect(entries[0]).toMatchObject({ status: 400 })
  },
)

test('who waits is told who holds the clock and does not go on', async () => {
  const said: string[] = []
  const told = vi.spyOn(console, 'error').mockImplementation(text => void said.push(text))
  const clock = VirtualClock.manual(Date.UTC(2026, 0, 5))
  const gone = new AbortController().signal
  const waiting = { what: 'settle', clock, gone, sayAfterMs: 5 }
  const release = clock.hold('GET /slow')

  await patiently(async () => {
    while (said.length === 0) await new Promise(setImmediate)
    release()
  }, waiting)
  told.mockRestore()

  expect(said).toEqual([
    expect.stringMatching(/^settle waits: it is held by GET \/slow \(for \d+\.\d s\)\.$/),
  ])
})
