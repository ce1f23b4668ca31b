// Whose date it is: days of a customer's attribute, as the trigger "on date attribute" counts them. Pure.
import { daysInMonth } from '../../kit/time/calendar.ts'
import { DAY_MS, durationToMs } from '../../kit/time/duration.ts'
import { offsetAt } from '../../kit/time/time-zone.ts'
import { instantOf, isDay } from '../customers/operators/date-operators.ts'
import type { NodeOf } from '../definition/node-schemas.ts'

type Trigger = NodeOf<'on_date_attribute'>

/** Whether the trigger lets a customer in at this instant whose attribute has this value. */
export function isTheirDay(trigger: Trigger, value: unknown, at: number): boolean {
  const date = localDay(value, trigger.timeZone)
  if (date === undefined) return false
  const today = dayOf(at + offsetAt(at, trigger.timeZone))
  return falls[trigger.repeat](date, today + daysOf(trigger.before) - daysOf(trigger.after))
}

/** A day as text is the same everywhere; an instant is a day of the trigger's time zone. */
function localDay(value: unknown, timeZone: string): number | undefined {
  const at = instantOf(value)
  if (at === undefined) return undefined
  return dayOf(isDay(value) ? at : at + offsetAt(at, timeZone))
}

const dayOf = (at: number): number => Math.floor(at / DAY_MS)
const daysOf = (length: string | undefined): number =>
  length === undefined ? 0 : durationToMs(length) / DAY_MS

/** Guess: a day that the month or year does not have is the last of its month; nothing falls before the date itself. */
const falls: Readonly<Record<Trigger['repeat'], (date: number, day: number) => boolean>> = {
  never: (date, day) => date === day,
  monthly: (date, day) => day >= date && isSameDayOfMonth(new Date(date * DAY_MS), new Date(day * DAY_MS)),
  annually: (date, day) => {
    const [first, then] = [new Date(date * DAY_MS), new Date(day * DAY_MS)]
    return day >= date && first.getUTCMonth() === then.getUTCMonth() && isSameDayOfMonth(first, then)
  },
}

const isSameDayOfMonth = (first: Date, then: Date): boolean =>
  then.getUTCDate() === Math.min(first.getUTCDate(), daysInMonth(then.getUTCFullYear(), then.getUTCMonth()))
