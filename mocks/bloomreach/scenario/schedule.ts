// When a repeating trigger is due next, in its own time zone. Pure.
// Guess, for clock changes: a local time that is skipped comes as much later as the clock jumps; one that occurs twice
// counts the first time only.
import { parseInstant } from '../../kit/duration.ts'
import { type NodeOf, WEEKDAYS } from '../definition/node-schemas.ts'

type Repeat = NodeOf<'repeat'>

const MINUTE = 60_000
const DAY = 86_400_000

/** The first instant after `after` at which it is due; undefined when there is none. */
export function nextDue(node: Repeat, after: number): number | undefined {
  const { from, until } = node
  const start = Math.max(
    after,
    (from === undefined ? Number.NEGATIVE_INFINITY : (parseInstant(from) ?? 0)) - 1,
  )
  const due = node.every === 'hour' ? nextHour(node, start) : nextDay(node, start)
  const last = until === undefined ? Number.POSITIVE_INFINITY : (parseInstant(until) ?? 0)
  return due <= last ? due : undefined
}

function nextHour({ at, timeZone }: Repeat, after: number): number {
  const minute = Number(at.slice(3))
  let candidate = (Math.floor(after / MINUTE) + 1) * MINUTE
  while (new Date(candidate + offsetAt(candidate, timeZone)).getUTCMinutes() !== minute) candidate += MINUTE
  return candidate
}

function nextDay(node: Repeat, after: number): number {
  // The local day is that of UTC, or the one before or after.
  for (let day = Math.floor(after / DAY) - 1; ; day++) {
    if (!isOnDay(node, day * DAY)) continue
    const due = localToInstant(day * DAY + timeOfDayMs(node.at), node.timeZone)
    if (due > after) return due
  }
}

/** `local` is a day as if it were UTC. */
function isOnDay({ every, weekdays, dayOfMonth = 1 }: Repeat, local: number): boolean {
  const date = new Date(local)
  if (every === 'week') {
    const weekday = WEEKDAYS[(date.getUTCDay() + 6) % 7]
    return (weekdays ?? ['monday']).some(name => name === weekday)
  }
  if (every !== 'month') return true
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()
  return date.getUTCDate() === Math.min(dayOfMonth, lastDay)
}

/** `local` is the wall clock's reading as if it were UTC. */
function localToInstant(local: number, timeZone: string): number {
  const before = offsetAt(local - DAY, timeZone)
  const after = offsetAt(local + DAY, timeZone)
  // The earlier reading of the two comes with the offset from before the change.
  const first = local - before
  if (before === after || offsetAt(first, timeZone) === before) return first
  const second = local - after
  return offsetAt(second, timeZone) === after ? second : first
}

/** `now` when the local time is within the hours, else the next instant at which they begin. May go over midnight. */
export function nextWithin(
  { from, to, timeZone }: { from: string; to: string; timeZone: string },
  now: number,
): number {
  const local = now + offsetAt(now, timeZone)
  const time = local - Math.floor(local / DAY) * DAY
  const [begin, end] = [timeOfDayMs(from), timeOfDayMs(to)]
  const isWithin = begin <= end ? time >= begin && time < end : time >= begin || time < end
  if (isWithin) return now
  for (let day = Math.floor(local / DAY) * DAY; ; day += DAY) {
    const at = localToInstant(day + begin, timeZone)
    if (at > now) return at
  }
}

function timeOfDayMs(text: string): number {
  const [hours = 0, minutes = 0] = text.split(':').map(Number)
  return hours * 3_600_000 + minutes * MINUTE
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** How far the wall clock of the zone is ahead of UTC at this instant. */
function offsetAt(at: number, timeZone: string): number {
  if (timeZone === 'UTC') return 0
  const parts: Record<string, number> = {}
  for (const { type, value } of formatOf(timeZone).formatToParts(at)) parts[type] = Number(value)
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1_000) * 1_000
}

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
