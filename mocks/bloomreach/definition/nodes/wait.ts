// Wait: for a length of time, until an instant, until an event or until the hours of a day.
import { z } from 'zod'
import { parseCalendarLength } from '../../../kit/time/calendar.ts'
import { parseInstant } from '../../../kit/time/duration.ts'
import { durationText, timeOfDay, timeZoneName } from '../../../kit/time/time-schemas.ts'
import { propertyFilterSchema } from '../../customers/filter-schemas.ts'
import { hasJinja } from '../../jinja/has-jinja.ts'
import { DEFAULT_EXIT, exitsNamed, ONE_EXIT, TIMEOUT_EXIT } from '../exits.ts'
import type { Finding, Path } from '../finding.ts'
import { common, refusing } from '../node-fields.ts'
import { NOTHING, ONE_NODE, type OnPaper, OPERATOR } from '../on-paper.ts'
import { notTheVendors } from '../word-advice.ts'

const hoursOfDay = z
  .strictObject({
    from: timeOfDay.describe('The local time of day at which they begin.'),
    to: timeOfDay.describe('The local time of day at which they end; earlier than from is the next day.'),
    timeZone: timeZoneName.default('UTC').describe('The zone of both.'),
  })
  .refine(({ from, to }) => from !== to, { path: ['to'], error: 'expected another time of day than from' })

const isLength = (text: string): boolean =>
  durationText.safeParse(text).success || parseCalendarLength(text) !== undefined

const schema = z
  .strictObject({
    ...common,
    type: z.literal('wait').meta({
      title: 'Wait',
      description:
        'Holds the customer for a length of time, until an instant, until an event, or until silent hours end.',
    }),
    period: z
      .string({ error: 'expected a length of time such as "1 minute"' })
      .min(1)
      .meta({ examples: ['1 minute'] })
      .optional()
      .describe('A fixed length ("1 minute"), or a dynamic one in Jinja, counted in unit.'),
    unit: z
      .enum(['seconds', 'minutes', 'hours', 'days', 'weeks', 'months', 'years'])
      .optional()
      .describe('What a period in Jinja counts in.'),
    until: z
      .string({ error: 'expected an instant such as "2026-01-10T09:00:00Z"' })
      .min(1)
      .meta({ examples: ['2026-01-10T09:00:00Z'] })
      .optional()
      .describe('Until an instant, fixed or in Jinja (an instant or Unix seconds).'),
    event: z
      .strictObject({
        type: z.string().min(1).describe('The type of the event.'),
        filter: z
          .array(propertyFilterSchema)
          .default([])
          .describe('Which of these events, by their properties.'),
      })
      .optional()
      .describe(
        'Until the customer has this event, at the latest until the timeout; who timed out leaves by "timeout".',
      ),
    timeout: z
      .string()
      .refine(isLength, { error: 'expected a length of time such as "7 days" or "1 month"' })
      .meta({ examples: ['7 days'] })
      .optional()
      .describe('How long it waits for the event.'),
    /** [D] silent-hours: who comes during these hours goes on when they end. */
    silentHours: hoursOfDay.optional().describe('Who comes during these hours goes on when they end.'),
    hours: hoursOfDay
      .optional()
      .describe(
        'The sandbox’s own word for the other way round: until the local time is within these hours.',
      ),
  })
  .check(ctx => {
    const { period, unit, until, event, timeout, silentHours, hours } = ctx.value
    const refuse = refusing(ctx)
    const ways = [period, until, event, silentHours, hours].filter(way => way !== undefined).length
    if (ways !== 1) refuse('period', 'expected exactly one of period, until, event and silentHours')
    if (period !== undefined && !hasJinja(period) && !isLength(period)) {
      refuse('period', 'expected a length of time such as "1 minute", or Jinja with a unit')
    }
    if (period !== undefined && hasJinja(period) && unit === undefined) {
      refuse('unit', 'expected the unit that the dynamic period counts in, such as "hours"')
    }
    if (unit !== undefined && (period === undefined || !hasJinja(period))) {
      refuse('unit', 'a unit belongs to a period in Jinja only')
    }
    if (until !== undefined && !hasJinja(until) && parseInstant(until) === undefined) {
      refuse('until', 'expected an instant such as "2026-01-10T09:00:00Z", or Jinja')
    }
    if ((event === undefined) !== (timeout === undefined)) {
      refuse('timeout', 'a wait for an event and its timeout go together')
    }
  })

function hoursAdvice(node: number, { from, to }: { from: string; to: string }, path: Path): Finding {
  const remedy = `Write the hours around it: silentHours: { from: "${to}", to: "${from}" }.`
  return { ...notTheVendors('wait for "hours"', [...path, 'hours'], remedy), node }
}

export const wait = {
  ...OPERATOR,
  schema,
  called: 'wait',
  waits: true,
  advice: ({ id, hours }, path) => (hours === undefined ? [] : [hoursAdvice(id, hours, path)]),
  size: ONE_NODE,
  gives: NOTHING,
  exits: ({ event }) => (event === undefined ? ONE_EXIT : exitsNamed(DEFAULT_EXIT, TIMEOUT_EXIT)),
} as const satisfies OnPaper<typeof schema>
