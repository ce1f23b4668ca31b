// Lengths of time of loyalty points. [D] AddLoyaltyPoints: an integer and a unit letter, 30s 40m 1h 5D 7W 10M 15Y; the suffix _D rounds
// down (days and longer), _U rounds up (days and longer). 'immediate' and 'unlimited' are the callers' words.
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS, WEEK_MS } from '../../kit/time/duration.ts'

const LENGTH = /^(\d{1,6})(?:([smh])|([DWMY])(_[DU])?)$/
const MS: Record<string, number> = { s: SECOND_MS, m: MINUTE_MS, h: HOUR_MS, D: DAY_MS, W: WEEK_MS }

export const isLoyaltyDuration = (text: string): boolean => LENGTH.test(text)

/** The instant that lies this length after `from`, or undefined when the text is no length. Days begin at midnight UTC. */
export function afterDuration(text: string, from: number): number | undefined {
  const [, amount, short, long, rounding] = LENGTH.exec(text) ?? []
  const unit = short ?? long
  if (amount === undefined || unit === undefined) return undefined
  const at =
    unit === 'M' || unit === 'Y'
      ? afterMonths(from, Number(amount) * (unit === 'Y' ? 12 : 1))
      : from + Number(amount) * (MS[unit] ?? 0)
  if (rounding === '_D') return Math.floor(at / DAY_MS) * DAY_MS
  return rounding === '_U' ? Math.ceil(at / DAY_MS) * DAY_MS : at
}

/** 31 January and a month is the last day of February. */
function afterMonths(from: number, months: number): number {
  const date = new Date(from)
  const day = date.getUTCDate()
  date.setUTCDate(1)
  date.setUTCMonth(date.getUTCMonth() + months)
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()
  date.setUTCDate(Math.min(day, lastDay))
  return date.getTime()
}
