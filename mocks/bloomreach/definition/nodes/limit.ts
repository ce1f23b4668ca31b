// Limit: two ways, by how many came before.
import { z } from 'zod'
import { durationText } from '../../../kit/time/time-schemas.ts'
import { DEFAULT_EXIT, ELSE_EXIT, exitsNamed } from '../exits.ts'
import { common } from '../node-fields.ts'
import { NOTHING, ONE_NODE, type OnPaper, OPERATOR } from '../on-paper.ts'

const schema = z.strictObject({
  ...common,
  type: z
    .literal('limit')
    .meta({ title: 'Limit', description: 'Two ways, by how many customers came before.' }),
  customers: z
    .int()
    .min(0)
    .describe('How many customers leave by the unnamed exit; the others leave by "else".'),
  per: durationText.optional().describe('Counted in windows of this length; without it, since the start.'),
})

export const limit = {
  ...OPERATOR,
  schema,
  called: 'limit',
  advice: NOTHING,
  size: ONE_NODE,
  gives: NOTHING,
  exits: () => exitsNamed(DEFAULT_EXIT, ELSE_EXIT),
} as const satisfies OnPaper<typeof schema>
