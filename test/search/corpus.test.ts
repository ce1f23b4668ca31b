import { describe, expect, test } from 'vitest'
import { replay, type WorldDefinition } from '../../harness/index.ts'
import { INVARIANTS } from '../../harness/search/invariants/index.ts'
import { search } from '../../harness/search/search.ts'
import { readWorld } from '../../harness/world/definition.ts'
import { sampled } from '../support/thoroughness.ts'
import { CODE_FLAWS } from './corpus/codes.ts'
import { JOURNEY_FLAWS } from './corpus/journeys.ts'
import { MAIL_FLAWS } from './corpus/mails.ts'
import { OTHER_FLAWS } from './corpus/others.ts'

const CORPUS = [...CODE_FLAWS, ...MAIL_FLAWS, ...OTHER_FLAWS, ...JOURNEY_FLAWS]

async function reportOf(world: WorldDefinition) {
  const read = await readWorld(world)
  const { report } = await search({
    read,
    seed: 'tutorial',
    depth: 1,
    customers: 3,
    cases: 3,
    invariants: INVARIANTS,
  })
  return report
}

const brokenIn = ({ invariants }: Awaited<ReturnType<typeof reportOf>>) =>
  invariants.filter(({ state }) => state === 'broken').map(({ name }) => name)

describe('a flaw is found, its counterexample replays to the byte, and the mended twin passes', () => {
  test.each(sampled(CORPUS))('$name', { timeout: 60_000 }, async ({ breaks, flawed, mended }) => {
    const report = await reportOf(flawed)
    expect(brokenIn(report)).toContain(breaks)
    expect(brokenIn(await reportOf(mended))).toEqual([])

    const found = report.findings.find(({ invariant }) => invariant === breaks)
    const { schedule = [], customers = [] } = found ?? {}
    const again = await replay({ world: flawed, schedule, customers })
    expect(again.states[breaks]).toBe('broken')
    expect(again.timeline).toEqual(found?.timeline)
    const after = await replay({ world: mended, schedule, customers })
    expect(after.states[breaks]).not.toBe('broken')
  })
})

test('there are at least 60 flaws; each has a name of its own and says why it is real', () => {
  expect(CORPUS.length).toBeGreaterThanOrEqual(60)
  expect(new Set(CORPUS.map(({ name }) => name)).size).toBe(CORPUS.length)
  for (const { why } of CORPUS) expect(why).toMatch(/^[A-Z].*\.$/)
})
