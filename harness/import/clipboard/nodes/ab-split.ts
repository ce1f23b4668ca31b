// ab-split, which becomes `ab_split`. The control group has no flag, only a name.
import { z } from 'zod'
import { guessed, ignored, understood } from '../../columns.ts'
import { nodeFormat, refuse } from '../node-format.ts'
import { distinctNames } from '../variant-names.ts'

const shape = z.looseObject({
  variants: z.array(z.looseObject({ name: z.string(), percentage: z.number() })).min(1),
})

export const abSplit = nodeFormat({
  vendorType: 'ab-split',
  type: 'ab_split',
  grade: '[C] a palette default of a copied scenario, and notes on a live one',
  shape,
  columns: {
    'variants.*.name': value =>
      /control/i.test(String(value))
        ? guessed(
            'variants: a control group is an exit like the others',
            'whether customers of the control group go on',
          )
        : understood('variants'),
    'variants.*.percentage': understood('variants: share'),
    'variants.*.id': ignored('the editor’s own number of the variant'),
    highest_variant_id_used: ignored('the editor’s own counter'),
  },
  ports: ({ variants }) => new Map(distinctNames(variants).map((name, index) => [index + 1, name])),
  read({ variants }) {
    if (variants.length < 2) return refuse('a split needs two variants')
    const names = distinctNames(variants)
    return {
      type: 'ab_split',
      variants: variants.map(({ percentage }, index) => ({ name: names[index] ?? '', share: percentage })),
    }
  },
  write: ({ variants }) => ({
    variants: variants.map(({ name, share }, index) => ({ name, percentage: share, id: index + 1 })),
    highest_variant_id_used: variants.length,
  }),
  defaults: { version: 1 },
})
