// What breaks in seeded cases of a world, undisturbed, and breaks in none of the schedules of the world as it is without a disturbance.
import type { Invariant } from '../invariants/invariant.ts'
import type { BranchOptions } from '../schedules/branch.ts'
import { namesIn } from '../schedules/population.ts'
import { rehearse } from '../schedules/rehearse.ts'
import { variationText, variedWorld } from '../schedules/variations.ts'
import type { Finding } from './finding.ts'

interface Asked {
  cases: number
  invariants: readonly Invariant[]
  /** What was found in the world as it is. */
  findings: readonly Finding[]
}

/** Of each invariant the first case. */
export async function casesBroken(
  options: BranchOptions,
  { cases, invariants, findings }: Asked,
): Promise<Finding[]> {
  const found = new Map<string, Finding>()
  const known = new Set(
    findings.filter(({ schedule }) => schedule.length === 0).map(({ invariant }) => invariant),
  )
  for (let number = 1; number <= cases; number++) {
    const read = variedWorld(options.read, { seed: options.seed, number })
    const { verdicts, timeline } = await rehearse({ ...options, read }, [], invariants)
    for (const { name, says, mend } of invariants) {
      const { state, broken } = verdicts.get(name) ?? { state: 'held', broken: [] }
      if (state !== 'broken' || known.has(name)) continue
      const before = found.get(name)
      const finding: Finding = {
        invariant: name,
        says,
        because: broken[0]?.because ?? '',
        schedule: [],
        case: number,
        varied: variationText(read),
        customers: namesIn(read),
        alike: 0,
        timeline,
        ...(mend === undefined ? {} : { mend }),
      }
      found.set(name, before === undefined ? finding : { ...before, alike: before.alike + 1 })
    }
  }
  return [...found.values()]
}
