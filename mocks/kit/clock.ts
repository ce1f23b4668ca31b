// Time as a value somebody holds: what a clock offers, and the few places where the platform's own time is asked.
import type { Job, Label } from './agenda.ts'

export interface PendingJob {
  dueAt: number
  label: string
}

export interface AtOptions {
  /** For repeating and dated triggers: only an explicit advance reaches it, the fast clock does not jump to it. */
  onDemand?: boolean
}

export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number
  /** Runs the job once `dueAt` is reached; answers a function that cancels it. */
  at(dueAt: number, label: Label, job: Job['run'], options?: AtOptions): () => void
  /** Everything scheduled, in the order in which it will run. */
  pending(): PendingJob[]
  /** Keeps time from moving until released, for example while a request is in flight. Counted. */
  hold(): () => void
}

/** A clock that a harness drives: what `/_sandbox/clock` offers. */
export interface DrivenClock extends Clock {
  readonly mode: 'fast' | 'manual' | 'real'
  /** Runs every due job in order up to now + ms, then stands there. */
  advance(ms: number): Promise<void>
  advanceTo(instant: number): Promise<void>
  /** Resolves when nothing runs and nothing is due (fast: nothing that a customer's run waits for). */
  settle(): Promise<void>
  stop(): void
}

/**
 * The one escape hatch to the platform's timer, for real I/O (a webhook's timeout, a fault's delay): it takes no
 * virtual time. Everything else waits on a Clock.
 */
export function platformTimeout(ms: number, run: () => void): () => void {
  const timer = setTimeout(run, ms)
  return () => clearTimeout(timer)
}

/** What the real clock reads. */
export const wallClock = (): number => Date.now()
