// What the reports of a run are made of, whatever their form.
import type { Outcome } from './outcomes.ts'

export interface Case extends Omit<Outcome, 'customer'> {
  /** As people call the customer. */
  name: string
  /** The customer's lines of the trace; of those only who failed or still waits. */
  story: string
}

export interface Report {
  cases: Case[]
  /** The last line of the run. */
  summary: string
  /** What is wrong with the run as a whole. */
  problem: string | undefined
}

export const NOTHING_TO_SAY = 'no reason is known'
