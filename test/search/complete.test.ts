import { describe, expect, test } from 'vitest'
import { chosenFaults } from '../../harness/search/faults/index.ts'
import { createJudge } from '../../harness/search/findings/judge.ts'
import { INVARIANTS } from '../../harness/search/invariants/index.ts'
import { Branch } from '../../harness/search/schedules/branch.ts'
import { Explorer } from '../../harness/search/schedules/explore.ts'
import { scheduleText } from '../../harness/search/schedules/point.ts'
import { schedulesFrom } from '../../harness/search/schedules/schedules.ts'
import { readWorld } from '../../harness/world/definition.ts'
import { enumerateSchedules } from '../support/enumerated-schedules.ts'
import { isFull, sampled } from '../support/thoroughness.ts'
import { TWELVE_NODES } from '../support/twelve-nodes.ts'
import { SMALL_SCENARIOS, type Small } from './small-scenarios.ts'

async function searched(
  { world, faults }: Pick<Small, 'world'> & { faults?: string },
  depth: number,
  { isUnpruned = false } = {},
) {
  const options = { read: await readWorld(world), seed: 'tutorial' }
  const branch = await Branch.open(options)
  const chosen = chosenFaults(faults, branch.nodeIds())
  const judge = createJudge(INVARIANTS, branch)
  let ends = 0
  const verdicts: typeof judge.verdicts = run => {
    ends++
    return judge.verdicts(run)
  }
  const counting = { ...judge, verdicts }
  const explorer = new Explorer({ branch, chosen, judge: counting, isExact: false, isUnpruned })
  for (let reach = 0; reach < depth && !isUnpruned; reach++) await explorer.explore(reach)
  const all = [...schedulesFrom(await explorer.explore(depth))].map(({ schedule, verdicts }) => [
    scheduleText(schedule),
    [...verdicts].map(([name, { state }]) => `${name} ${state}`).join(', '),
  ])
  await branch.end()
  return { options, chosen, ends, all: Object.fromEntries(all) as Record<string, string> }
}

describe('a search has the schedules and the verdicts of every run from the start', () => {
  test.each(sampled(SMALL_SCENARIOS))('$name', { timeout: 120_000 }, async small => {
    const { options, chosen, all } = await searched(small, 2)
    const afresh = await enumerateSchedules(options, chosen, 2)
    expect(all).toEqual(Object.fromEntries(afresh))
  })
})

test.runIf(isFull)('twelve nodes have the verdicts of every schedule run by itself', async () => {
  const small = { world: TWELVE_NODES }
  const [pruned, each] = [await searched(small, 2), await searched(small, 2, { isUnpruned: true })]
  expect(pruned.all).toEqual(each.all)
  expect(1 - pruned.ends / each.ends).toBeGreaterThan(0.76)
})

test('there are at least 20 scenarios to prove it by, and pairs in all of them', async () => {
  expect(SMALL_SCENARIOS.length).toBeGreaterThanOrEqual(20)
  expect(new Set(SMALL_SCENARIOS.map(({ name }) => name)).size).toBe(SMALL_SCENARIOS.length)
})
