// What performs each kind of job, and what it is called while it waits. A job on the agenda is data; this is the code that it meets
// when its time has come, registered once, when a house is built.

import { invariant } from '../invariant.ts'
import type { WaitingJob } from './agenda.ts'

/**
 * Data as JSON has it, so that what waits can be written down: no function, no instance of a class, no bigint or symbol.
 * What came in as JSON is `unknown` and passes.
 */
export type Plain<T> = T extends string | number | boolean | null | undefined
  ? T
  : T extends ((...given: never[]) => unknown) | Map<never, never> | Set<never> | Date | Promise<unknown>
    ? never
    : T extends object
      ? { readonly [K in keyof T]: Plain<T[K]> }
      : T extends bigint | symbol
        ? never
        : T

/** What a job is about, as ids. */
export interface JobSubject {
  scenario?: string
  node?: number
  customers?: readonly string[]
}

export interface Performer<Ids> {
  /** What `pending` shows, asked when somebody looks. */
  label(ids: Ids): string
  /** For whom and where, asked when somebody wants to know. */
  about?(ids: Ids): JobSubject
  run(ids: Ids, job: { seq: number; dueAt: number }): Promise<void> | void
}

export interface AtOptions {
  /** For repeating and dated triggers: only an explicit advance reaches it, the fast clock does not jump to it. */
  onDemand?: boolean
}

/** Schedules jobs of one kind. */
export interface JobKind<Ids> {
  /** Performs it once `dueAt` is reached; answers the number by which the clock cancels it. */
  at(dueAt: number, ids: Plain<Ids>, options?: AtOptions): number
}

export class JobKinds {
  readonly #performers = new Map<string, Performer<unknown>>()

  add<Ids>(kind: string, performer: Performer<Ids>): void {
    invariant(!this.#performers.has(kind), `two performers of ${kind}`)
    this.#performers.set(kind, performer as Performer<unknown>)
  }

  labelOf({ kind, ids }: Pick<WaitingJob, 'kind' | 'ids'>): string {
    return this.#of(kind).label(ids)
  }

  aboutOf({ kind, ids }: Pick<WaitingJob, 'kind' | 'ids'>): JobSubject {
    return this.#of(kind).about?.(ids) ?? {}
  }

  run(job: WaitingJob): Promise<void> | void {
    return this.#of(job.kind).run(job.ids, job)
  }

  #of(kind: string): Performer<unknown> {
    const performer = this.#performers.get(kind)
    invariant(performer !== undefined, `nobody performs ${kind}`)
    return performer
  }
}
