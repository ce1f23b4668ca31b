// Time zones by their IANA names: whether there is one, how far its wall clock is from UTC, and what its readings mean.
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from './duration.ts'

export function isTimeZone(name: string): boolean {
  try {
    formatOf(name)
    return true
  } catch {
    return false
  }
}

/** How far the wall clock of the zone is ahead of UTC at this instant. */
export function offsetAt(at: number, timeZone: string): number {
  if (timeZone === 'UTC') return 0
  const written =
    formatOf(timeZone)
      .formatToParts(at)
      .find(({ type }) => type === 'timeZoneName')?.value ?? ''
  const [, sign, hours = 0, minutes = 0, seconds = 0] = OFFSET.exec(written) ?? []
  const ahead = Number(hours) * HOUR_MS + Number(minutes) * MINUTE_MS + Number(seconds) * SECOND_MS
  return sign === '-' ? -ahead : ahead
}

/** `GMT+05:30`; seconds where a place once went by the sun. */
const OFFSET = /([+-])(\d\d):(\d\d)(?::(\d\d))?$/

/**
 * The instant at which the zone's wall clock shows `local`, a reading as if it were UTC. One that is skipped comes as
 * much later as the clock jumps; of one that occurs twice it is the first.
 */
export function localToInstant(local: number, timeZone: string): number {
  const before = offsetAt(local - DAY_MS, timeZone)
  const after = offsetAt(local + DAY_MS, timeZone)
  // The earlier reading of the two comes with the offset from before the change.
  const first = local - before
  if (before === after || offsetAt(first, timeZone) === before) return first
  const second = local - after
  return offsetAt(second, timeZone) === after ? second : first
}

/** Dear to make. One zone may be spelt in many ways, so few are kept. */
const formats = new Map<string, Intl.DateTimeFormat>()
const MOST_FORMATS = 100

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone)
  if (known !== undefined) return known
  const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' })
  if (formats.size >= MOST_FORMATS) formats.clear()
  formats.set(timeZone, format)
  return format
}
