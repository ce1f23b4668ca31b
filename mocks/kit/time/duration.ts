// Lengths of time as text and back, and instants on the wire: the only conversions in the project.
import { SandboxError } from '../sandbox-error.ts'

export const SECOND_MS = 1_000
export const MINUTE_MS = 60_000
export const HOUR_MS = 3_600_000
export const DAY_MS = 86_400_000
export const WEEK_MS = 604_800_000

const UNIT_MS = { ms: 1, s: SECOND_MS, m: MINUTE_MS, h: HOUR_MS, d: DAY_MS, w: WEEK_MS } as const
const UNIT_WORDS = new Map<string, keyof typeof UNIT_MS>([
  ['millisecond', 'ms'],
  ['second', 's'],
  ['minute', 'm'],
  ['hour', 'h'],
  ['day', 'd'],
  ['week', 'w'],
])
const PART = /^(\d+(?:\.\d+)?)\s*([a-z]+)$/i

/** '2h', '90 minutes', '1.5 d' to milliseconds. */
export function durationToMs(text: string): number {
  const [, amount, unit] = PART.exec(text.trim()) ?? []
  const word = unit?.toLowerCase() ?? ''
  const key = Object.hasOwn(UNIT_MS, word)
    ? (word as keyof typeof UNIT_MS)
    : UNIT_WORDS.get(word.replace(/s$/, ''))
  if (amount === undefined || key === undefined) {
    throw new SandboxError(
      'invalid-duration',
      `Cannot read ${JSON.stringify(text)} as a length of time: it is not a number and a unit.`,
      { remedy: 'Write for example "90s", "1m", "2h" or "7 days".' },
    )
  }
  return Number(amount) * UNIT_MS[key]
}

/** Milliseconds to the shortest exact text: 5400000 is '90m'. */
export function msToDuration(ms: number): string {
  for (const unit of ['w', 'd', 'h', 'm', 's'] as const) {
    if (ms !== 0 && ms % UNIT_MS[unit] === 0) return `${ms / UNIT_MS[unit]}${unit}`
  }
  return `${ms}ms`
}

/** RFC 3339 writes years of four digits, so no instant of a world is outside the years 1 to 9999. */
export const FIRST_INSTANT = Date.parse('0001-01-01T00:00:00Z')
export const LAST_INSTANT = Date.UTC(9999, 11, 31, 23, 59, 59, 999)

export const isInstant = (at: number): boolean => at >= FIRST_INSTANT && at <= LAST_INSTANT

/** Unix seconds of an instant that there is. */
export const isUnixSeconds = (value: unknown): value is number =>
  typeof value === 'number' && isInstant(unixSecondsToMs(value))

const RFC3339 = /^(\d{4})-(\d{2})-(\d{2})T([01]\d|2[0-3]):\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/i

/** RFC 3339 text to milliseconds since the epoch, or undefined when it is not an instant. */
export function parseInstant(text: string): number | undefined {
  const [, year, month, day] = RFC3339.exec(text) ?? []
  // Date.parse takes 30 February for 2 March.
  if (day === undefined || Number(day) > new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate()) {
    return undefined
  }
  const at = Date.parse(text)
  return isInstant(at) ? at : undefined
}

export function msToIso(at: number): string {
  if (at !== lastIso.at) lastIso = { at, text: new Date(at).toISOString() }
  return lastIso.text
}
/** A clock that stands is asked for the same instant again and again. */
let lastIso = { at: 0, text: '1970-01-01T00:00:00.000Z' }
export const msToUnixSeconds = (at: number): number => at / 1_000
export const unixSecondsToMs = (seconds: number): number => Math.round(seconds * 1_000)
