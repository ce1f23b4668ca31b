// Repeat: everyone, again and again.
import { z } from 'zod'
import { instantText, timeOfDay, timeZoneName } from '../../../kit/time-schemas.ts'
import { common } from '../node-fields.ts'
import { type OnPaper, TRIGGER } from '../on-paper.ts'

export const WEEKDAYS = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const

const schema = z.strictObject({
  ...common,
  type: z.literal('repeat'),
  every: z.enum(['hour', 'day', 'week', 'month']),
  /** The local time of day; for `hour` only its minutes count. */
  at: timeOfDay.default('00:00'),
  /** For `week`. */
  weekdays: z.array(z.enum(WEEKDAYS)).min(1).optional(),
  /** For `month`; a day that a month does not have is its last one. */
  dayOfMonth: z.int().min(1).max(31).optional(),
  timeZone: timeZoneName.default('UTC'),
  from: instantText.optional(),
  until: instantText.optional(),
})

export const repeat = { ...TRIGGER, schema } as const satisfies OnPaper<typeof schema>
