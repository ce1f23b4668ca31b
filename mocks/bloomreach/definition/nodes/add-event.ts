// Add event: tracks an event on the customer.
import { z } from 'zod'
import { common, templates } from '../node-fields.ts'
import { type OnPaper, OPERATOR } from '../on-paper.ts'

const schema = z.strictObject({
  ...common,
  type: z.literal('add_event'),
  event: z.string().min(1),
  attributes: templates.default({}),
  /** Custom timestamp: Unix seconds, usually in Jinja. */
  timestamp: z.string().min(1).optional(),
  allowScenarioTriggering: z.boolean().default(false),
})

export const addEvent = { ...OPERATOR, schema, mayEnd: true } as const satisfies OnPaper<typeof schema>
