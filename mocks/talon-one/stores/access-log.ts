// The API calls that each Application received, newest last: who called is known once the key is. [D] AccessLogEntry.

import type { Journal } from '../../kit/journal.ts'
import { Counter } from '../../kit/kept/cell.ts'
import { Group } from '../../kit/kept/group.ts'
import { KeptMaps } from '../../kit/kept/kept-maps.ts'

export interface Access {
  readonly applicationId: number
  readonly uuid: string
  readonly method: string
  readonly url: string
  readonly at: number
  /** 0 until it is answered. */
  readonly status: number
  readonly requestPayload: string
  readonly responsePayload: string
}

/** At least this many are kept, at most twice as many: a generation leaves as a whole, which costs a call next to nothing. */
const KEPT = 1_000

export class AccessLog {
  /** By generation and the journal's seq of the request. */
  readonly #accesses = new KeptMaps<number, number, Access>()
  readonly #generation = new Counter()
  readonly kept = new Group({ accesses: this.#accesses, generation: this.#generation })

  constructor(journal: Journal) {
    journal.subscribe(({ kind, causedBy, status }) => {
      if (kind === 'talon-one.response') this.change(causedBy ?? 0, { status: status as number })
    })
  }

  add(seq: number, access: Omit<Access, 'requestPayload' | 'responsePayload' | 'status'>): void {
    if (this.#accesses.of(this.#generation.value)?.size === KEPT) {
      this.#accesses.clear(this.#generation.next() - 2)
    }
    const { applicationId, uuid, method, url, at } = access
    this.#accesses.set(this.#generation.value, seq, {
      applicationId,
      uuid,
      method,
      url,
      at,
      status: 0,
      requestPayload: '',
      responsePayload: '',
    })
  }

  get(seq: number): Access | undefined {
    return this.#accesses.get(this.#generationOf(seq), seq)
  }

  /** Does nothing where the call is not known any more. */
  change(seq: number, change: Partial<Access>): void {
    const generation = this.#generationOf(seq)
    const access = this.#accesses.get(generation, seq)
    if (access !== undefined) this.#accesses.set(generation, seq, { ...access, ...change })
  }

  /** Answered calls only. */
  *ofApplication(applicationId: number): Generator<Access> {
    for (const generation of this.#accesses.values()) {
      for (const access of generation.values()) {
        if (access.applicationId === applicationId && access.status !== 0) yield access
      }
    }
  }

  #generationOf(seq: number): number {
    const newest = this.#generation.value
    return this.#accesses.get(newest, seq) === undefined ? newest - 1 : newest
  }
}
