// A value as a text that is equal for equal values, with the instants in it beside: those after the start of a world may be as far
// away in one run as in another.
import { hash } from 'node:crypto'
import type { View } from './views.ts'

interface Known {
  readonly text: string
  readonly instants: readonly number[]
}

/** Such a text is kept as its hash; a shorter one is sooner made again. */
const LONG = 120

/** What an image holds never changes, so that its text is made once. */
export class Brief {
  readonly #view: View
  readonly #startsAt: number
  readonly #texts = new WeakMap<object, Known>()
  #last: { kept: Readonly<Record<string, unknown>>; known: Known } | undefined

  constructor(view: View, startsAt: number) {
    this.#view = view
    this.#startsAt = startsAt
  }

  /** Mostly it holds what it held the last time. */
  ofStore(kept: Readonly<Record<string, unknown>>, instants: number[]): string {
    if (this.#last === undefined || !hasSame(kept, this.#last.kept)) {
      const own: number[] = []
      this.#last = { kept, known: { text: this.of(kept, own), instants: own } }
    }
    const { known } = this.#last
    instants.push(...known.instants)
    return known.text
  }

  of(value: unknown, instants: number[]): string {
    if (typeof value === 'string') return this.#ofString(value, instants)
    if (typeof value === 'number') return this.#ofNumber(value, instants)
    if (typeof value !== 'object' || value === null) return `${String(value)},`
    const known = this.#texts.get(value)
    if (known !== undefined) {
      instants.push(...known.instants)
      return known.text
    }
    const own: number[] = []
    const whole = this.#ofObject(value, own)
    instants.push(...own)
    if (whole.length < LONG) return whole
    const text = `#${hash('sha1', whole, 'base64')}`
    this.#texts.set(value, { text, instants: own })
    return text
  }

  #ofString(text: string, instants: number[]): string {
    // "2026-01-05T09:01:00Z", and the key of those who wait: "scenario/node/until".
    const at =
      text[10] === 'T' ? Date.parse(text) : text.at(-14) === '/' ? Number(text.slice(-13)) : Number.NaN
    if (!(at > this.#startsAt)) return `${text.length}"${text}`
    instants.push(at)
    return text[10] === 'T' ? '@T' : `@${text.slice(0, -13)}`
  }

  #ofNumber(value: number, instants: number[]): string {
    const at = value > this.#startsAt ? value : value * 1_000
    if (at <= this.#startsAt || at > LATEST) return `${value},`
    instants.push(at)
    return at === value ? '@,' : '@s'
  }

  #ofObject(value: object, instants: number[]): string {
    if (Array.isArray(value)) return this.#list('[', value, instants)
    if (value instanceof Map) return this.#entries('m', value, instants)
    if (value instanceof Set) return this.#list('s', value, instants)
    if (value instanceof Uint8Array) return `b${Buffer.from(value).toString('base64')};`
    return this.#entries('{', Object.entries(value), instants)
  }

  #list(opening: string, values: Iterable<unknown>, instants: number[]): string {
    let text = opening
    for (const value of values) text += this.of(value, instants)
    return `${text}]`
  }

  #entries(opening: string, entries: Iterable<[unknown, unknown]>, instants: number[]): string {
    const { parts } = this.#view
    let text = opening
    for (const [key, value] of entries) {
      if (typeof key === 'string' && isOfRequests(key)) continue
      const seen = typeof key === 'string' && Object.hasOwn(parts, key) ? parts[key]?.(value) : value
      text += `${this.of(key, instants)}:${this.of(seen, instants)}`
    }
    return `${text}}`
  }
}

/** What is later is no instant of a run. */
const LATEST = Date.UTC(2200, 0)

/** Streams from which nothing is drawn that anybody compares. */
const isOfRequests = (name: string): boolean => name.endsWith('request-ids')

function hasSame(kept: Readonly<Record<string, unknown>>, last: Readonly<Record<string, unknown>>): boolean {
  if (typeof kept !== 'object' || kept instanceof Map || Array.isArray(kept)) return kept === last
  for (const name in kept) if (kept[name] !== last[name]) return false
  return true
}
