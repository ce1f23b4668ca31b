// Instants on Talon.One's wire: RFC 3339 with any offset, given back as they came.
import { msToIso, parseInstant } from '../kit/time/duration.ts'

/** A moment together with the text the caller wrote. [D] Third-party API, example: answers keep the caller's offset. */
export interface Instant {
  readonly text: string
  readonly at: number
}

/** RFC 3339 wants seconds and knows no hour 24; the kit is more lenient. */
const TIME_OF_DAY = /T([01]\d|2[0-3]):\d{2}:\d{2}/i

/** [C] talon-one-sdk 26 for Python writes 2026-12-01T00:00:00.000000+0000. */
const OFFSET_WITHOUT_COLON = /([+-]\d{2})(\d{2})$/

export function readInstant(given: string): Instant | undefined {
  if (!TIME_OF_DAY.test(given)) return undefined
  const text = given.replace(OFFSET_WITHOUT_COLON, '$1:$2')
  const at = parseInstant(text)
  return at === undefined ? undefined : { text, at }
}

/** By record, in milliseconds: read once, asked for with every request. */
const ends = new WeakMap<object, number>()

/** Of a key. */
export function hasExpired(key: { readonly expires: string }, now: number): boolean {
  const known = ends.get(key)
  if (known === undefined) ends.set(key, readInstant(key.expires)?.at ?? 0)
  return (known ?? ends.get(key) ?? 0) <= now
}

export const isoIfAny = (at: number | undefined): string | undefined =>
  at === undefined ? undefined : msToIso(at)
