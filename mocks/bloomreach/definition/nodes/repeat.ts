// Repeat: everyone, again and again.
import { z } from 'zod'
import { parseInstant } from '../../../kit/time/duration.ts'
import { instantText, timeOfDay, timeZoneName } from '../../../kit/time/time-schemas.ts'
import { common, refusing } from '../node-fields.ts'
import { NOTHING, TRIGGER, type TriggerOnPaper } from '../on-paper.ts'

export const WEEKDAYS = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const

const schema = z
  .strictObject({
    ...common,
    type: z.literal('repeat').meta({ title: 'Repeat', description: 'Everyone enters, again and again.' }),
    every: z.enum(['hour', 'day', 'week', 'month']).describe('How often everyone enters.'),
    at: timeOfDay.default('00:00').describe('The local time of day; for hour only its minutes count.'),
    weekdays: z.array(z.enum(WEEKDAYS)).min(1).optional().describe('On which days, for week.'),
    dayOfMonth: z
      .int()
      .min(1)
      .max(31)
      .optional()
      .describe('On which day, for month; a day that a month does not have is its last one.'),
    timeZone: timeZoneName.default('UTC').describe('The zone of the time of day.'),
    from: instantText.optional().describe('Not before this instant.'),
    until: instantText.optional().describe('Not after this instant.'),
  })
  .check(ctx => {
    const { every, weekdays, dayOfMonth, from, until } = ctx.value
    const refuse = refusing(ctx)
    if (weekdays !== undefined && every !== 'week') {
      refuse('weekdays', `weekdays go with every: week, not with every: ${every}`)
    }
    if (dayOfMonth !== undefined && every !== 'month') {
      refuse('dayOfMonth', `a day of the month goes with every: month, not with every: ${every}`)
    }
    if (from !== undefined && until !== undefined && isBefore(until, from)) {
      refuse('until', 'expected an instant that is not before from')
    }
  })

const isBefore = (a: string, b: string): boolean => (parseInstant(a) ?? 0) < (parseInstant(b) ?? 0)

export const repeat = {
  ...TRIGGER,
  schema,
  called: 'repeat',
  firesAtStart: false,
  gives: NOTHING,
} as const satisfies TriggerOnPaper<typeof schema>
