// ab-split-contextual, which becomes an `ab_split` of equal shares: nothing here learns.
import { z } from 'zod'
import { guessed, ignored } from '../../columns.ts'
import { nodeFormat, refuse } from '../node-format.ts'
import { distinctNames } from '../variant-names.ts'

const LEARNING = ignored('how the vendor learns, which nothing here does')

export const abSplitContextual = nodeFormat({
  vendorType: 'ab-split-contextual',
  type: 'ab_split',
  grade: '[C] a palette default of a copied scenario',
  shape: z.looseObject({ variants: z.array(z.looseObject({ name: z.string() })).min(1) }),
  columns: {
    'variants.*.name': guessed(
      'variants: equal shares',
      'how much of the traffic each variant gets at present',
    ),
    'variants.*.id': ignored('the editor’s own number of the variant'),
    'variants.*.reward': LEARNING,
    frozen: LEARNING,
    optimization_target: LEARNING,
    optimization_goals_events: LEARNING,
    periodicity: LEARNING,
    bandit_definition: LEARNING,
    traffic_distribution: guessed('equal shares, no control group', 'the traffic distribution of the node'),
  },
  ports: ({ variants }) => new Map(distinctNames(variants).map((name, index) => [index + 1, name])),
  read({ variants }) {
    if (variants.length < 2) return refuse('a split needs two variants')
    const share = Math.floor(10_000 / variants.length) / 100
    const rest = 100 - share * (variants.length - 1)
    return {
      type: 'ab_split',
      variants: distinctNames(variants).map((name, index) => ({
        name,
        share: index === 0 ? Math.round(rest * 100) / 100 : share,
      })),
    }
  },
  write: () => refuse('a contextual split that was changed here has no public form'),
  defaults: {},
})
