import { Hono } from 'hono'
import { expect, onTestFinished, test } from 'vitest'
import type { Controlled } from '../../../../harness/control-api/controlled.ts'
import { eventStreams } from '../../../../harness/control-api/happened/events.ts'
import { type Sandbox, startSandbox } from '../../../../harness/index.ts'
import { Journal } from '../../../../mocks/kit/journal.ts'
import { EventStream } from '../../../support/event-stream.ts'

/** With some entries in its journal. */
async function opened(listen = false): Promise<Sandbox> {
  const sandbox = await startSandbox({ listen })
  onTestFinished(() => sandbox.stop())
  await sandbox.startScenarios()
  await sandbox.settle()
  return sandbox
}

async function listen({ fetch }: Sandbox, query = '', lastEventId?: string): Promise<EventStream> {
  const headers: Record<string, string> = lastEventId === undefined ? {} : { 'last-event-id': lastEventId }
  const stream = new EventStream(await fetch(`/_sandbox/events${query}`, { headers }))
  onTestFinished(() => stream.close().catch(() => {}))
  return stream
}

test('each entry of the journal comes once, in order, while it happens', async () => {
  const sandbox = await opened(true)
  const before = (await sandbox.journal()).last
  const response = await fetch(`${sandbox.url}/_sandbox/events`)
  expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
  const stream = new EventStream(response)
  await sandbox.startScenarios()
  await sandbox.settle()
  const { entries, last } = await sandbox.journal({ after: before, limit: 100_000 })
  const told = await stream.until(({ data }) => data.seq === last)
  await stream.close()
  expect(told.length).toBeGreaterThan(10)
  expect(told.map(({ data }) => data)).toEqual(entries)
})

test('a reader goes on where it was by the id of the last event', async () => {
  const sandbox = await opened()
  const first = await listen(sandbox, '?after=0')
  const begin = await first.next()
  const resumed = await listen(sandbox, '?after=0', begin.id)
  const { data } = await resumed.next()
  expect(data.seq).toBe((begin.data.seq as number) + 1)
})

test('a bare seq will do as the last id', async () => {
  const sandbox = await opened()
  const { data } = await (await listen(sandbox, '', '3')).next()
  expect(data.seq).toBe(4)
})

test('of one kind only that kind comes', async () => {
  const sandbox = await opened()
  const { entries } = await sandbox.journal()
  const kind = entries.at(-1)?.kind
  const stream = await listen(sandbox, `?after=0&kind=${kind}`)
  const wanted = entries.filter(entry => entry.kind === kind)
  expect(wanted.length).toBeLessThan(entries.length)
  for (const entry of wanted) expect((await stream.next()).data).toEqual(entry)
})

test('a reset is told, and what happens after it comes from its beginning', async () => {
  const sandbox = await opened()
  const stream = await listen(sandbox)
  await sandbox.reset()
  const told = await stream.until(({ event }) => event === 'reset')
  expect(told.at(-1)?.data).toEqual({})
  await sandbox.startScenarios()
  expect((await stream.next()).data.seq).toBe(1)
})

test.each(['of an earlier process', 'of a life before a reset', 'that is no id'])(
  'an id %s begins anew, and says so',
  async kind => {
    const sandbox = await opened()
    const { id } = await (await listen(sandbox, '?after=0')).next()
    if (kind === 'of a life before a reset') await sandbox.reset()
    const last = { 'of an earlier process': 'abc-1.2', 'that is no id': 'x.y.z' }[kind] ?? id
    const stream = await listen(sandbox, '', last)
    expect((await stream.next()).event).toBe('reset')
    if (kind === 'of a life before a reset') await sandbox.startScenarios()
    expect((await stream.next()).data.seq).toBe(1)
  },
)

test('entries that have left the journal are told as a gap', async () => {
  const journal = new Journal({ now: () => 0, capacity: 5 })
  for (let seq = 1; seq <= 12; seq++) journal.append({ kind: 'x' })
  const sandbox = { live: () => ({ world: { journal } }), onNews: journal.subscribe.bind(journal) }
  const app = new Hono().get('/', eventStreams(sandbox as unknown as Controlled))
  const stream = new EventStream(await app.request('/?after=2'))
  expect(await stream.next()).toMatchObject({ event: 'gap', data: { from: 3, to: 7 } })
  expect((await stream.next()).data.seq).toBe(8)
  await stream.close()
})

test.each(['?after=-1', '?after=x', '?kin=x'])('%s is refused in one sentence', async query => {
  const { fetch } = await opened()
  const answer = await fetch(`/_sandbox/events${query}`)
  expect(answer.status).toBe(400)
  expect(await answer.json()).toMatchObject({ error: { code: 'invalid-request' } })
})

test('an open stream holds neither the clock nor the end', async () => {
  const sandbox = await startSandbox({ clock: 'manual' })
  const stream = new EventStream(await fetch(`${sandbox.url}/_sandbox/events`))
  await sandbox.clock.advance('1d')
  await sandbox.settle()
  const ended = stream.until(() => false)
  await sandbox.stop()
  await expect(ended).rejects.toThrow()
})

test('who wants kinds is told which there were, and of very many no more than that', async () => {
  const sandbox = await opened()
  const stream = await listen(sandbox, '?as=kinds&after=0')
  const first = await stream.next()
  await sandbox.clock.advance('1m')
  const second = await stream.next()
  await sandbox.fetch('/v1/applications')
  const third = await stream.next()

  expect(first.data.kinds).toEqual(expect.arrayContaining(['bloomreach.run-entered', 'inbox.message']))
  expect(second.data.kinds).toEqual(['sandbox.request'])
  expect(third.data.kinds).toEqual(['talon-one.request GET', 'talon-one.response'])
})

test('of more entries than anybody would look at, the kinds are a star', async () => {
  const journal = new Journal({ now: () => 0 })
  for (let count = 0; count < 600; count++) journal.append({ kind: 'x' })
  const live = () => ({ world: { journal } })
  const app = new Hono().get('/', eventStreams({ live, onNews: () => () => {} } as unknown as Controlled))

  const stream = new EventStream(await app.request('/?as=kinds&after=0'))
  const { data } = await stream.next()
  await stream.close()

  expect(data).toEqual({ kinds: ['*'] })
})

test('of a busy world a reader of kinds is told now and then, however fast he reads', async () => {
  const journal = new Journal({ now: () => 0 })
  const tell = new Set<() => void>()
  const onNews = (hear: () => void) => {
    tell.add(hear)
    return () => void tell.delete(hear)
  }
  const live = () => ({ world: { journal } })
  const app = new Hono().get('/', eventStreams({ live, onNews } as unknown as Controlled))
  let turns = 0
  const turn = async () => {
    for (let count = 0; count < A_TURN; count++) journal.append({ kind: 'x' })
    for (const hear of tell) hear()
    turns++
    await new Promise(resolve => setImmediate(resolve))
  }
  await turn()
  const stream = new EventStream(await app.request('/?as=kinds&after=0'))

  const told: number[] = []
  const reader = (async () => {
    for (let count = 0; count < 4; count++) {
      await stream.next()
      told.push(turns)
    }
  })()
  while (told.length < 4) await turn()
  await reader
  await stream.close()

  const between = told.slice(1).map((at, index) => at - (told[index] ?? 0))
  expect(Math.max(...between.slice(1))).toBeGreaterThan(3)
})

/** Entries, so many that the process has worked for some milliseconds. */
const A_TURN = 5_000
