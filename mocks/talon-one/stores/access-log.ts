// The API calls that each Application received, newest last: who called is known once the key is. [D] AccessLogEntry.
import type { Journal } from '../../kit/journal.ts'

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

/** At least this many are kept, at most twice as many: a generation leaves as a whole, which costs a call next to nothing. */
const KEPT = 1_000

export class AccessLog {
  /** By the journal's seq of the request. */
  #accesses = new Map<number, Access>()
  #older = new Map<number, Access>()

  constructor(journal: Journal) {
    journal.subscribe(({ kind, causedBy, status }) => {
      const access = kind === 'talon-one.response' ? this.get(causedBy ?? 0) : undefined
      if (access !== undefined) access.status = status as number
    })
  }

  save() {
    return { accesses: this.#accesses, older: this.#older }
  }

  restore({ accesses, older }: ReturnType<AccessLog['save']>): void {
    this.#accesses = accesses
    this.#older = older
  }

  add(seq: number, access: Omit<Access, 'requestPayload' | 'responsePayload' | 'status'>): void {
    if (this.#accesses.size === KEPT) {
      this.#older = this.#accesses
      this.#accesses = new Map()
    }
    const { applicationId, uuid, method, url, at } = access
    this.#accesses.set(seq, {
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
    return this.#accesses.get(seq) ?? this.#older.get(seq)
  }

  /** Answered calls only. */
  *ofApplication(applicationId: number): Generator<Access> {
    for (const generation of [this.#older, this.#accesses]) {
      for (const access of generation.values()) {
        if (access.applicationId === applicationId && access.status !== 0) yield access
      }
    }
  }
}
