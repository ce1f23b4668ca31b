// On event: one customer, each time the event is tracked.
import { z } from 'zod'
import { propertyFilterSchema } from '../../customers/filter-schemas.ts'
import { common } from '../node-fields.ts'
import { type OnPaper, TRIGGER } from '../on-paper.ts'

const schema = z.strictObject({
  ...common,
  type: z.literal('on_event'),
  event: z.string().min(1),
  filter: z.array(propertyFilterSchema).default([]),
  /** [C] a copied scenario: `delay_seconds`, how long after the event the customer enters. */
  delaySeconds: z.number().min(0).max(31_536_000).optional(),
})

export const onEvent = { ...TRIGGER, schema } as const satisfies OnPaper<typeof schema>
