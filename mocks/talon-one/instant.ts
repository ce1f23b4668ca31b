// Instants on Talon.One's wire: RFC 3339 with any offset, given back as they came.
import { parseInstant } from '../kit/duration.ts'

/** A moment together with the text the caller wrote. [D] Third-party API, example: answers keep the caller's offset. */
export interface Instant {
  readonly text: string
  readonly at: number
}

/** RFC 3339 wants seconds and knows no hour 24; the kit is more lenient. */
const TIME_OF_DAY = /T([01]\d|2[0-3]):\d{2}:\d{2}/i

export function readInstant(text: string): Instant | undefined {
  const at = TIME_OF_DAY.test(text) ? parseInstant(text) : undefined
  return at === undefined ? undefined : { text, at }
}
