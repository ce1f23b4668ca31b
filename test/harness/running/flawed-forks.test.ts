// A fork that lacks a store, shares one with the world that it was made of, or lost what waits: each is seen.
import { describe, expect, test } from 'vitest'
import type { Sandbox } from '../../../harness/index.ts'
import type { AgendaClock } from '../../../mocks/kit/time/agenda-clock.ts'
import { readAgain } from '../../../mocks/kit/written.ts'
import { forgetting, sharing } from '../../support/forgetful-state.ts'
import { oneOf } from '../../support/thoroughness.ts'
import { startWaitingWorld, waitingStory } from '../../support/waiting-story.ts'

/** Something of each kind has happened by then, and something still waits. */
const MIDDLE = 13

type Look = (sandbox: Sandbox) => void | Promise<void>

interface Forked {
  story: string[]
  /** Stores in which the world that the fork was made of is another one at the end. */
  changed: string[]
}

/** A line for each store. */
const linesOf = async (sandbox: Sandbox): Promise<string[]> =>
  (await sandbox.snapshot()).trimEnd().split('\n').slice(2)

const nameOf = (line: string): string => (readAgain(line) as [string])[0]

const clockOf = (sandbox: Sandbox) => sandbox.talonOne.world.clock as AgendaClock

const nothing = () => {}

/** The story, which goes on in a fork from its middle. */
async function forked({
  before = nothing,
  flaw = nothing,
}: {
  before?: Look
  flaw?: Look
} = {}): Promise<Forked> {
  let steps = 0
  const original: { sandbox?: Sandbox; lines: string[] } = { lines: [] }
  const story = await waitingStory(async sandbox => {
    if (++steps !== MIDDLE) return sandbox
    Object.assign(original, { sandbox, lines: await linesOf(sandbox) })
    await before(sandbox)
    const fork = await sandbox.fork({ name: 'fork' })
    await flaw(fork)
    return fork
  })
  const after = original.sandbox === undefined ? [] : await linesOf(original.sandbox)
  await original.sandbox?.stop()
  return { story, changed: original.lines.filter((line, at) => line !== after[at]).map(nameOf) }
}

const failed = (error: unknown): Forked => ({ story: [String(error)], changed: [] })

/** Stores of maps and lists that the story writes to after its middle, and whose image is what they hold. */
const SHARED = [
  'world/clock',
  'talon-one/accessLog',
  'bloomreach/events',
  'bloomreach/sentMails',
  'bloomreach/scenarios',
]

describe('a story that goes on in a fork', async () => {
  await using untouched = await startWaitingWorld()
  const fresh = new Set(await linesOf(untouched))
  const filled: string[] = []
  const kinds = new Set<string>()
  const sound = await forked({
    async before(sandbox) {
      filled.push(...(await linesOf(sandbox)).filter(line => !fresh.has(line)).map(nameOf))
      for (const { kind } of clockOf(sandbox).savedJobs().jobs) kinds.add(kind)
    },
  })

  test('leaves the world that it was made of as it was', () => {
    expect(sound.changed).toEqual([])
    expect(filled.length).toBeGreaterThan(10)
    expect([...kinds]).toContain('talon-one/points-begin')
    expect(kinds.size).toBeGreaterThan(3)
  })

  test.each(oneOf(4, filled))('is another one without what was kept in %s', async name => {
    using _ = forgetting(name)

    expect((await forked().catch(failed)).story).not.toEqual(sound.story)
  })

  test.each(SHARED)('is seen in the world that it was made of where both have one %s', async name => {
    using _ = sharing(name)

    expect((await forked()).changed).toEqual([name])
  })

  test.each([...kinds])('is another one where nothing of the kind %s waits', async lost => {
    const { story } = await forked({
      flaw(fork) {
        const { seq, jobs } = clockOf(fork).savedJobs()
        clockOf(fork).restoreJobs({ seq, jobs: jobs.filter(({ kind }) => kind !== lost) })
      },
    })

    expect(story).not.toEqual(sound.story)
  })
})
