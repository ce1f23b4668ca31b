// Add event: tracks an event on the customer.
import { z } from 'zod'
import { common, templates } from '../node-fields.ts'
import { NOTHING, ONE_NODE, type OnPaper, OPERATOR } from '../on-paper.ts'

const schema = z.strictObject({
  ...common,
  type: z.literal('add_event').meta({ title: 'Add event', description: 'Tracks an event on the customer.' }),
  event: z.string().min(1).describe('The type of the event that is tracked.'),
  attributes: templates.default({}).describe('Its properties, each a template.'),
  timestamp: z
    .string()
    .min(1)
    .optional()
    .describe('When it happened, in Unix seconds, usually in Jinja; without it, now.'),
  allowScenarioTriggering: z
    .boolean()
    .default(false)
    .describe('Whether scenarios that start on this event start.'),
})

export const addEvent = {
  ...OPERATOR,
  schema,
  called: 'add_event',
  mayEnd: true,
  advice: NOTHING,
  size: ONE_NODE,
  gives: NOTHING,
} as const satisfies OnPaper<typeof schema>
