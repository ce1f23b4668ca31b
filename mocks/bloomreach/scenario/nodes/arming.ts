// How a trigger is set when its scenario runs: the ways in which it lets customers in.
import type { Customer } from '../../customers/customers.ts'
import type { Schedule } from '../schedule.ts'

export type Arm =
  /** Once, at the start, unless that is over. */
  | { kind: 'at-start' }
  /** Everyone at this instant, unless it is past. */
  | { kind: 'at'; dueAt: number }
  | Repeatedly
  /** One customer for each such event. */
  | { kind: 'on-event' }
  /** By a call, at any time. */
  | { kind: 'on-call' }

export interface Repeatedly {
  kind: 'repeatedly'
  schedule: Schedule
  /** Without it, everyone. */
  whom?: ((customer: Customer, now: number) => boolean) | undefined
}
