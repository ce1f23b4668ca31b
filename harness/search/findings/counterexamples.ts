// From all that a search has run to the counterexamples worth reading: shortest first, none that holds another, one for each kind,
// with nobody in it who is not needed.

import type { Invariant } from '../invariants/invariant.ts'
import type { BranchOptions } from '../schedules/branch.ts'
import type { Choice, Schedule } from '../schedules/point.ts'
import { namesIn, onlyCustomers } from '../schedules/population.ts'
import { type Rehearsed, rehearse } from '../schedules/rehearse.ts'
import type { Judged } from '../schedules/schedules.ts'
import type { Finding } from './finding.ts'

export interface Broken {
  invariant: Invariant
  schedule: Schedule
  alike: number
}

/** Of each kind the first; a schedule that holds a shorter one shows nothing more. */
export function shortestBroken(judged: readonly Judged[], invariants: readonly Invariant[]): Broken[] {
  const byLength = judged.toSorted((a, b) => a.schedule.length - b.schedule.length)
  return invariants.flatMap(invariant => {
    const found: (Broken & { kinds: readonly string[] })[] = []
    for (const { schedule, verdicts } of byLength) {
      if (verdicts.get(invariant.name)?.state !== 'broken') continue
      const kinds = schedule.map(kindOf)
      const shorter = found.find(one => one.kinds.every(kind => kinds.includes(kind)))
      if (shorter === undefined) found.push({ invariant, schedule, alike: 0, kinds })
      else if (shorter.schedule.length === schedule.length) shorter.alike++
    }
    return found.map(({ kinds: _, ...broken }) => broken)
  })
}

/** Whoever it happens to, and whichever time: "lost-answer at webhook #3". */
const kindOf = ({ at, fault }: Choice): string => `${fault} at ${at.split(' of ')[0]}`

/** Run again in a world of its own, with as few people as break it. */
export async function findingOf(
  { invariant, schedule, alike }: Broken,
  options: BranchOptions,
  invariants: readonly Invariant[],
): Promise<Finding> {
  const whole = { names: namesIn(options.read), rehearsed: await rehearse(options, schedule, invariants) }
  const { names, rehearsed } = (await withFewer(invariant, schedule, options, invariants)) ?? whole
  const [broken] = rehearsed.verdicts.get(invariant.name)?.broken ?? []
  return {
    invariant: invariant.name,
    says: invariant.says,
    because: broken?.because ?? '',
    schedule,
    customers: names,
    alike,
    timeline: rehearsed.timeline,
    ...(invariant.mend === undefined ? {} : { mend: invariant.mend }),
  }
}

/** Those whom the schedule names, then one more; undefined when it takes everybody. */
async function withFewer(
  { name }: Invariant,
  schedule: Schedule,
  options: BranchOptions,
  invariants: readonly Invariant[],
): Promise<{ names: string[]; rehearsed: Rehearsed } | undefined> {
  const all = namesIn(options.read)
  const named = all.filter(one => schedule.some(({ at }) => at.includes(` of ${one}`)))
  const others = all.filter(one => !named.includes(one))
  const tries = [named, ...others.map(one => all.filter(each => named.includes(each) || each === one))]
  for (const names of tries) {
    if (names.length === 0 || names.length >= all.length) continue
    const fewer = { ...options, read: onlyCustomers(options.read, names) }
    const rehearsed = await rehearse(fewer, schedule, invariants)
    if (rehearsed.missed.length === 0 && rehearsed.verdicts.get(name)?.state === 'broken')
      return { names, rehearsed }
  }
  return undefined
}
