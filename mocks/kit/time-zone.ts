// Time zones by their IANA names: whether there is one, how far its wall clock is from UTC, and what its readings mean.
import { DAY_MS } from './duration.ts'

export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

/** How far the wall clock of the zone is ahead of UTC at this instant. */
export function offsetAt(at: number, timeZone: string): number {
  if (timeZone === 'UTC') return 0
  const parts: Record<string, number> = {}
  for (const { type, value } of formatOf(timeZone).formatToParts(at)) parts[type] = Number(value)
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1_000) * 1_000
}

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

const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone)
  if (known !== undefined) return known
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  formats.set(timeZone, format)
  return format
}
