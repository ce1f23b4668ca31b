// Set attribute: writes customer attributes.
import { z } from 'zod'
import { common, templates } from '../node-fields.ts'
import { type OnPaper, OPERATOR } from '../on-paper.ts'

const schema = z.strictObject({ ...common, type: z.literal('set_attribute'), attributes: templates })

export const setAttribute = { ...OPERATOR, schema, mayEnd: true } as const satisfies OnPaper<typeof schema>
