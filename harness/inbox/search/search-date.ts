// Dates in searches, as people type them, in a time zone of their choice.
import { isTimeZone, localToInstant } from '../../../mocks/kit/time/time-zone.ts'

/** Milliseconds since the epoch, or undefined when it is no date. Without an offset the date is in `timeZone` (UTC). */
export function parseInstant(text: string, timeZone = 'UTC'): number | undefined {
  const value = text.trim()
  if (/^\d{10}$/.test(value)) return Number(value) * 1000
  if (/^\d{13}$/.test(value)) return Number(value)
  const match =
    /^(\d{4})[-/.]?(\d{1,2})(?:[-/.]?(\d{1,2}))?(?:[t ](\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?\s*(z|utc|[+-]\d{2}:?\d{2})?)?$/i.exec(
      value,
    )
  if (match === null) return parseProse(value, timeZone)
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = match
    .slice(1, 7)
    .map(part => (part === undefined ? undefined : Number(part)))
  if (month < 1 || month > 12 || day < 1 || day > 31 || hour > 24 || minute > 59 || second > 60)
    return undefined
  const ms = Number((match[7] ?? '0').padEnd(3, '0').slice(0, 3))
  const wall = Date.UTC(year, month - 1, day, hour, minute, second, ms)
  const offset = match[8]
  return offset === undefined ? zoned(wall, timeZone) : wall - offsetMs(offset)
}

/** "5 Jan 2026", "Jan 5, 2026 10:00": what the platform can read, taken as wall time of the zone. */
function parseProse(value: string, timeZone: string): number | undefined {
  if (!/[a-z]{3}/i.test(value) || !/\d/.test(value)) return undefined
  const hasZone = /(z|utc|gmt|[+-]\d{2}:?\d{2})$/i.test(value)
  const at = Date.parse(hasZone ? value : `${value} UTC`)
  if (Number.isNaN(at)) return undefined
  return hasZone ? at : zoned(at, timeZone)
}

function offsetMs(offset: string): number {
  const match = /^([+-])(\d{2}):?(\d{2})$/.exec(offset)
  if (match === null) return 0
  return (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3])) * 60_000
}

/** A zone that nobody knows counts as UTC. */
const zoned = (wall: number, timeZone: string): number =>
  isTimeZone(timeZone) ? localToInstant(wall, timeZone) : wall
