// Time as a world or a scenario writes it: the zod schemas of instants, lengths, times of day and time zones.
import { z } from 'zod'
import { durationToMs, FIRST_INSTANT, LAST_INSTANT, parseInstant } from './duration.ts'
import { isTimeZone } from './time-zone.ts'

const INSTANT = 'expected an instant with its offset, such as "2026-01-10T09:00:00Z"'
export const instantText = z
  .string({ error: INSTANT })
  .refine(text => parseInstant(text) !== undefined, { error: INSTANT })
  .meta({ examples: ['2026-01-10T09:00:00Z'] })

/** "7 days", "90 minutes": a number and a unit. */
const LENGTH = 'expected a length of time such as "1 minute", "2 hours" or "7 days", of less than 9,999 years'
export const durationText = z
  .string({ error: LENGTH })
  .refine(isDuration, { error: LENGTH, abort: true })
  .meta({ examples: ['2 hours'] })

function isDuration(text: string): boolean {
  try {
    return durationToMs(text) <= LAST_INSTANT - FIRST_INSTANT
  } catch {
    return false
  }
}

export const timeOfDay = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'expected a time of day such as "09:00"')
  .meta({ examples: ['09:00'] })

export const timeZoneName = z
  .string()
  .refine(isTimeZone, { error: 'expected a time zone such as "Europe/Bratislava"' })
  .meta({ examples: ['Europe/Bratislava'] })
