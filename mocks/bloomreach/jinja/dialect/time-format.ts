// strftime for the dialect's `from_timestamp`, in UTC or a named time zone.

import { valueError } from '../errors.ts'

/** [D] using-jinja shows `'US'`. Guess: that it means month, day, year, and that the others exist. */
export const NAMED_FORMATS: Readonly<Record<string, string>> = {
  US: '%m/%d/%Y',
  EU: '%d.%m.%Y',
  ISO: '%Y-%m-%dT%H:%M:%SZ',
}

interface Parts {
  year: number
  month: number
  day: number
  hour: number
  minute: number
  second: number
  micro: number
  weekday: number
  yearDay: number
  offsetMinutes: number
  zone: string
}

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

const two = (value: number) => String(value).padStart(2, '0')
const three = (value: number) => String(value).padStart(3, '0')
const short = (names: readonly string[], index: number) => (names[index] ?? '').slice(0, 3)
const hour12 = (hour: number) => (hour % 12 === 0 ? 12 : hour % 12)

const DAY_MS = 86_400_000

/** ISO week and its year. */
function isoWeek(parts: Parts): { week: number; year: number } {
  const date = Date.UTC(parts.year, parts.month - 1, parts.day)
  const thursday = date + (4 - (parts.weekday === 0 ? 7 : parts.weekday)) * DAY_MS
  const year = new Date(thursday).getUTCFullYear()
  return { week: Math.floor((thursday - Date.UTC(year, 0, 1)) / DAY_MS / 7) + 1, year }
}

const DIRECTIVES: Record<string, (parts: Parts) => string> = {
  a: ({ weekday }) => short(DAYS, weekday),
  A: ({ weekday }) => DAYS[weekday] ?? '',
  b: ({ month }) => short(MONTHS, month - 1),
  B: ({ month }) => MONTHS[month - 1] ?? '',
  c: parts => fill('%a %b %e %H:%M:%S %Y', parts),
  d: ({ day }) => two(day),
  D: parts => fill('%m/%d/%y', parts),
  e: ({ day }) => String(day).padStart(2, ' '),
  f: ({ micro }) => String(micro).padStart(6, '0'),
  F: parts => fill('%Y-%m-%d', parts),
  G: parts => String(isoWeek(parts).year),
  h: ({ month }) => short(MONTHS, month - 1),
  H: ({ hour }) => two(hour),
  I: ({ hour }) => two(hour12(hour)),
  j: ({ yearDay }) => three(yearDay),
  m: ({ month }) => two(month),
  M: ({ minute }) => two(minute),
  n: () => '\n',
  p: ({ hour }) => (hour < 12 ? 'AM' : 'PM'),
  R: parts => fill('%H:%M', parts),
  S: ({ second }) => two(second),
  t: () => '\t',
  T: parts => fill('%H:%M:%S', parts),
  u: ({ weekday }) => String(weekday === 0 ? 7 : weekday),
  U: ({ yearDay, weekday }) => two(Math.floor((yearDay + 6 - weekday) / 7)),
  V: parts => two(isoWeek(parts).week),
  w: ({ weekday }) => String(weekday),
  W: ({ yearDay, weekday }) => two(Math.floor((yearDay + 6 - ((weekday + 6) % 7)) / 7)),
  x: parts => fill('%m/%d/%y', parts),
  X: parts => fill('%H:%M:%S', parts),
  y: ({ year }) => two(((year % 100) + 100) % 100),
  Y: ({ year }) => String(year),
  z: ({ offsetMinutes }) => {
    const size = Math.abs(offsetMinutes)
    return `${offsetMinutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}${two(size % 60)}`
  },
  Z: ({ zone }) => zone,
  '%': () => '%',
}

/** A dash after the percent sign drops the leading zeros, as glibc does. */
function fill(format: string, parts: Parts): string {
  return format.replace(/%(-?)([\s\S])/g, (whole, dash: string, letter: string) => {
    const write = Object.hasOwn(DIRECTIVES, letter) ? DIRECTIVES[letter] : undefined
    if (write === undefined) return whole
    const text = write(parts)
    return dash === '' ? text : text.replace(/^[0 ]+(?=.)/, '')
  })
}

/** Dear to make. A template may spell one zone in many ways, so few are kept. */
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

function offsetAt(instantMs: number, timezone: string): number {
  if (timezone === 'UTC') return 0
  let written: string
  try {
    written =
      formatOf(timezone)
        .formatToParts(instantMs)
        .find(part => part.type === 'timeZoneName')?.value ?? 'GMT'
  } catch (cause) {
    const error = valueError(`unknown time zone '${timezone}'`)
    error.cause = cause
    throw error
  }
  const match = /GMT([+-])(\d\d):(\d\d)/.exec(written)
  if (match === null) return 0
  const [, sign, hours, minutes] = match
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes))
}

/** The latest instant Python's datetime can hold, in milliseconds, and the earliest. */
const LAST_MS = 253_402_300_799_999
const FIRST_MS = -62_135_596_800_000

export function formatTime(instantMs: number, format: string, timezone: string): string {
  if (!(instantMs >= FIRST_MS && instantMs <= LAST_MS)) throw valueError('timestamp out of range')
  const offsetMinutes = offsetAt(instantMs, timezone)
  const local = new Date(Math.floor(instantMs) + offsetMinutes * 60_000)
  const midnight = Date.UTC(local.getUTCFullYear(), local.getUTCMonth(), local.getUTCDate())
  const wholeSeconds = Math.floor(instantMs / 1000) * 1000
  return fill(format, {
    year: local.getUTCFullYear(),
    month: local.getUTCMonth() + 1,
    day: local.getUTCDate(),
    hour: local.getUTCHours(),
    minute: local.getUTCMinutes(),
    second: local.getUTCSeconds(),
    micro: Math.round((instantMs - wholeSeconds) * 1000),
    weekday: local.getUTCDay(),
    yearDay: Math.floor((midnight - Date.UTC(local.getUTCFullYear(), 0, 1)) / DAY_MS) + 1,
    offsetMinutes,
    zone: timezone,
  })
}
