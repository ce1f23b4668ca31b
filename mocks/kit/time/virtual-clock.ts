// The clock that jumps, by itself or when told.
import { SandboxError } from '../sandbox-error.ts'
import type { WaitingJob } from './agenda.ts'
import { AgendaClock } from './agenda-clock.ts'
import { breathe } from './breath.ts'
import type { DrivenClock } from './clock.ts'
import { durationToMs, isInstant, msToIso } from './duration.ts'

/** What no sensible schedule reaches; beyond it the clock stands still and says where. */
export interface ClockLimits {
  /** How long a chain of jobs may get in which each schedules the next without time moving. */
  chain: number
  /** Of a fast clock that moves by itself: how often time may move along one chain of jobs. */
  rounds: number
  /** Of the same: how far it may come without being told. */
  years: number
}

export interface VirtualClockOptions extends Partial<ClockLimits> {
  /** Told once for each job that a fast clock takes for a part of something endless. */
  whenEndless?: (message: string) => void
}

export const CLOCK_LIMITS: ClockLimits = { chain: 10_000, rounds: 1_000, years: 100 }

/**
 * Time that moves only by jumps. `VirtualClock.fast` jumps by itself to the next thing that a customer's run waits
 * for; `VirtualClock.manual` stands until told. Both run at once what is due now.
 */
export class VirtualClock extends AgendaClock implements DrivenClock {
  readonly mode: 'fast' | 'manual'
  readonly #limits: ClockLimits
  readonly #whenEndless: (message: string) => void
  #now: number
  #isPumping = false
  #goal: number | undefined
  #halt = new AbortController()
  /** Said once. */
  #refused: number | undefined

  static fast(startsAt: number, options: VirtualClockOptions = {}): VirtualClock {
    return new VirtualClock('fast', startsAt, options)
  }

  static manual(startsAt: number, options: VirtualClockOptions = {}): VirtualClock {
    return new VirtualClock('manual', startsAt, options)
  }

  private constructor(mode: 'fast' | 'manual', startsAt: number, options: VirtualClockOptions) {
    super()
    this.mode = mode
    this.#now = startsAt
    const { whenEndless = () => {}, ...limits } = options
    this.#limits = { ...CLOCK_LIMITS, ...limits }
    this.#whenEndless = whenEndless
  }

  now(): number {
    return this.#now
  }

  advance(ms: number, cancel?: AbortSignal): Promise<void> {
    return this.#drive(() => this.#now + ms, cancel)
  }

  advanceTo(instant: number, cancel?: AbortSignal): Promise<void> {
    return this.#drive(() => instant, cancel)
  }

  /** Runs the earliest job, whatever it is, and stands at its time. */
  next(): Promise<void> {
    return this.#drive(() => this.agenda.earliest()?.dueAt ?? this.#now)
  }

  goal(): number | undefined {
    return this.#goal
  }

  halt(): void {
    this.#halt.abort()
    this.#halt = new AbortController()
  }

