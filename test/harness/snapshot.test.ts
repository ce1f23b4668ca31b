import { describe, expect, test } from 'vitest'
import { type Sandbox, startSandbox } from '../../harness/index.ts'
import { openWorld } from '../../harness/life.ts'
import { readWorld } from '../../harness/world/definition.ts'
import { readAgain, written } from '../../mocks/kit/written.ts'
import { atRest } from '../support/at-rest.ts'
import { forgetting } from '../support/forgetful-state.ts'
import { type Between, waitingStory } from '../support/waiting-story.ts'

const tutorial = (options = {}): Promise<Sandbox> =>
  startSandbox({ listen: false, clock: 'manual', ...options })

async function played(sandbox: Sandbox): Promise<Sandbox> {
  await sandbox.startScenarios()
  await atRest(sandbox)
  await sandbox.clock.advance('1h')
  return sandbox
}

test('a world that is saved and restored after every step leads to the same answers, journal and mails', async () => {
  const straight = await waitingStory()

  expect(await waitingStory(restored)).toEqual(straight)
})

test('a world that is forked after every step leads to the same as one that was forked once', async () => {
  const once = await forkedStory(steps => steps === 1)
  const always = await forkedStory(() => true)

  expect(always.map(withoutName)).toEqual(once.map(withoutName))
  expect(always).not.toEqual(once)
})

/** In worlds of equally long names, for links with them stand in the mails. */
async function forkedStory(isForked: (step: number) => boolean): Promise<string[]> {
  let steps = 0
  let server: Sandbox | undefined
  const story = await waitingStory(async sandbox => {
    if (!isForked(++steps)) return sandbox
    const fork = await sandbox.fork({ name: `world-${String(steps).padStart(3, '0')}` })
    if (server === undefined) server = sandbox
    else await sandbox.stop()
    return fork
  })
  await server?.stop()
  return story
}

const withoutName = (line: string): string =>
  line
    .replaceAll(/\["b","([^"]*)"\]/g, (_, raw: string) => Buffer.from(raw, 'base64').toString())
    .replaceAll('=\r\n', '')
    .replaceAll(/world-\d{3}/g, 'world')
    .replace(/"checksum":"[0-9a-f]+"/, '')

test('a restored world is the same to the byte when it is saved again', async () => {
  await using sandbox = await played(await tutorial())
  const snapshot = await sandbox.snapshot()
  await using other = await tutorial()

  await other.restore(snapshot)

  expect(await other.snapshot()).toBe(snapshot)
  expect(await other.inbox.list()).toEqual(await sandbox.inbox.list())
  expect((await other.inbox.list()).length).toBeGreaterThan(0)
})

test('what happens in a fork, the world that it was made of does not see', async () => {
  await using server = await tutorial()
  await using sandbox = await server.fork({ name: 'world-001' })
  const before = await sandbox.snapshot()
  await using fork = await sandbox.fork({ name: 'world-002' })

  await played(fork)

  expect(await sandbox.snapshot()).toBe(before)
  expect(await fork.inbox.list()).not.toEqual([])
  expect(await sandbox.inbox.list()).toEqual([])
  await played(sandbox)
  expect(withoutName(await fork.snapshot())).toBe(withoutName(await sandbox.snapshot()))
})

test('faults, and how often they struck, are part of a world', async () => {
  await using sandbox = await tutorial()
  await sandbox.faults.add({ operation: 'cep/createReferral', first: 2, answer: { status: 429 } })
  await played(sandbox)

  await using fork = await sandbox.fork()

  expect(await fork.faults.list()).toEqual(await sandbox.faults.list())
})

test.each([
  ['what is none', () => 'hello', 'it is none'],
  ['one that was cut', (text: string) => text.slice(0, -10), 'it was cut or altered'],
  ['one that was altered', (text: string) => text.replace('ada@', 'eve@'), 'it was cut or altered'],
  ['a newer one', (text: string) => text.replace('"format":3', '"format":4'), 'it is of the format 4'],
])('%s is refused, and nothing changes', async (_, change, reason) => {
  await using sandbox = await played(await tutorial())
  const snapshot = await sandbox.snapshot()

  const restoring = sandbox.restore(change(snapshot))

  await expect(restoring).rejects.toMatchObject({ code: 'invalid-snapshot' })
  await expect(restoring).rejects.toThrow(`Cannot restore the snapshot: ${reason}`)
  expect(await sandbox.snapshot()).toBe(snapshot)
})

test('one of another world definition is refused', async () => {
  await using sandbox = await tutorial()
  await using other = await tutorial({ world: { bloomreach: {} } })

  await expect(other.restore(await sandbox.snapshot())).rejects.toThrow('of another world definition')
})

/** Only after the step of this number. */
function oneStep(step: number, then: Between): Between {
  let steps = 0
  return async sandbox => (++steps === step ? await then(sandbox) : sandbox)
}

const restored: Between = async sandbox => {
  await sandbox.restore(await sandbox.snapshot())
  return sandbox
}

/** By store: what it keeps. */
const partsOf = async (sandbox: Sandbox): Promise<Map<string, string>> => {
  const [, , ...stores] = (await sandbox.snapshot()).trimEnd().split('\n')
  const parts = stores.map(line => readAgain(line) as [string, unknown])
  return new Map(parts.map(([name, part]) => [name, written(part)]))
}

describe('a store that is not restored', async () => {
  const MIDDLE = 13
  const seen: Map<string, string>[] = []
  const straight = await waitingStory(async sandbox => {
    if (seen.length < MIDDLE) seen.push(await partsOf(sandbox))
    return sandbox
  })
  const [first, middle] = [seen[0], seen.at(-1)]
  const changed = [...(middle ?? [])]
    .filter(([name, part]) => first?.get(name) !== part)
    .map(([name]) => name)

  test('may have changed, as most of those that requests change have in the middle of the story', () => {
    expect(changed.length).toBeGreaterThan(12)
  })

  test.each(changed)('is missed: %s', async name => {
    using _ = forgetting(name)
    const story = await waitingStory(oneStep(MIDDLE, restored)).catch(String)

    expect(story).not.toEqual(straight)
  })

  test('and none is missed where all are', async () => {
    expect(await waitingStory(oneStep(MIDDLE, restored))).toEqual(straight)
  })
})

test('every store takes back what it saved of the world that says everything, whatever it held before', async () => {
  const full = await openWorld(await readWorld('harness/reference/reference.world.yaml'))
  const empty = await openWorld(await readWorld({ bloomreach: {} }))
  const text = full.world.state.save()
  expect(empty.world.state.save()).not.toBe(text)

  empty.world.state.load(text)

  expect(empty.world.state.save()).toBe(text)
  await Promise.all([full.end(), empty.end()])
})
