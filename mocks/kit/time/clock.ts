// Time as a value somebody holds: what a clock offers, and the few places where the platform's own time is asked.
// Imported, not global: a test that replaces the platform's timers must not stop the agenda.
import { performance } from 'node:perf_hooks'
import { setImmediate as inNextTurn } from 'node:timers'
import type { Label, WaitingJobs } from './agenda.ts'
import type { JobKind, JobSubject, Performer } from './job-kinds.ts'

export interface PendingJob {
  dueAt: number
  label: string
}

/** The same, with whom it waits for. */
export interface WaitingFor extends PendingJob {
  about: JobSubject
}

/** Who keeps time from moving, and for how long by the platform's own time. */
export interface Holder {
  what: string
  forMs: number
}

export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number
  /** Registers what performs a kind of job; answers what schedules such jobs. */
  performs<Ids>(kind: string, performer: Performer<Ids>): JobKind<Ids>
  /** Takes a job back; does nothing when it has run. */
  cancel(seq: number): void
  /** Everything scheduled, in the order in which it will run. */
  pending(): PendingJob[]
  /** Keeps time from moving until released, for example while a request is in flight. Counted. */
  hold(what: Label): () => void
  /**
   * For a job with many parts, between two of them: lets the process serve everything else when it has worked for some
   * milliseconds. A job of a clock that was stopped ends here.
   */
  breathe(): Promise<void> | undefined
}

/** A clock that a harness drives: what `/_sandbox/clock` offers. */
export interface DrivenClock extends Clock {
  readonly mode: 'fast' | 'manual' | 'real'
  /** Runs every due job in order up to now + ms, then stands there. Cancelled, it stands at the last job's time. */
  advance(ms: number, cancel?: AbortSignal): Promise<void>
  advanceTo(instant: number, cancel?: AbortSignal): Promise<void>
  /** Resolves when nothing runs and nothing is due (fast: nothing that a customer's run waits for). */
  settle(): Promise<void>
  /** Whom `advance` and `settle` wait for: the job that runs, and every hold. */
  holders(): Holder[]
  /** Those of them from which nothing has come for so long. */
  stuck(forMs: number): Holder[]
  /** Where an advance that is under way leads. */
  goal(): number | undefined
  /** Cancels every advance that is under way. */
  halt(): void
  /** Everything scheduled, in order, with whom it is about. */
  waitingFor(): WaitingFor[]
  /** What waits, as data. */
  savedJobs(): WaitingJobs
  /** Drops what waits, and waits for these instead. */
  restoreJobs(waiting: WaitingJobs): void
  /** Whether something runs, or somebody holds time. */
  isBusy(): boolean
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

/** A platform timer counts in 32 bits. */
export const LONGEST_TIMER_MS = 2_147_483_647

/** What the real clock reads. */
export const wallClock = (): number => Date.now()

/** The platform's stopwatch, for how long something takes in reality; never for what a customer sees. */
export const stopwatch = (): number => performance.now()

/** The process has served what waited: sockets, signals, timers. */
export const nextTurn = (): Promise<void> => new Promise(resolve => inNextTurn(resolve))
