// API trigger: one customer or everyone, when its URL is called.
import { z } from 'zod'
import { common } from '../node-fields.ts'
import { type OnPaper, TRIGGER } from '../on-paper.ts'

const parameter = z.strictObject({
  type: z.enum(['string', 'number', 'boolean', 'list', 'object']),
  required: z.boolean().default(true),
})

const schema = z.strictObject({
  ...common,
  type: z.literal('api_trigger'),
  parameters: z
    .record(
      z.string().regex(/^[A-Za-z_]\w*$/, 'expected a name of letters, digits and underscores'),
      parameter,
    )
    .default({}),
  /** [D] api-trigger: one request in this many seconds, the excess is 429. */
  windowSeconds: z.number().min(0).optional(),
})

export const apiTrigger = { ...TRIGGER, schema } as const satisfies OnPaper<typeof schema>
