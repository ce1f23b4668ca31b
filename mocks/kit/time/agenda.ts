// The ordered list of due jobs: earliest due time first, then the order of scheduling. Pure: it neither runs nor waits.
// What it holds is data, of which the order is made when somebody asks. What performs a kind of job, and what it is called, is
// registered with the clock (`job-kinds.ts`).
import { Counter } from '../kept/cell.ts'
import { Group } from '../kept/group.ts'
import { KeptMap } from '../kept/kept-map.ts'

export type Label = string | (() => string)

/** A job as it can be written down and taken up again. */
export interface WaitingJob {
  readonly dueAt: number
  readonly seq: number
  readonly kind: string
  /** Whom and what it is about; JSON. */
  readonly ids: unknown
  /** Repeating and dated triggers: reached by an explicit advance only, never by a jump of the fast clock. */
  readonly onDemand: boolean
  /** How many jobs, each scheduling the next without time moving, led to this one. */
  readonly depth: number
  /** How often time moved by itself along the chain of jobs that led to this one. */
  readonly round: number
}

/** All that waits, and the number that the next job follows. */
export interface WaitingJobs {
  readonly seq: number
  readonly jobs: readonly WaitingJob[]
}

const before = (a: WaitingJob, b: WaitingJob): boolean =>
  a.dueAt < b.dueAt || (a.dueAt === b.dueAt && a.seq < b.seq)

/** A binary heap; jobs that no longer wait are dropped when they come up. */
class Heap {
  readonly #jobs: WaitingJob[] = []
  readonly #waits: (job: WaitingJob) => boolean

  constructor(waits: (job: WaitingJob) => boolean) {
    this.#waits = waits
  }

  push(job: WaitingJob): void {
    const jobs = this.#jobs
    let index = jobs.length
    while (index > 0) {
      const parent = (index - 1) >> 1
      const above = jobs[parent] as WaitingJob
      if (before(above, job)) break
      jobs[index] = above
      index = parent
    }
    jobs[index] = job
  }

  peek(): WaitingJob | undefined {
    for (let job = this.#jobs[0]; job !== undefined; job = this.#jobs[0]) {
      if (this.#waits(job)) return job
      this.pop()
    }
    return undefined
  }

  pop(): WaitingJob | undefined {
    const jobs = this.#jobs
    const top = jobs[0]
    const last = jobs.pop()
    if (top === undefined || last === undefined || jobs.length === 0) return top
    let index = 0
    for (;;) {
      let child = 2 * index + 1
      if (child >= jobs.length) break
      if (child + 1 < jobs.length && before(jobs[child + 1] as WaitingJob, jobs[child] as WaitingJob)) child++
      if (before(last, jobs[child] as WaitingJob)) break
      jobs[index] = jobs[child] as WaitingJob
      index = child
    }
    jobs[index] = last
    return top
  }
}

type NewJob = Pick<WaitingJob, 'dueAt' | 'kind' | 'ids'> & Partial<WaitingJob>

interface Queues {
  readonly runs: Heap
  readonly triggers: Heap
}

export class Agenda {
  readonly #bySeq = new KeptMap<number, WaitingJob>()
  readonly #seq = new Counter()
  /** Made of the jobs; undefined until somebody asks what comes first. */
  #queues: Queues | undefined
  readonly kept = new Group({ jobs: this.#bySeq, seq: this.#seq }, () => {
    this.#queues = undefined
  })

  add({ dueAt, kind, ids, onDemand = false, depth = 0, round = 0 }: NewJob): number {
    const seq = this.#seq.next()
    const job = { dueAt, seq, kind, ids, onDemand, depth, round }
    this.#bySeq.set(seq, job)
    if (this.#queues !== undefined) enqueue(this.#queues, job)
    return seq
  }

  /** The earliest job; `runsOnly` leaves out what waits for an explicit advance. */
  earliest({ runsOnly = false } = {}): WaitingJob | undefined {
    const { runs, triggers } = this.#inOrder()
    const run = runs.peek()
    const trigger = runsOnly ? undefined : triggers.peek()
    if (run === undefined || trigger === undefined) return run ?? trigger
    return before(run, trigger) ? run : trigger
  }

  /** Does nothing when the job has run, or never was. */
  remove(seq: number): void {
    this.#bySeq.delete(seq)
  }

  /** All jobs in the order in which they would run. */
  list(): WaitingJob[] {
    return [...this.#bySeq.values()].sort((a, b) => (before(a, b) ? -1 : 1))
  }

  /** As data that nobody changes. */
  waiting(): WaitingJobs {
    return { seq: this.#seq.value, jobs: this.list() }
  }

  /** Drops what waits, and waits for these instead. */
  waitFor({ seq, jobs }: WaitingJobs): void {
    this.kept.load({ seq, jobs: new Map(jobs.map(job => [job.seq, job])) })
  }

  #inOrder(): Queues {
    if (this.#queues !== undefined) return this.#queues
    const waits = (job: WaitingJob) => this.#bySeq.has(job.seq)
    this.#queues = { runs: new Heap(waits), triggers: new Heap(waits) }
    for (const job of this.#bySeq.values()) enqueue(this.#queues, job)
    return this.#queues
  }
}

function enqueue({ runs, triggers }: Queues, job: WaitingJob): void {
  const heap = job.onDemand ? triggers : runs
  heap.push(job)
}
