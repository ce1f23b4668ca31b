// Condition: two ways, by whether it holds for the customer.
import { z } from 'zod'
import { conditionSchema } from '../../customers/filter-schemas.ts'
import { danglingInCondition } from '../dangling.ts'
import { DEFAULT_EXIT, ELSE_EXIT, type Exits } from '../exits.ts'
import { common } from '../node-fields.ts'
import { NOTHING, ONE_NODE, type OnPaper, OPERATOR } from '../on-paper.ts'

const schema = z.strictObject({
  ...common,
  type: z
    .literal('condition')
    .meta({ title: 'Condition', description: 'Two ways, by whether it holds for the customer.' }),
  if: conditionSchema.describe(
    'The condition; who fulfils it leaves by the unnamed exit, everyone else by "else".',
  ),
})

/** "then" is only a readable name of the unnamed exit. */
const EXITS: Exits = new Map([
  [DEFAULT_EXIT, DEFAULT_EXIT],
  ['then', DEFAULT_EXIT],
  [ELSE_EXIT, ELSE_EXIT],
])

export const condition = {
  ...OPERATOR,
  schema,
  called: 'condition',
  advice: NOTHING,
  size: ONE_NODE,
  gives: NOTHING,
  exits: () => EXITS,
  dangling: (node, path, known) => danglingInCondition(node.if, [...path, 'if'], known, node.id),
} as const satisfies OnPaper<typeof schema>
