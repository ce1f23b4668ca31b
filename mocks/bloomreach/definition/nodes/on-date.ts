// On date: everyone, at one instant.
import { z } from 'zod'
import { instantText } from '../../../kit/time/time-schemas.ts'
import { common } from '../node-fields.ts'
import { NOTHING, TRIGGER, type TriggerOnPaper } from '../on-paper.ts'

const schema = z.strictObject({
  ...common,
  type: z.literal('on_date').meta({ title: 'On date', description: 'Everyone enters, at one instant.' }),
  at: instantText.describe('The instant at which everyone enters.'),
})

export const onDate = {
  ...TRIGGER,
  schema,
  called: 'on_date',
  firesAtStart: false,
  gives: NOTHING,
} as const satisfies TriggerOnPaper<typeof schema>
