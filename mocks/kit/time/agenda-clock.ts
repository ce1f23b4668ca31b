// What virtual and real clocks share. One agenda with a total order; jobs are awaited to their end; I/O takes no virtual time.
import { AsyncLocalStorage } from 'node:async_hooks'
import { SandboxError } from '../sandbox-error.ts'
import { Agenda, type Job, type Label, labelOf } from './agenda.ts'
import { breathe } from './breath.ts'
import { type AtOptions, type Clock, type Holder, type PendingJob, stopwatch } from './clock.ts'
import { isInstant } from './duration.ts'
import { Holds, holderOf } from './holds.ts'

/** The job in whose course something is asked for, however far down. */
const underWay = new AsyncLocalStorage<{ clock: Clock; job: Job }>()

/** Ends a job of a clock that was stopped: what it would still do is nobody's. */
class Stopped extends Error {}

export abstract class AgendaClock implements Clock {
  protected readonly agenda = new Agenda()
  protected readonly holds = new Holds()
  protected isStopped = false
  /** Time moves by itself, not because somebody asked for it. */
  protected isSelfDriven = false
  #chain: Promise<void> = Promise.resolve()
  #failure: { error: unknown } | undefined
  #running: { what: Label; since: number } | undefined

  abstract now(): number
  protected abstract wake(): void

  at(dueAt: number, label: Label, run: Job['run'], options: AtOptions = {}): () => void {
    if (!isInstant(dueAt)) throw outsideOfTime(label)
    const added = this.agenda.add(dueAt, label, run, options.onDemand ?? false)
    const parent = underWay.getStore()
    if (parent?.clock === this) this.#follow(added, parent.job)
    this.wake()
    return () => this.agenda.remove(added)
  }

  pending(): PendingJob[] {
    return this.agenda.list().map(job => ({ dueAt: job.dueAt, label: labelOf(job) }))
  }

  hold(what: Label): () => void {
    return this.holds.take(what)
  }

  holders(): Holder[] {
    return [...(this.#running === undefined ? [] : [holderOf(this.#running)]), ...this.holds.list()]
  }

  breathe(): Promise<void> | undefined {
    if (this.isStopped) throw new Stopped()
    return breathe()
  }

  stop(): void {
    this.isStopped = true
    this.holds.end()
  }

  /** Queues `work` behind whatever drives the clock now; a failure of the background pump surfaces here. */
  protected async drive(work: () => Promise<void>): Promise<void> {
    if (underWay.getStore()?.clock === this) {
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

  protected async perform(job: Job): Promise<void> {
    this.agenda.remove(job)
    this.#running = { what: job.label, since: stopwatch() }
    try {
      await underWay.run({ clock: this, job }, async () => job.run())
    } catch (error) {
      if (!(error instanceof Stopped)) throw error
    } finally {
      this.#running = undefined
    }
  }

  #follow(added: Job, parent: Job): void {
    const isLater = added.dueAt > this.now()
    if (!isLater) added.depth = parent.depth + 1
    if (this.isSelfDriven) added.round = parent.round + (isLater ? 1 : 0)
  }
}

const outsideOfTime = (label: Label): SandboxError =>
  new SandboxError(
    'invalid-instant',
    `Cannot schedule "${typeof label === 'string' ? label : label()}": that is outside of the years 1 to 9999.`,
    { remedy: `Choose a shorter wait.` },
  )
