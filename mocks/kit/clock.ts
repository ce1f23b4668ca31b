// Time as a value somebody holds. One agenda with a total order; jobs are awaited to their end; I/O takes no virtual time.
import { AsyncLocalStorage } from 'node:async_hooks'
import { Agenda, type Job, type Label, labelOf } from './agenda.ts'
import { msToIso } from './duration.ts'
import { SandboxError } from './sandbox-error.ts'

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

const GUARD = 10_000
const insideJob = new AsyncLocalStorage<Clock>()

/** What virtual and real clocks share: the agenda, holds, and running one job after the other. */
abstract class AgendaClock implements Clock {
  protected readonly agenda = new Agenda()
  #holds = 0
  #whenFree: (() => void)[] = []
  #chain: Promise<void> = Promise.resolve()
  #failure: { error: unknown } | undefined
  #running: Job | undefined

  abstract now(): number
  protected abstract wake(): void

  at(dueAt: number, label: Label, job: Job['run'], options: AtOptions = {}): () => void {
    const added = this.agenda.add(dueAt, label, job, options.onDemand ?? false)
    if (this.#running !== undefined && dueAt <= this.now()) added.depth = this.#running.depth + 1
    this.wake()
    return () => this.agenda.remove(added)
  }

  pending(): PendingJob[] {
    return this.agenda.list().map(job => ({ dueAt: job.dueAt, label: labelOf(job) }))
  }

  hold(): () => void {
    this.#holds++
    let released = false
    return () => {
      if (released) throw new Error('Bug in referral-sandbox: a hold of the clock is released twice')
      released = true
      if (--this.#holds === 0) for (const go of this.#whenFree.splice(0)) go()
    }
  }

  /** Queues `work` behind whatever drives the clock now; a failure of the background pump surfaces here. */
  protected async drive(work: () => Promise<void>): Promise<void> {
    if (insideJob.getStore() === this) {
      throw new SandboxError(
        'advance-inside-job',
        'Cannot move the clock: a job that the clock itself runs asks for it.',
        { remedy: 'Schedule a later job instead.' },
      )
    }
    const done = this.#chain.then(work)
    this.#chain = done.catch(() => {})
    await done
  }

  /** For work that nobody awaits: its failure is thrown to the next caller, and until then nothing more runs. */
  protected driveInBackground(work: () => Promise<void>): void {
    this.#chain = this.#chain
      .then(async () => {
        if (this.#failure === undefined) await work()
      })
      .catch((error: unknown) => {
        this.#failure = { error }
      })
  }

  protected rethrow(): void {
    const failure = this.#failure
    if (failure === undefined) return
    this.#failure = undefined
    this.wake()
    throw failure.error
  }

  protected async free(): Promise<void> {
    while (this.#holds > 0) await new Promise<void>(resolve => this.#whenFree.push(resolve))
  }

  protected async perform(job: Job): Promise<void> {
    this.agenda.remove(job)
    this.#running = job
    try {
      await insideJob.run(this, async () => job.run())
    } finally {
      this.#running = undefined
    }
  }
}

/**
 * Time that moves only by jumps. `VirtualClock.fast` jumps by itself to the next thing that a customer's run waits
 * for; `VirtualClock.manual` stands until told. Both run at once what is due now.
 */
export class VirtualClock extends AgendaClock implements DrivenClock {
  readonly mode: 'fast' | 'manual'
  #now: number
  /** How long a chain of jobs may get in which each schedules the next without time moving. */
  #guard: number
  #pumping = false
  #stopped = false

  static fast(startsAt: number, guard = GUARD): VirtualClock {
    return new VirtualClock('fast', startsAt, guard)
  }

  static manual(startsAt: number, guard = GUARD): VirtualClock {
    return new VirtualClock('manual', startsAt, guard)
  }

  private constructor(mode: 'fast' | 'manual', startsAt: number, guard: number) {
    super()
    this.mode = mode
    this.#now = startsAt
    this.#guard = guard
  }

  now(): number {
    return this.#now
  }

  advance(ms: number): Promise<void> {
    return this.#drive(() => this.#now + ms)
  }

  advanceTo(instant: number): Promise<void> {
    return this.#drive(() => instant)
  }

  /** Runs the earliest job, whatever it is, and stands at its time. */
  next(): Promise<void> {
    return this.#drive(() => this.agenda.earliest()?.dueAt ?? this.#now)
  }

  async settle(): Promise<void> {
    do {
      await this.drive(async () => {
        this.rethrow()
        await this.#pump()
      })
      await this.free()
    } while (this.#runnable() !== undefined && !this.#stopped)
  }

  stop(): void {
    this.#stopped = true
  }

  protected wake(): void {
    if (this.#pumping || this.#stopped || this.#runnable() === undefined) return
    this.#pumping = true
    this.driveInBackground(async () => {
      this.#pumping = false
      await this.#pump()
    })
  }

  #drive(target: () => number): Promise<void> {
    return (
      this.drive(async () => {
        this.rethrow()
        const goal = target()
        const isInstant = !Number.isNaN(new Date(goal).getTime())
        if (!isInstant || goal < this.#now) {
          throw new SandboxError(
            'clock-backwards',
            `Cannot move the clock to ${isInstant ? msToIso(goal) : 'an invalid instant'}: it stands at ${msToIso(this.#now)} and time only moves forward.`,
            { remedy: 'Reset the sandbox to start again.' },
          )
        }
        await this.#runUntil(goal, () => this.agenda.earliest())
        this.#now = goal
      })
        // What a fast clock may now jump to is picked up by the pump.
        .then(() => this.wake())
    )
  }

  #runnable(): Job | undefined {
    const job = this.agenda.earliest({ runsOnly: true })
    return job !== undefined && (this.mode === 'fast' || job.dueAt <= this.#now) ? job : undefined
  }

  async #pump(): Promise<void> {
    await this.#runUntil(Number.POSITIVE_INFINITY, () => this.#runnable())
  }

  async #runUntil(goal: number, earliest: () => Job | undefined): Promise<void> {
    const labels = new Set<string>()
    while (!this.#stopped) {
      await this.free()
      const job = earliest()
      if (job === undefined || job.dueAt > goal) return
      if (job.dueAt > this.#now) this.#now = job.dueAt
      if (job.depth > this.#guard && labels.size < 10) labels.add(labelOf(job))
      if (job.depth > this.#guard + 100) throw endless(this.#now, this.#guard, labels)
      await this.perform(job)
    }
  }
}

function endless(now: number, guard: number, labels: Set<string>): SandboxError {
  return new SandboxError(
    'endless-schedule',
    `Cannot go on: a chain of more than ${guard} jobs ran at ${msToIso(now)} without time moving.`,
    { remedy: `Look for a loop without a wait among: ${[...labels].join(', ')}.` },
  )
}

/** The wall clock with the same agenda, pumped by one platform timer. */
export class RealClock extends AgendaClock implements DrivenClock {
  readonly mode = 'real'
  #cancel: (() => void) | undefined
  #stopped = false

  now(): number {
    return Date.now()
  }

  advance(_ms: number): Promise<void> {
    return this.advanceTo(0)
  }

  async advanceTo(_instant: number): Promise<void> {
    throw new SandboxError('real-clock', 'Cannot move the clock: this sandbox runs on the real clock.', {
      remedy: 'Start it with --clock fast or --clock manual.',
    })
  }

  /** Waits for real time until no customer's run waits any more. */
  async settle(): Promise<void> {
    for (;;) {
      await this.drive(async () => this.rethrow())
      const job = this.agenda.earliest({ runsOnly: true })
      if (job === undefined || this.#stopped) return
      await new Promise<void>(resolve =>
        platformTimeout(Math.min(Math.max(job.dueAt - this.now(), 1), 1_000), resolve),
      )
    }
  }

  stop(): void {
    this.#stopped = true
    this.#cancel?.()
  }

  protected wake(): void {
    this.#cancel?.()
    const job = this.agenda.earliest()
    if (job === undefined || this.#stopped) return
    // A platform timer counts in 32 bits; a longer wait is taken in steps.
    const delay = Math.min(Math.max(job.dueAt - this.now(), 0), 2_147_483_647)
    this.#cancel = platformTimeout(delay, () => {
      this.driveInBackground(async () => {
        await this.free()
        const due = this.agenda.earliest()
        if (!this.#stopped && due !== undefined && due.dueAt <= this.now()) await this.perform(due)
        this.wake()
      })
    })
  }
}
