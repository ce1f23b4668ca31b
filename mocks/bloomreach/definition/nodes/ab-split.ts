// A/B split: one way for each variant, by its share.
import { z } from 'zod'
import { exitsNamed } from '../exits.ts'
import { common, refusing } from '../node-fields.ts'
import { NOTHING, ONE_NODE, type OnPaper, OPERATOR } from '../on-paper.ts'

const schema = z
  .strictObject({
    ...common,
    type: z
      .literal('ab_split')
      .meta({ title: 'A/B split', description: 'One way for each variant, by its share.' }),
    variants: z
      .array(
        z.strictObject({
          name: z
            .string()
            .min(1)
            .describe('The name of the variant, which is the exit that connections name.'),
          share: z
            .number()
            .min(0)
            .max(100)
            .describe('Its share of the customers in percent; all shares add up to 100.'),
        }),
      )
      .min(2)
      .describe('The ways out, each with its share of the customers.'),
  })
  .check(ctx => {
    const { variants } = ctx.value
    const refuse = refusing(ctx)
    const total = variants.reduce((sum, { share }) => sum + share, 0)
    if (Math.abs(total - 100) > 0.01) refuse('variants', `the shares add up to ${total}, expected 100`)
    if (new Set(variants.map(({ name }) => name)).size !== variants.length) {
      refuse('variants', 'two variants have the same name')
    }
  })

export const abSplit = {
  ...OPERATOR,
  schema,
  called: 'ab_split',
  advice: NOTHING,
  size: ONE_NODE,
  gives: NOTHING,
  exits: ({ variants }) => exitsNamed(...variants.map(({ name }) => name)),
} as const satisfies OnPaper<typeof schema>
