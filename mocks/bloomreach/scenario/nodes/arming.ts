// How a trigger is set when its scenario runs: the ways in which customers are let in.
import type { Customer } from '../../customers/customers.ts'
import type { NodeOf } from '../../definition/node-schemas.ts'
import type { Schedule } from '../schedule.ts'

export interface Arming {
  now(): number
  /** Once, at the start, unless that is over. */
  atStart(node: number): void
  /** Everyone at this instant. */
  at(node: number, dueAt: number): void
  repeatedly(repeated: Repeated): void
  /** One customer for each such event. */
  onEvent(node: NodeOf<'on_event'>): void
  /** By a call, at any time. */
  onCall(): void
}

export interface Repeated {
  node: number
  schedule: Schedule
  /** Without it, everyone. */
  whom?: ((customer: Customer) => boolean) | undefined
}
