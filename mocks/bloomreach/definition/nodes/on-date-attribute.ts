// On date attribute: each customer on a date of their own, or so many days before or after it.
// [D] changelog 1.283: before or after a date, repeated, at given times, in a time zone; [C] a copied scenario has
// `trigger_period`, `times` and `timezone`. How the fields are called here, and what an annual 29 February is, are guesses.
import { z } from 'zod'
import { DAY_MS, durationToMs } from '../../../kit/time/duration.ts'
import { durationText, timeOfDay, timeZoneName } from '../../../kit/time/time-schemas.ts'
import { common, refusing } from '../node-fields.ts'
import { NOTHING, TRIGGER, type TriggerOnPaper } from '../on-paper.ts'

const wholeDays = durationText.refine(text => durationToMs(text) % DAY_MS === 0, {
  error: 'expected whole days, such as "3 days" or "2 weeks"',
})

const schema = z
  .strictObject({
    ...common,
    type: z.literal('on_date_attribute').meta({
      title: 'On date attribute',
      description: 'Each customer enters on a date of their own, or so many days before or after it.',
    }),
    attribute: z
      .string()
      .min(1)
      .describe(
        'The customer attribute with the date: Unix seconds, an instant, or a day such as "1990-04-01".',
      ),
    before: wholeDays.optional().describe('So many days before the date.'),
    after: wholeDays.optional().describe('So many days after the date.'),
    repeat: z
      .enum(['never', 'monthly', 'annually'])
      .default('annually')
      .describe('Whether the date comes back each month or year.'),
    times: z
      .array(timeOfDay)
      .min(1)
      .default(['00:00'])
      .describe('Local times of day, each of which lets the customer in.'),
    timeZone: timeZoneName.default('UTC').describe('The zone of the times of day.'),
  })
  .check(ctx => {
    const { before, after, times } = ctx.value
    const refuse = refusing(ctx)
    if (before !== undefined && after !== undefined) refuse('after', 'expected one of before and after')
    if (new Set(times).size !== times.length) refuse('times', 'expected every time of day once')
  })

export const onDateAttribute = {
  ...TRIGGER,
  schema,
  called: 'on_date_attribute',
  firesAtStart: false,
  gives: NOTHING,
} as const satisfies TriggerOnPaper<typeof schema>
