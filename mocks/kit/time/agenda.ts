// The ordered list of due jobs: earliest due time first, then the order of scheduling. Pure: it neither runs nor waits.

export type Label = string | (() => string)

export interface Job {
  readonly dueAt: number
  readonly seq: number
  /** A function where what waits together grows: it is asked when somebody looks. */
  readonly label: Label
  /** Repeating and dated triggers: reached by an explicit advance only, never by a jump of the fast clock. */
  readonly onDemand: boolean
  readonly run: () => Promise<void> | void
  cancelled: boolean
  /** How many jobs, each scheduling the next without time moving, led to this one. */
  depth: number
  /** How often time moved by itself along the chain of jobs that led to this one. */
  round: number
}

export const labelOf = ({ label }: Job): string => (typeof label === 'string' ? label : label())

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

  live(): Job[] {
    return this.#jobs.filter(job => !job.cancelled)
  }
}

export class Agenda {
  readonly #runs = new Heap()
  readonly #triggers = new Heap()
  #seq = 0

  add(dueAt: number, label: Label, run: Job['run'], onDemand = false): Job {
    const job: Job = { dueAt, seq: ++this.#seq, label, onDemand, run, cancelled: false, depth: 0, round: 0 }
    ;(onDemand ? this.#triggers : this.#runs).push(job)
    return job
  }

  /** The earliest job; `runsOnly` leaves out what waits for an explicit advance. */
  earliest({ runsOnly = false } = {}): Job | undefined {
    const run = this.#runs.peek()
    const trigger = runsOnly ? undefined : this.#triggers.peek()
    if (run === undefined || trigger === undefined) return run ?? trigger
    return before(run, trigger) ? run : trigger
  }

  remove(job: Job): void {
    const heap = job.onDemand ? this.#triggers : this.#runs
    if (heap.peek() === job) heap.pop()
    else job.cancelled = true
  }

  /** All jobs in the order in which they would run. */
  list(): Job[] {
    return [...this.#runs.live(), ...this.#triggers.live()].sort((a, b) => (before(a, b) ? -1 : 1))
  }
}
