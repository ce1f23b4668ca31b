// The ordered list of due jobs: earliest due time first, then the order of scheduling. Pure: it neither runs nor waits, and what
// it holds is data. What performs a kind of job, and what it is called, is registered with the clock (`job-kinds.ts`).

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

export interface Job extends WaitingJob {
  cancelled: boolean
}

/** All that waits, and the number that the next job follows. */
export interface WaitingJobs {
  readonly seq: number
  readonly jobs: readonly WaitingJob[]
}

const before = (a: Job, b: Job): boolean => a.dueAt < b.dueAt || (a.dueAt === b.dueAt && a.seq < b.seq)

/** A binary heap; cancelled jobs are dropped when they come up. */
class Heap {
  readonly #jobs: Job[] = []

  push(job: Job): void {
    const jobs = this.#jobs
    let index = jobs.length
    while (index > 0) {
      const parent = (index - 1) >> 1
      const above = jobs[parent] as Job
      if (before(above, job)) break
      jobs[index] = above
      index = parent
    }
    jobs[index] = job
  }

  peek(): Job | undefined {
    while (this.#jobs[0]?.cancelled) this.pop()
    return this.#jobs[0]
  }

  pop(): Job | undefined {
    const jobs = this.#jobs
    const top = jobs[0]
    const last = jobs.pop()
    if (top === undefined || last === undefined || jobs.length === 0) return top
    let index = 0
    for (;;) {
      let child = 2 * index + 1
      if (child >= jobs.length) break
      if (child + 1 < jobs.length && before(jobs[child + 1] as Job, jobs[child] as Job)) child++
      if (before(last, jobs[child] as Job)) break
      jobs[index] = jobs[child] as Job
      index = child
    }
    jobs[index] = last
    return top
  }
}

type NewJob = Pick<WaitingJob, 'dueAt' | 'kind' | 'ids'> & Partial<WaitingJob>

export class Agenda {
  #runs = new Heap()
  #triggers = new Heap()
  #bySeq = new Map<number, Job>()
  #seq = 0

  add({ dueAt, kind, ids, onDemand = false, depth = 0, round = 0 }: NewJob): number {
    const seq = ++this.#seq
    this.#keep({ dueAt, seq, kind, ids, onDemand, depth, round, cancelled: false })
    return seq
  }

  /** The earliest job; `runsOnly` leaves out what waits for an explicit advance. */
  earliest({ runsOnly = false } = {}): Job | undefined {
    const run = this.#runs.peek()
    const trigger = runsOnly ? undefined : this.#triggers.peek()
    if (run === undefined || trigger === undefined) return run ?? trigger
    return before(run, trigger) ? run : trigger
  }

  /** Does nothing when the job has run, or never was. */
  remove(seq: number): void {
    const job = this.#bySeq.get(seq)
    if (job === undefined) return
    this.#bySeq.delete(seq)
    const heap = job.onDemand ? this.#triggers : this.#runs
    if (heap.peek() === job) heap.pop()
    else job.cancelled = true
  }

  /** All jobs in the order in which they would run. */
  list(): WaitingJob[] {
    return [...this.#bySeq.values()].sort((a, b) => (before(a, b) ? -1 : 1))
  }

  save(): WaitingJobs {
    const jobs = this.list().map(({ dueAt, seq, kind, ids, onDemand, depth, round }) => {
      return { dueAt, seq, kind, ids, onDemand, depth, round }
    })
    return { seq: this.#seq, jobs }
  }

  /** Drops what waits, and waits for these instead. */
  restore({ seq, jobs }: WaitingJobs): void {
    this.#runs = new Heap()
    this.#triggers = new Heap()
    this.#bySeq = new Map()
    this.#seq = seq
    for (const job of jobs) this.#keep({ ...job, cancelled: false })
  }

  #keep(job: Job): void {
    this.#bySeq.set(job.seq, job)
    const heap = job.onDemand ? this.#triggers : this.#runs
    heap.push(job)
  }
}
