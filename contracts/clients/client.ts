// One client that the vendor publishes, as a witness: what it is called, whether this machine has it, and its life.
import type { Door } from './door.ts'
import type { Step, StepName } from './life.ts'

export interface Client {
  name: string
  /** Steps for which this version has no call. */
  lacks: readonly StepName[]
  /** Why it cannot be heard here. */
  missing(): string | undefined
  /** The steps that it took, in order, the last one with its problem when it failed. */
  live(door: Door): Promise<Step[]>
}
