// Now: everyone, at the start.
import { z } from 'zod'
import { common } from '../node-fields.ts'
import { NOTHING, TRIGGER, type TriggerOnPaper } from '../on-paper.ts'

const schema = z.strictObject({
  ...common,
  type: z.literal('now').meta({ title: 'Now', description: 'Everyone enters, at the start.' }),
})

export const now = {
  ...TRIGGER,
  schema,
  called: 'now',
  firesAtStart: true,
  gives: NOTHING,
} as const satisfies TriggerOnPaper<typeof schema>
