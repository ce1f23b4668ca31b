// Operators on dates: Unix seconds, or an instant or a day as text. [D] filter-operators and filtering-data: attributes
// hold Unix times, and date filters are absolute or relative; the words for them and days in UTC are a guess.
import { DAY_MS, durationToMs, isInstant, parseInstant, unixSecondsToMs } from '../../../kit/time/duration.ts'
import { durationText } from '../../../kit/time/time-schemas.ts'
import { ONE, type Operator } from './operator.ts'
import { numberOf } from './value.ts'

const DAY = /^\d{4}-\d{2}-\d{2}$/

/** A day without a time, which is no single instant. */
export const isDay = (value: unknown): boolean => typeof value === 'string' && DAY.test(value)

/** In milliseconds; undefined for what is no date. */
export function instantOf(value: unknown): number | undefined {
  const seconds = numberOf(value)
  if (seconds !== undefined) {
    const at = unixSecondsToMs(seconds)
    return isInstant(at) ? at : undefined
  }
  if (typeof value !== 'string') return undefined
  return parseInstant(isDay(value) ? `${value}T00:00:00Z` : value)
}

const isDate = (operand: unknown): string | undefined =>
  instantOf(operand) === undefined
    ? 'expected a date such as "2026-01-10", an instant such as "2026-01-10T09:00:00Z", or Unix seconds'
    : undefined

const isLength = (operand: unknown): string | undefined =>
  durationText.safeParse(operand).success ? undefined : 'expected a length of time such as "7 days"'

const PERIODS = { day: 10, month: 7, year: 4 } as const

const isPeriod = (operand: unknown): string | undefined =>
  Object.hasOwn(PERIODS, String(operand)) ? undefined : 'expected "day", "month" or "year"'

const dated = (
  problem: Operator['problem'],
  holds: (at: number, operand: unknown, now: number) => boolean,
): Operator => ({
  arity: ONE,
  ...(problem === undefined ? {} : { problem }),
  holds: (found, [operand], now) => {
    const at = instantOf(found)
    return at !== undefined && problem?.(operand) === undefined && holds(at, operand, now)
  },
})

const dayOf = (at: number): number => Math.floor(at / DAY_MS)

/** Of a day: all of it. */
const endOf = (operand: unknown): number => (instantOf(operand) ?? 0) + (isDay(operand) ? DAY_MS - 1 : 0)

export const DATE_OPERATORS = {
  on: dated(isDate, (at, day) => dayOf(at) === dayOf(instantOf(day) ?? 0)),
  before: dated(isDate, (at, bound) => at < (instantOf(bound) ?? 0)),
  after: dated(isDate, (at, bound) => at > endOf(bound)),
  'in the last': dated(isLength, (at, length, now) => at <= now && at >= now - durationToMs(String(length))),
  'in the next': dated(isLength, (at, length, now) => at >= now && at <= now + durationToMs(String(length))),
  'matches current': dated(isPeriod, (at, period, now) => {
    const digits = PERIODS[period as keyof typeof PERIODS]
    return isoDate(at).slice(0, digits) === isoDate(now).slice(0, digits)
  }),
} as const satisfies Record<string, Operator>

const isoDate = (at: number): string => new Date(at).toISOString()
