// What all schedules come to: how many there are, how many of them were run, and what each invariant says.
import type { Invariant } from '../invariants/invariant.ts'
import type { Judged } from '../schedules/schedules.ts'
import type { State } from './judge.ts'
import type { InvariantReport, Report } from './report.ts'

/** Schedules that came to the same are one run, whichever process did it. */
export function countsOf(judged: readonly Judged[]): Pick<Report, 'planned' | 'run' | 'pruned'> {
  const run = new Set(judged.map(({ key }) => key)).size
  return { planned: judged.length, run, pruned: judged.length - run }
}

export function stateOfEach(judged: readonly Judged[], invariants: readonly Invariant[]): InvariantReport[] {
  return invariants.map(({ name, says }) => {
    const states = judged.map(({ verdicts }) => verdicts.get(name)?.state)
    const broken = states.filter(state => state === 'broken').length
    const state: State = broken > 0 ? 'broken' : states.includes('held') ? 'held' : 'never-reached'
    return { name, says, state, broken }
  })
}
