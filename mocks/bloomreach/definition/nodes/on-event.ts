// On event: one customer, each time the event is tracked.
import { z } from 'zod'
import { propertyFilterSchema } from '../../customers/filter-schemas.ts'
import { common } from '../node-fields.ts'
import { TRIGGER, type TriggerOnPaper } from '../on-paper.ts'

const schema = z.strictObject({
  ...common,
  type: z
    .literal('on_event')
    .meta({ title: 'On event', description: 'One customer enters, each time the event is tracked.' }),
  event: z.string().min(1).describe('The type of the event that lets its customer in.'),
  filter: z
    .array(propertyFilterSchema)
    .default([])
    .describe('Which of these events, by their properties; all must hold.'),
  /** [C] a copied scenario: `delay_seconds`, how long after the event the customer enters. */
  delaySeconds: z
    .number()
    .min(0)
    .max(31_536_000)
    .optional()
    .describe('How long after the event the customer enters, in seconds.'),
})

export const onEvent = {
  ...TRIGGER,
  schema,
  called: 'on_event',
  firesAtStart: false,
  gives: () => ['event'],
} as const satisfies TriggerOnPaper<typeof schema>
