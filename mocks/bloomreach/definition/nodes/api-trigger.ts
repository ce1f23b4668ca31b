// API trigger: one customer or everyone, when its URL is called.
import { z } from 'zod'
import { common } from '../node-fields.ts'
import { TRIGGER, type TriggerOnPaper } from '../on-paper.ts'

const parameter = z.strictObject({
  type: z
    .enum(['string', 'number', 'boolean', 'list', 'object'])
    .describe('The type that a value must have.'),
  required: z.boolean().default(true).describe('Whether a call without it is refused.'),
})

const schema = z.strictObject({
  ...common,
  type: z
    .literal('api_trigger')
    .meta({ title: 'API trigger', description: 'One customer or everyone enters, when its URL is called.' }),
  parameters: z
    .record(
      z.string().regex(/^[A-Za-z_]\w*$/, 'expected a name of letters, digits and underscores'),
      parameter,
    )
    .default({})
    .describe('What a call may hand in, read in templates as {{ params.name }}.'),
  /** [D] api-trigger: one request in this many seconds, the excess is 429. */
  windowSeconds: z
    .number()
    .min(0)
    .optional()
    .describe('One request in this many seconds; the excess is answered 429.'),
})

export const apiTrigger = {
  ...TRIGGER,
  schema,
  called: 'api_trigger',
  firesAtStart: false,
  door: node => node,
  gives: () => ['params'],
} as const satisfies TriggerOnPaper<typeof schema>
