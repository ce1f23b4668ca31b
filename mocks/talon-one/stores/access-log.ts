// The API calls that each Application received, newest last: who called is known once the key is. [D] AccessLogEntry.
// When a call came and how it was answered is the journal's to tell; here stands what the journal does not know.
import type { Journal } from '../../kit/journal.ts'
import { Counter } from '../../kit/kept/cell.ts'
import { Group } from '../../kit/kept/group.ts'
import { KeptMap } from '../../kit/kept/kept-map.ts'
import { SEEN_BY_CONSOLE } from '../../kit/record-requests.ts'

/** An answered call. */
export interface Access extends KnownCall {
  readonly uuid: string
  readonly method: string
  readonly at: number
  readonly status: number
}

interface Payloads {
  readonly requestPayload: string
  readonly responsePayload: string
}

interface KnownCall extends Payloads {
  /** The journal's, of the request. */
  readonly seq: number
  readonly applicationId: number
  /** Path and query. */
  readonly url: string
}

const KEPT = 1_000

export class AccessLog {
  readonly #journal: Journal
  /** A ring: a map that is dropped with all its calls would hold them in memory until the next great collection. */
  readonly #calls = new KeptMap<number, KnownCall>()
  readonly #last = new Counter()
  readonly kept = new Group({ calls: this.#calls, last: this.#last })

  constructor(journal: Journal) {
    this.#journal = journal
  }

  add(seq: number, applicationId: number, url: string): void {
    const call = { seq, applicationId, url, requestPayload: '', responsePayload: '' }
    this.#calls.set(this.#last.next() % KEPT, call)
  }

  /** Does nothing where the call is not known any more. */
  keepPayloads(seq: number, payloads: Payloads): void {
    const place = this.#placeOf(seq)
    const call = place === undefined ? undefined : this.#calls.get(place)
    if (place !== undefined && call !== undefined) this.#calls.set(place, { ...call, ...payloads })
  }

  /** Answered calls only. */
  *ofApplication(applicationId: number): Generator<Access> {
    const calls = [...this.#places()].reverse().map(place => this.#calls.get(place))
    const statuses = this.#statusesFrom(calls[0]?.seq ?? 0)
    for (const call of calls) {
      const access = call?.applicationId === applicationId ? this.#answered(call, statuses) : undefined
      if (access !== undefined) yield access
    }
  }

  #answered(call: KnownCall, statuses: ReadonlyMap<number, number>): Access | undefined {
    const [request, status] = [this.#journal.get(call.seq), statuses.get(call.seq)]
    if (request === undefined || status === undefined) return undefined
    // What a page of the sandbox looked at, with a key of the Application, nobody asked of it.
    if (request.by === SEEN_BY_CONSOLE) return undefined
    const [uuid, method] = [String(request.requestId), String(request.method)]
    return { ...call, uuid, method, at: request.at, status }
  }

  /** By the seq of the request. */
  #statusesFrom(seq: number): Map<number, number> {
    const [kind, limit] = ['talon-one.response', Number.POSITIVE_INFINITY]
    const answers = this.#journal.read({ after: seq, kind, limit })
    return new Map(answers.map(({ causedBy = 0, status }) => [causedBy, Number(status)]))
  }

  #placeOf(seq: number): number | undefined {
    return this.#places().find(place => this.#calls.get(place)?.seq === seq)
  }

  /** Newest first. */
  *#places(): Generator<number> {
    const last = this.#last.value
    for (let nr = last; nr > 0 && nr > last - KEPT; nr--) yield nr % KEPT
  }
}
