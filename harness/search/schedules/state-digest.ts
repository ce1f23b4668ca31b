// A world's state in brief: equal for two worlds that go on alike. Left out is what nothing that is still to come reads: the journal
// and numbers that point into it, counts for people, mails that have gone out, and the words of a failure.
import { createHash } from 'node:crypto'
import type { StateImage } from '../../../mocks/kit/state.ts'

/** Stores that only people read, and inboxes, which only people open. */
const READ_BY_PEOPLE = new Set([
  'world/journal',
  'world/faults',
  'bloomreach/sentMails',
  'bloomreach/webCopies',
  'talon-one/accessLog',
  'talon-one/notifications',
  'harness/inbox',
])

/** Within a store: what points into the journal or counts for people, and the words of a failure. */
const LEFT_OUT: Readonly<Record<string, ReadonlySet<string>>> = {
  'world/clock': new Set(['seq']),
  'bloomreach/scenarios': new Set(['cause', 'startedSeq', 'evaluation', 'evaluations', 'version', 'message']),
  'bloomreach/events': new Set(['message', 'url']),
}
const NOTHING: ReadonlySet<string> = new Set()

/** Streams from which nothing is drawn that anybody compares. */
const isOfRequests = (name: string): boolean => name.endsWith('request-ids')

/** `isExact`: nothing is left out but what is drawn for requests. */
export function stateDigest(image: StateImage, notes: unknown, { isExact }: { isExact: boolean }): string {
  const hash = createHash('sha1')
  for (const [name, kept] of Object.entries(image)) {
    if (!isExact && READ_BY_PEOPLE.has(name)) continue
    hash.update(name).update(briefOf(isExact ? NOTHING : (LEFT_OUT[name] ?? NOTHING)).of(kept))
  }
  return hash.update(PLAIN.of(notes)).digest('base64')
}

/** What an image holds never changes, so that its text is made once. */
class Brief {
  readonly #leftOut: ReadonlySet<string>
  readonly #texts = new WeakMap<object, string>()

  constructor(leftOut: ReadonlySet<string>) {
    this.#leftOut = leftOut
  }

  of(value: unknown): string {
    if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'undefined'
    const known = this.#texts.get(value)
    if (known !== undefined) return known
    const text = this.#textOf(value)
    this.#texts.set(value, text)
    return text
  }

  #textOf(value: object): string {
    if (Array.isArray(value)) return `[${value.map(part => this.of(part)).join()}]`
    if (value instanceof Set) return `s${this.#textOf([...value])}`
    if (value instanceof Uint8Array) return `b${Buffer.from(value).toString('base64')}`
    if (value instanceof Map) return `m${this.#entries(value)}`
    return this.#entries(Object.entries(value))
  }

  #entries(entries: Iterable<[unknown, unknown]>): string {
    const kept: string[] = []
    for (const [key, value] of entries) {
      if (typeof key === 'string' && (this.#leftOut.has(key) || isOfRequests(key))) continue
      kept.push(`${this.of(key)}:${key === 'versions' ? this.#definitions(value) : this.of(value)}`)
    }
    return `{${kept.join()}}`
  }

  /** That a scenario was saved again as it was, started or stopped, is of no account. */
  #definitions(versions: unknown): string {
    if (!Array.isArray(versions)) return this.of(versions)
    const texts = versions.map(version => this.of((version as { definition?: unknown }).definition))
    return [...new Set(texts)].join()
  }
}

const BRIEFS = new Map<ReadonlySet<string>, Brief>()
const PLAIN = briefOf(NOTHING)

function briefOf(leftOut: ReadonlySet<string>): Brief {
  const brief = BRIEFS.get(leftOut) ?? new Brief(leftOut)
  BRIEFS.set(leftOut, brief)
  return brief
}
