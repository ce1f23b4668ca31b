// The clock that jumps, by itself or when told.
import { type Job, labelOf } from './agenda.ts'
import { AgendaClock } from './agenda-clock.ts'
import type { DrivenClock } from './clock.ts'
import { msToIso } from './duration.ts'
import { SandboxError } from './sandbox-error.ts'

const GUARD = 10_000

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
            `Cannot move the clock to ${isInstant ? msToIso(goal) : 'an invalid instant'}: it stands at ${msToIso(this.#now)} and time only moves forward. Reset the sandbox to start again.`,
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
    `Cannot go on: a chain of more than ${guard} jobs ran at ${msToIso(now)} without time moving. Look for a loop without a wait among: ${[...labels].join(', ')}.`,
  )
}
