import { expect, onTestFinished, test } from 'vitest'
import { parseOptions } from '../../../harness/config.ts'
import type { Timer } from '../../../harness/doors/timer.ts'
import { assemble } from '../../../harness/sandbox.ts'

/** Real time that a test moves. */
class HandMovedTimer implements Timer {
  #now = 0
  readonly #waiting = new Set<{ at: number; run: () => void }>()

  now(): number {
    return this.#now
  }

  after(ms: number, run: () => void): () => void {
    const waiting = { at: this.#now + ms, run }
    this.#waiting.add(waiting)
    return () => this.#waiting.delete(waiting)
  }

  get size(): number {
    return this.#waiting.size
  }

  pass(ms: number): void {
    this.#now += ms
    for (const waiting of [...this.#waiting].filter(({ at }) => at <= this.#now)) {
      this.#waiting.delete(waiting)
      waiting.run()
    }
  }
}

const MINUTE_MS = 60_000

async function started() {
  const timer = new HandMovedTimer()
  const config = { ...parseOptions({ clock: 'manual' }), world: { bloomreach: {} }, listen: false }
  const sandbox = await assemble(config, undefined, timer)
  onTestFinished(() => sandbox.stop())
  return { sandbox, timer, ids: () => sandbox.worlds.list().map(({ id }) => id) }
}

test('a world that nobody asks for as long as its ttl is removed, others are not', async () => {
  const { sandbox, timer, ids } = await started()
  await sandbox.client.worlds.create({ name: 'short', ttl: '10m' })
  await sandbox.client.worlds.create({ name: 'long', ttl: '1h' })
  await sandbox.client.worlds.create({ name: 'for-ever' })

  timer.pass(9 * MINUTE_MS)
  expect(ids()).toEqual(['first', 'short', 'long', 'for-ever'])
  timer.pass(MINUTE_MS)

  expect(ids()).toEqual(['first', 'long', 'for-ever'])
  const late = await sandbox.fetch('/w/short/_sandbox/ready')
  expect(await late.text()).toContain('nobody had asked it for as long as its ttl')
})

test('whoever asks a world keeps it, on every path, and so does a request that is still waiting', async () => {
  const { sandbox, timer, ids } = await started()
  await sandbox.client.worlds.create({ name: 'a', ttl: '10m' })
  const { world } = sandbox.worlds.get('a').live()

  for (const path of ['/_sandbox/ready', '/v1/customer_profiles/x', '/track/v2/x']) {
    timer.pass(9 * MINUTE_MS)
    await sandbox.fetch(`/w/a${path}`)
  }
  const release = world.clock.hold(() => 'the test')
  const settling = sandbox.fetch('/w/a/_sandbox/settle', { method: 'POST' })
  timer.pass(60 * MINUTE_MS)
  expect(ids()).toEqual(['first', 'a'])
  release()
  await settling
  timer.pass(9 * MINUTE_MS)
  expect(ids()).toEqual(['first', 'a'])

  timer.pass(60 * MINUTE_MS)
  expect(ids()).toEqual(['first'])
})

test('nothing waits any more when a world is deleted or the sandbox stopped', async () => {
  const { sandbox, timer } = await started()
  await sandbox.client.worlds.create({ name: 'a', ttl: '10m' })
  await sandbox.client.worlds.create({ name: 'b', ttl: '10m' })
  expect(timer.size).toBe(2)

  await sandbox.client.worlds.delete('a')
  expect(timer.size).toBe(1)
  await sandbox.stop()

  expect(timer.size).toBe(0)
})