  async settle(): Promise<void> {
    do {
      await this.drive(async () => {
        this.rethrow()
        await this.#pump()
      })
      await this.holds.free()
    } while (this.#runnable() !== undefined && !this.isStopped)
  }

  protected standAt(now: number): void {
    this.#now = now
    this.#refused = undefined
  }

  protected wake(): void {
    if (this.#isPumping || this.isStopped || this.#runnable() === undefined) return
    this.#isPumping = true
    this.driveInBackground(async () => {
      this.#isPumping = false
      await this.#pump().catch(standStill)
    })
  }

  async #drive(target: () => number, given?: AbortSignal): Promise<void> {
    const { signal } = this.#halt
    const cancel = given === undefined ? signal : AbortSignal.any([given, signal])
    let goal = this.#now
    await this.drive(async () => {
      this.rethrow()
      goal = target()
      if (!isInstant(goal) || goal < this.#now) throw backwards(goal, this.#now)
      await this.#runTo(goal, cancel)
    })
    // What a fast clock may now jump to is picked up by the pump.
    this.wake()
    if (this.#now < goal) throw cancelled(goal, this.#now)
  }

  async #runTo(goal: number, cancel: AbortSignal): Promise<void> {
    this.#goal = goal
    try {
      await this.#runUntil(goal, { earliest: () => this.agenda.earliest(), cancel })
      if (!this.isStopped && !cancel.aborted) this.#now = goal
    } finally {
      this.#goal = undefined
    }
  }

  #runnable(): WaitingJob | undefined {
    const job = this.agenda.earliest({ runsOnly: true })
    return job !== undefined && (this.mode === 'fast' || job.dueAt <= this.#now) ? job : undefined
  }

  async #pump(): Promise<void> {
    const beganAt = this.#now
    this.isSelfDriven = true
    try {
      await this.#runUntil(Number.POSITIVE_INFINITY, {
        earliest: () => this.#runnable(),
        allow: job => this.#refuseEndless(job, beganAt),
      })
    } finally {
      this.isSelfDriven = false
    }
  }

  async #runUntil(
    goal: number,
    {
      earliest,
      allow,
      cancel,
    }: {
      earliest: () => WaitingJob | undefined
      allow?: (job: WaitingJob) => void
      cancel?: AbortSignal | undefined
    },
  ): Promise<void> {
    const labels = new Set<string>()
    while (!this.isStopped && !cancel?.aborted) {
      const pause = breathe()
      if (pause !== undefined) await pause
      await this.holds.free(cancel)
      const job = earliest()
      if (job === undefined || job.dueAt > goal || this.isStopped || cancel?.aborted) return
      allow?.(job)
      if (job.dueAt > this.#now) this.#now = job.dueAt
      if (job.depth > this.#limits.chain && labels.size < 10) labels.add(this.labelOf(job))
      if (job.depth > this.#limits.chain + 100) throw endless(this.#now, this.#limits.chain, labels)
      await this.perform(job)
    }
  }

  /** The job stays on the agenda, so that an explicit advance may still run it. */
  #refuseEndless(job: WaitingJob, beganAt: number): void {
    const { rounds, years } = this.#limits
    const isFar = job.dueAt - beganAt > years * YEAR_MS
    if (job.round <= rounds && !isFar) return
    const place = `${msToIso(job.dueAt)}, where ${this.labelOf(job)}`
    const refusal = isFar
      ? runaway(place, `that is more than ${years} years away`, 'years')
      : runaway(place, `time moved ${rounds} times on this way already`, 'rounds')
    if (job.seq !== this.#refused) this.#whenEndless(refusal.message)
    this.#refused = job.seq
    throw refusal
  }
}

const YEAR_MS = 365.25 * durationToMs('1d')

const backwards = (goal: number, now: number): SandboxError =>
  new SandboxError(
    'clock-backwards',
    `Cannot move the clock to ${isInstant(goal) ? msToIso(goal) : 'an invalid instant'}: it stands at ${msToIso(now)} and time only moves forward.`,
    { remedy: `Reset the sandbox to start again.` },
  )

const cancelled = (goal: number, now: number): SandboxError =>
  new SandboxError(
    'advance-cancelled',
    `Cannot move the clock to ${msToIso(goal)}: it was stopped on the way, at ${msToIso(now)}.`,
    { remedy: `Advance again to go on.` },
  )

function endless(now: number, chain: number, labels: Set<string>): SandboxError {
  return new SandboxError(
    'endless-schedule',
    `Cannot go on: a chain of more than ${chain} jobs ran at ${msToIso(now)} without time moving.`,
    { remedy: `Look for a loop without a wait among: ${[...labels].join(', ')}.` },
  )
}

/** Nobody waits for the pump: time stands, and the next `settle` says why. */
function standStill(error: unknown): void {
  if (!(error instanceof SandboxError && error.code === ENDLESS_RUN)) throw error
}

const ENDLESS_RUN = 'endless-run'

const runaway = (place: string, what: string, setting: 'rounds' | 'years'): SandboxError =>
  new SandboxError(
    ENDLESS_RUN,
    `Cannot go on by itself: the fast clock would jump to ${place}, and ${what}.`,
    {
      remedy: `Give the loop a way out, advance the clock yourself, or raise fastClock.${setting} in the world file.`,
    },
  )
