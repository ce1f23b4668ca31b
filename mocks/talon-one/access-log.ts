// The API calls that each Application received, newest last: who called is known once the key is. [D] AccessLogEntry.
import type { Journal } from '../kit/journal.ts'

export interface Access {
  readonly applicationId: number
  readonly uuid: string
  readonly method: string
  readonly url: string
  readonly at: number
  /** 0 until it is answered. */
  status: number
  requestPayload: string
  responsePayload: string
}

const KEPT = 1_000

export class AccessLog {
  /** By the journal's seq of the request; a Map forgets its oldest entry first. */
  readonly #accesses = new Map<number, Access>()

  constructor(journal: Journal) {
    journal.subscribe(({ kind, causedBy, status }) => {
      const access = kind === 'talon-one.response' ? this.#accesses.get(causedBy ?? 0) : undefined
      if (access !== undefined) access.status = status as number
    })
  }

  add(seq: number, access: Omit<Access, 'requestPayload' | 'responsePayload' | 'status'>): void {
    this.#accesses.set(seq, { ...access, status: 0, requestPayload: '', responsePayload: '' })
    if (this.#accesses.size <= KEPT) return
    for (const oldest of this.#accesses.keys()) {
      this.#accesses.delete(oldest)
      return
    }
  }

  get(seq: number): Access | undefined {
    return this.#accesses.get(seq)
  }

  /** Answered calls only. */
  *ofApplication(applicationId: number): Generator<Access> {
    for (const access of this.#accesses.values()) {
      if (access.applicationId === applicationId && access.status !== 0) yield access
    }
  }
}
