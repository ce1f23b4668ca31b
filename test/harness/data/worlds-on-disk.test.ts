// Worlds beside the first under `--data`: they go on after a restart and after a kill, and rest on the disk while nobody asks them.
import { chmod, cp, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { isMainThread } from 'node:worker_threads'
import { expect, test } from 'vitest'
import { type Sandbox, type SandboxOptions, startSandbox, type World } from '../../../harness/index.ts'
import { atRest } from '../../support/at-rest.ts'
import { stateIn } from '../../support/snapshot-state.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const kept = (data: string, options: SandboxOptions = {}): Promise<Sandbox> =>
  startSandbox({ listen: false, clock: 'manual', data, ...options })

async function ask(sandbox: Sandbox, path: string, body?: object, method = body ? 'POST' : 'GET') {
  const headers = { 'content-type': 'application/json' }
  const answer = await sandbox.fetch(path, { method, headers, ...(body && { body: JSON.stringify(body) }) })
  const text = await answer.text()
  return { status: answer.status, reason: answer.headers.get('x-sandbox-reason'), text }
}

const make = async (sandbox: Sandbox, wanted: object): Promise<World> =>
  JSON.parse((await ask(sandbox, '/_sandbox/worlds', wanted)).text)

const advance = (sandbox: Sandbox, id: string, by: string) =>
  ask(sandbox, `/w/${id}/_sandbox/clock/advance`, { by })

interface Entry {
  kind: string
  seq: number
  causedBy?: number
}

/** What there is to see in a world that has come to rest; that somebody looked is no part of it. */
async function seenIn(sandbox: Sandbox, id: string): Promise<unknown> {
  await ask(sandbox, `/w/${id}/_sandbox/settle`, {})
  const read = async (path: string) => (await ask(sandbox, `/w/${id}/_sandbox/${path}`)).text
  const { entries } = JSON.parse(await read('journal?limit=100000')) as { entries: Entry[] }
  const mails = await sandbox.inboxFetch(`/w/${id}/api/v1/messages`)
  return {
    // Where a request that was not awaited by them stands among them is chance.
    entries: entries
      .filter(({ kind }) => kind !== 'sandbox.request')
      .map(({ seq: _, causedBy: __, ...entry }) => entry),
    clock: await read('clock'),
    faults: await read('faults'),
    mails: await mails.text(),
  }
}

const idsOf = async (sandbox: Sandbox): Promise<string[]> => {
  const { worlds } = JSON.parse((await ask(sandbox, '/_sandbox/worlds')).text) as { worlds: World[] }
  return worlds.map(({ id, from, seed, ttl }) => [id, from, seed, ttl].join(' '))
}

/** Three forks that are not alike, one of them deleted. */
async function peopled(sandbox: Sandbox): Promise<void> {
  await sandbox.startScenarios()
  await atRest(sandbox)
  await make(sandbox, { name: 'early' })
  await sandbox.clock.advance('1h')
  await make(sandbox, { name: 'late', seed: 'another', ttl: '1h' })
  await make(sandbox, {})
  await make(sandbox, {})
  await ask(sandbox, '/_sandbox/worlds/fork-2', undefined, 'DELETE')
  await advance(sandbox, 'early', '30m')
  await ask(sandbox, '/w/fork-1/_sandbox/faults', {
    operation: 'cep/createReferral',
    every: 2,
    answer: { status: 500 },
  })
}

test.each(['stopped', 'killed'] as const)('forks of a sandbox that was %s go on as they were', async how => {
  const data = await temporaryFolder()
  await using sandbox = await kept(data)
  await peopled(sandbox)
  const before = [
    await seenIn(sandbox, 'early'),
    await seenIn(sandbox, 'late'),
    await seenIn(sandbox, 'fork-1'),
  ]
  const ids = await idsOf(sandbox)

  // What is on the disk at a moment is what a kill at that moment leaves.
  const left = how === 'stopped' ? data : await temporaryFolder()
  if (how === 'stopped') await sandbox.stop()
  else await cp(data, left, { recursive: true })
  await using next = await kept(left)

  expect(await idsOf(next)).toEqual(ids)
  const after = [await seenIn(next, 'early'), await seenIn(next, 'late'), await seenIn(next, 'fork-1')]
  expect(after).toEqual(before)
  expect((await ask(next, '/w/fork-2/_sandbox/ready')).text).toContain('it was deleted')
  expect((await make(next, {})).id).toBe('fork-3')
  await ask(next, '/w/early/_sandbox/reset', {})
  expect(await ask(next, '/w/early/_sandbox/clock')).toMatchObject({
    text: expect.stringContaining('T09:00:00'),
  })
})

test('a fork draws the same after a restart as without one', async () => {
  const played = async (restarts: boolean): Promise<unknown> => {
    const data = await temporaryFolder()
    let sandbox = await kept(data)
    await make(sandbox, { name: 'seeded', seed: 'of its own' })
    await ask(sandbox, '/w/seeded/_sandbox/clock/advance', { by: '1h' })
    if (restarts) {
      await sandbox.stop()
      sandbox = await kept(data)
    }
    const { toStart } = await make(sandbox, { from: 'seeded', name: 'again' })
    for (const id of toStart) await ask(sandbox, `/w/seeded/_sandbox/bloomreach/scenarios/${id}/start`, {})
    await advance(sandbox, 'seeded', '1h')
    const seen = await seenIn(sandbox, 'seeded')
    await sandbox.stop()
    return seen
  }

  expect(await played(true)).toEqual(await played(false))
})

/** By hand, while no sandbox has it. */
async function alter(data: string, statements: string): Promise<void> {
  const { DatabaseSync } = await import('node:sqlite')
  const db: { exec(sql: string): void; close(): void } = new DatabaseSync(join(data, 'world.sqlite'))
  db.exec(statements)
  db.close()
}

test('a fork of another definition of the world is no more, and says so', async () => {
  const data = await temporaryFolder()
  const world = (name: string) => ({ bloomreach: { consentCategories: [name] } })
  const sandbox = await kept(data, { world: world('news') })
  await make(sandbox, { name: 'older' })
  await sandbox.stop()
  await alter(data, "delete from saved where world = 'first'; delete from work where world = 'first'")

  await using next = await kept(data, { world: world('offers') })

  expect(await ask(next, '/w/older/_sandbox/ready')).toMatchObject({
    status: 404,
    text: expect.stringContaining('it was forked of another definition of the world'),
  })
})

test('what was kept before there were several worlds goes on', async () => {
  const data = await temporaryFolder()
  const sandbox = await kept(data)
  await sandbox.clock.advance('1h')
  const before = stateIn(await sandbox.snapshot())
  await sandbox.stop()
  await alter(
    data,
    `drop index saved_by_world; drop index work_by_world; drop table guests;
    alter table saved drop column world; alter table work drop column world`,
  )

  await using next = await kept(data)

  expect(stateIn(await next.snapshot())).toBe(before)
  expect((await make(next, {})).id).toBe('fork-1')
})

test('worlds that rest on the disk while others are asked answer as those that do not', async () => {
  const story = async (limits: SandboxOptions): Promise<unknown[]> => {
    await using sandbox = await kept(await temporaryFolder(), limits)
    await sandbox.startScenarios()
    await atRest(sandbox)
    const answers: unknown[] = []
    for (const name of ['a', 'b', 'c']) answers.push((await make(sandbox, { name })).id)
    for (const by of ['1m', '1h', '1d']) {
      for (const id of ['a', 'b', 'c', 'a']) answers.push(await advance(sandbox, id, by))
    }
    for (const id of ['c', 'b', 'a']) answers.push(await seenIn(sandbox, id))
    answers.push(await idsOf(sandbox), await ask(sandbox, '/_sandbox/worlds/b', undefined, 'DELETE'))
    answers.push((await ask(sandbox, '/w/b/_sandbox/ready')).status, await idsOf(sandbox))
    return answers
  }

  expect(await story({ worldsAwake: 1 })).toEqual(await story({}))
})

test('a fork that this process has in hand does not leave it', async () => {
  await using sandbox = await kept(await temporaryFolder(), { worldsAwake: 1 })
  const mine = await sandbox.fork({ name: 'mine' })
  await make(sandbox, { name: 'b' })
  await make(sandbox, { name: 'c' })

  await mine.clock.advance('1h')

  expect(JSON.parse((await ask(sandbox, '/w/mine/_sandbox/clock')).text).now).toBe(
    (await mine.clock.state()).now,
  )
})

const isRoot = process.getuid?.() === 0

/** Nothing is forbidden to root. */
async function withoutRights<T>(work: () => Promise<T>): Promise<T> {
  if (!isRoot) return work()
  process.seteuid?.(65_534)
  try {
    return await work()
  } finally {
    process.seteuid?.(0)
  }
}

test.skipIf(isRoot && !isMainThread)(
  'a folder that cannot be written to is one sentence, and nothing in it is lost',
  async () => {
    const data = await temporaryFolder()
    const sandbox = await kept(data)
    await sandbox.clock.advance('1h')
    const before = stateIn(await sandbox.snapshot())
    await sandbox.stop()
    const files = await readdir(data)
    for (const file of files) await chmod(join(data, file), 0o444)
    await chmod(data, 0o555)

    const [full, empty] = await withoutRights(async () => [
      await kept(data).catch(String),
      await kept(join(data, 'new')).catch(String),
    ])

    expect(full).toMatch(/^SandboxError: Cannot keep the world in \S+: it may not be written to\. [^\n]+$/)
    expect(empty).toMatch(/^SandboxError: Cannot keep the world in \S+: [^\n]+\.$/)
    await chmod(data, 0o755)
    for (const file of files) await chmod(join(data, file), 0o644)
    await using next = await kept(data)
    expect(stateIn(await next.snapshot())).toBe(before)
  },
)
