// What virtual and real clocks share. One agenda with a total order; jobs are awaited to their end; I/O takes no virtual time.
import { AsyncLocalStorage } from 'node:async_hooks'
import { Agenda, type Job, type Label, labelOf } from './agenda.ts'
import type { AtOptions, Clock, PendingJob } from './clock.ts'
import { SandboxError } from './sandbox-error.ts'

const insideJob = new AsyncLocalStorage<Clock>()

/** What virtual and real clocks share: the agenda, holds, and running one job after the other. */
export abstract class AgendaClock implements Clock {
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
        'Cannot move the clock: a job that the clock itself runs asks for it. Schedule a later job instead.',
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
