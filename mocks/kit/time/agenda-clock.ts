// What virtual and real clocks share. One agenda with a total order; jobs are awaited to their end; I/O takes no virtual time.
import { AsyncLocalStorage } from 'node:async_hooks'
import { Group } from '../kept/group.ts'
import type { Part, Path, Tell } from '../kept/part.ts'
import { SandboxError } from '../sandbox-error.ts'
import type { Works } from '../works.ts'
import { Agenda, type Label, type WaitingJob, type WaitingJobs } from './agenda.ts'
import { breathe } from './breath.ts'
import { type Clock, type Holder, type PendingJob, stopwatch, type WaitingFor } from './clock.ts'
import { isInstant } from './duration.ts'
import { Holds, holderOf } from './holds.ts'
import { type AtOptions, type JobKind, JobKinds, type Performer } from './job-kinds.ts'

/** The job in whose course something is asked for, however far down. */
const underWay = new AsyncLocalStorage<{ clock: Clock; job: WaitingJob }>()

/** Ends a job of a clock that was stopped: what it would still do is nobody's. */
class Stopped extends Error {}

export abstract class AgendaClock implements Clock {
  protected readonly agenda = new Agenda()
  protected readonly holds = new Holds()
  readonly #kinds = new JobKinds()
  readonly kept = new Group(
    {
      now: new Hand(
        () => this.now(),
        now => this.standAt(now),
      ),
      agenda: this.agenda.kept,
    },
    () => this.wake(),
  )
  /** Of its world; set once. */
  works: Pick<Works, 'beginJob'> | undefined
  protected isStopped = false
  /** Time moves by itself, not because somebody asked for it. */
  protected isSelfDriven = false
  #chain: Promise<void> = Promise.resolve()
  #failure: { error: unknown } | undefined
  #running: { what: Label; since: number; breathedAt: number } | undefined

  abstract now(): number
  protected abstract wake(): void
  /** Time as it was when it was saved; the wall clock goes its own way. */
  protected abstract standAt(now: number): void

  performs<Ids>(kind: string, performer: Performer<Ids>): JobKind<Ids> {
    this.#kinds.add(kind, performer)
    return { at: (dueAt, ids, options = {}) => this.#at(dueAt, { kind, ids, ...options }) }
  }

  cancel(seq: number): void {
    this.agenda.remove(seq)
  }

  pending(): PendingJob[] {
    return this.agenda.list().map(job => ({ dueAt: job.dueAt, label: this.labelOf(job) }))
  }

  waitingFor(): WaitingFor[] {
    return this.agenda
      .list()
      .map(job => ({ dueAt: job.dueAt, label: this.labelOf(job), about: this.#kinds.aboutOf(job) }))
  }

  savedJobs(): WaitingJobs {
    return this.agenda.waiting()
  }

  restoreJobs(waiting: WaitingJobs): void {
    this.agenda.waitFor(waiting)
    this.wake()
  }

  isBusy(): boolean {
    return this.#running !== undefined || this.holds.list().length > 0
  }

  hold(what: Label): () => void {
    return this.holds.take(what)
  }

  holders(): Holder[] {
    return [...(this.#running === undefined ? [] : [holderOf(this.#running)]), ...this.holds.list()]
  }

  stuck(forMs: number): Holder[] {
    const running = this.#running
    const isStuck = running !== undefined && stopwatch() - running.breathedAt >= forMs
    return [
      ...(isStuck ? [holderOf(running)] : []),
      ...this.holds.list().filter(holder => holder.forMs >= forMs),
    ]
  }

  breathe(): Promise<void> | undefined {
    if (this.isStopped) throw new Stopped()
    if (this.#running !== undefined) this.#running.breathedAt = stopwatch()
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

  protected labelOf(job: WaitingJob): string {
    return this.#kinds.labelOf(job)
  }

  protected async perform(job: WaitingJob): Promise<void> {
    const since = stopwatch()
    this.#running = { what: this.labelOf(job), since, breathedAt: since }
    const work = this.works?.beginJob()
    try {
      await (work === undefined ? this.#run(job) : work.run(() => this.#run(job)))
    } catch (error) {
      if (!(error instanceof Stopped)) throw error
    } finally {
      this.#running = undefined
      void work?.end()
    }
  }

  #run(job: WaitingJob): Promise<void> {
    this.agenda.remove(job.seq)
    return underWay.run({ clock: this, job }, async () => this.#kinds.run(job))
  }

  #at(dueAt: number, job: Pick<WaitingJob, 'kind' | 'ids'> & AtOptions): number {
    if (!isInstant(dueAt)) throw outsideOfTime(this.#kinds.labelOf(job))
    const seq = this.agenda.add({ dueAt, ...job, ...this.#paceAt(dueAt) })
    this.wake()
    return seq
  }

  /** How the job that runs now counts for what it schedules. */
  #paceAt(dueAt: number): Partial<WaitingJob> {
    const parent = underWay.getStore()
    if (parent?.clock !== this) return {}
    const isLater = dueAt > this.now()
    const { depth, round } = parent.job
    return {
      depth: isLater ? 0 : depth + 1,
      round: this.isSelfDriven ? round + (isLater ? 1 : 0) : 0,
    }
  }
}

const outsideOfTime = (label: string): SandboxError =>
  new SandboxError('invalid-instant', `Cannot schedule "${label}": that is outside of the years 1 to 9999.`, {
    remedy: `Choose a shorter wait.`,
  })

/** What the clock shows. It moves too often to be told each time: whoever listens asks. */
class Hand implements Part<number, number> {
  readonly #read: () => number
  readonly #set: (now: number) => void
  #tell: Tell | undefined
  #told = 0

  constructor(read: () => number, set: (now: number) => void) {
    this.#read = read
    this.#set = set
  }

  image(): number {
    return this.#read()
  }

  save(): number {
    return this.#read()
  }

  restore(now: number): void {
    this.#set(now)
  }

  load(now: number): void {
    this.#set(now)
  }

  listen(tell: Tell | undefined): void {
    this.#tell = tell
    this.#told = this.#read()
  }

  poll(): void {
    const now = this.#read()
    if (now === this.#told) return
    this.#tell?.([], this.#told, now)
    this.#told = now
  }

  put(_path: Path, now: unknown): void {
    this.#set(now as number)
  }
}
