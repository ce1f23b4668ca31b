// Now: everyone, at the start.
import { z } from 'zod'
import { common } from '../node-fields.ts'
import { type OnPaper, TRIGGER } from '../on-paper.ts'

const schema = z.strictObject({ ...common, type: z.literal('now') })

export const now = { ...TRIGGER, schema } as const satisfies OnPaper<typeof schema>
