// Limit: two ways, by how many came before.
import { z } from 'zod'
import { durationText } from '../../../kit/time-schemas.ts'
import { DEFAULT_EXIT, ELSE_EXIT, exitsNamed } from '../exits.ts'
import { common } from '../node-fields.ts'
import { type OnPaper, OPERATOR } from '../on-paper.ts'

const schema = z.strictObject({
  ...common,
  type: z.literal('limit'),
  customers: z.int().min(0),
  /** Counted in windows of this length; without it, since the start. */
  per: durationText.optional(),
})

export const limit = {
  ...OPERATOR,
  schema,
  exits: () => exitsNamed(DEFAULT_EXIT, ELSE_EXIT),
} as const satisfies OnPaper<typeof schema>
