// A counterexample: the shortest schedule that breaks an invariant, and everything that a person needs to see it again.
import type { Schedule } from '../schedules/point.ts'

export interface Finding {
  invariant: string
  /** What the invariant says, and how it was broken. */
  says: string
  because: string
  schedule: Schedule
  /** The seeded case that it was found in; without it, the world as it is. */
  case?: number
  /** What is other in that case, in words. */
  varied?: string
  /** Who takes part; nobody else is needed. */
  customers: readonly string[]
  /** How many further schedules break it in the same way for others. */
  alike: number
  timeline: readonly string[]
  /** What usually mends it. */
  mend?: string
}

/** What `--replay` reads: a finding, and the world that it was found in. */
export interface Replay {
  format: 1
  world: string
  seed: string
  scenario?: string
  invariant: string
  because: string
  schedule: Schedule
  case?: number
  customers: readonly string[]
  timeline: readonly string[]
}
