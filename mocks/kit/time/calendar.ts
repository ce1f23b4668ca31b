// Months and years: lengths that differ with where they begin, counted in UTC. A day that the month at the end does not
// have is its last one.
import { DAY_MS } from './duration.ts'

export type CalendarUnit = 'months' | 'years'

const PART = /^(\d{1,5})\s*(month|year)s?$/i

/** "2 months", "1 year"; undefined for every other text. */
export function parseCalendarLength(text: string): { count: number; unit: CalendarUnit } | undefined {
  const [, count, unit] = PART.exec(text.trim()) ?? []
  if (count === undefined) return undefined
  return { count: Number(count), unit: unit?.toLowerCase() === 'year' ? 'years' : 'months' }
}

/** `NaN` where no date can be that far away. */
export function addCalendar(at: number, count: number, unit: CalendarUnit): number {
  const day = Math.floor(at / DAY_MS) * DAY_MS
  const date = new Date(day)
  const month = date.getUTCMonth() + count * (unit === 'years' ? 12 : 1)
  const wanted = Math.min(date.getUTCDate(), daysInMonth(date.getUTCFullYear(), month))
  return new Date(0).setUTCFullYear(date.getUTCFullYear(), month, wanted) + (at - day)
}

/** `month` from 0, and beyond 11 in the years after. */
export const daysInMonth = (year: number, month: number): number =>
  new Date(new Date(0).setUTCFullYear(year, month + 1, 0)).getUTCDate()
