// On date: everyone, at one instant.
import { z } from 'zod'
import { instantText } from '../../../kit/time-schemas.ts'
import { common } from '../node-fields.ts'
import { type OnPaper, TRIGGER } from '../on-paper.ts'

const schema = z.strictObject({ ...common, type: z.literal('on_date'), at: instantText })

export const onDate = { ...TRIGGER, schema } as const satisfies OnPaper<typeof schema>
