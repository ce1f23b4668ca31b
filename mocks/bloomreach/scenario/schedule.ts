// When a repeating trigger is due next, in its own time zone. Pure.
// Guess, for clock changes: a local time that is skipped comes as much later as the clock jumps; one that occurs twice
// counts the first time only.
import { DAY_MS, HOUR_MS, LAST_INSTANT, MINUTE_MS, parseInstant } from '../../kit/time/duration.ts'
import { localToInstant, offsetAt } from '../../kit/time/time-zone.ts'
import type { NodeOf } from '../definition/node-schemas.ts'
import { WEEKDAYS } from '../definition/nodes/repeat.ts'

/** What a repeating trigger says of its times. */
export type Schedule = Pick<
  NodeOf<'repeat'>,
  'every' | 'at' | 'weekdays' | 'dayOfMonth' | 'timeZone' | 'from' | 'until'
>

/** The first instant after `after` at which it is due; undefined when there is none. */
export function nextDue(node: Schedule, after: number): number | undefined {
  const { from, until } = node
  const start = Math.max(
    after,
    (from === undefined ? Number.NEGATIVE_INFINITY : (parseInstant(from) ?? 0)) - 1,
  )
  const due = node.every === 'hour' ? nextHour(node, start) : nextDay(node, start)
  const last = until === undefined ? LAST_INSTANT : (parseInstant(until) ?? 0)
  return due <= last ? due : undefined
}

function nextHour({ at, timeZone }: Schedule, after: number): number {
  const minute = Number(at.slice(3))
  const first = (Math.floor(after / MINUTE_MS) + 1) * MINUTE_MS
  const offset = offsetAt(first, timeZone)
  const ahead = (minute - minuteOf(first + offset) + 60) % 60
  const due = first + ahead * MINUTE_MS
  if (ahead === 0 || offsetAt(due, timeZone) === offset) return due
  // The clocks change in between: which minute comes first is seen by going there.
  for (let candidate = first; ; candidate += MINUTE_MS) {
    if (minuteOf(candidate + offsetAt(candidate, timeZone)) === minute) return candidate
  }
}

const minuteOf = (local: number): number => new Date(local).getUTCMinutes()

function nextDay(node: Schedule, after: number): number {
  // The local day is that of UTC, or the one before or after.
  for (let day = Math.floor(after / DAY_MS) - 1; ; day++) {
    if (!isOnDay(node, day * DAY_MS)) continue
    const due = localToInstant(day * DAY_MS + timeOfDayMs(node.at), node.timeZone)
    if (due > after) return due
  }
}

/** `local` is a day as if it were UTC. */
function isOnDay({ every, weekdays, dayOfMonth = 1 }: Schedule, local: number): boolean {
  const date = new Date(local)
  if (every === 'week') {
    const weekday = WEEKDAYS[(date.getUTCDay() + 6) % 7]
    return (weekdays ?? ['monday']).some(name => name === weekday)
  }
  if (every !== 'month') return true
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()
  return date.getUTCDate() === Math.min(dayOfMonth, lastDay)
}

/** `now` when the local time is within the hours, else the next instant at which they begin. May go over midnight. */
export function nextWithin(
  { from, to, timeZone }: { from: string; to: string; timeZone: string },
  now: number,
): number {
  const local = now + offsetAt(now, timeZone)
  const time = local - Math.floor(local / DAY_MS) * DAY_MS
  const [begin, end] = [timeOfDayMs(from), timeOfDayMs(to)]
  const isWithin = begin <= end ? time >= begin && time < end : time >= begin || time < end
  if (isWithin) return now
  // Nearer than the loop finds where the clock has been set back and shows the beginning a second time.
  const near = now + ((begin - time + DAY_MS) % DAY_MS)
  if (offsetAt(near, timeZone) === offsetAt(now, timeZone)) return near
  for (let day = Math.floor(local / DAY_MS) * DAY_MS; ; day += DAY_MS) {
    const at = localToInstant(day + begin, timeZone)
    if (at > now) return at
  }
}

function timeOfDayMs(text: string): number {
  const [hours = 0, minutes = 0] = text.split(':').map(Number)
  return hours * HOUR_MS + minutes * MINUTE_MS
}
