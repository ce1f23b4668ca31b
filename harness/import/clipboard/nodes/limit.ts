// limit, which becomes `limit` when it has one step and never starts again.
import { z } from 'zod'
import { ignored, understood } from '../../columns.ts'
import { nodeFormat, noPlaceFor, refuse, withoutPlace } from '../node-format.ts'

export const limit = nodeFormat({
  vendorType: 'limit',
  type: 'limit',
  grade: '[C] a palette default of a copied scenario; its second connector is a guess',
  shape: z.looseObject({
    steps: z.array(z.looseObject({ limit: z.int().min(0), group: z.null().optional() })).min(1),
    reset: z.unknown().optional(),
  }),
  columns: {
    'steps.*.limit': understood('customers'),
    'steps.*.group': ignored('no group'),
    reset: ignored('it never starts again'),
  },
  // [C] the validator of the same repository knows connector 1 alone.
  ports: () =>
    new Map([
      [1, ''],
      [2, 'else'],
    ]),
  portsAreGuessed: 'connector 1 is taken for those within the limit and 2 for the others',
  read({ steps, reset }) {
    const [step, ...more] = steps
    if (step === undefined || more.length > 0) return refuse('what several steps mean is not public')
    if (reset !== null && reset !== undefined) return refuse('the form of its reset is not public')
    return { type: 'limit', customers: step.limit }
  },
  write(node) {
    const lost = withoutPlace(node, ['customers'])
    return lost.length > 0 ? noPlaceFor(lost) : { steps: [{ limit: node.customers, group: null }] }
  },
  defaults: { version: 1, reset: null },
})
