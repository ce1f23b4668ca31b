// A/B split: a customer's variant depends on the seed, the scenario's node and the customer alone, so it stays the same
// however often and in whichever order they come by.
import { stableFraction } from '../../../kit/chance.ts'
import { NODES_ON_PAPER, type NodeOf } from '../../definition/node-schemas.ts'
import type { House } from '../../house.ts'
import type { Step, Visit } from '../../visit/step.ts'
import { nameOf } from '../../visit/template-context.ts'
import { eachDecides } from './flow.ts'
import { NO_WARNINGS, type NodeKind } from './node-kind.ts'

export const abSplitNode: NodeKind<'ab_split'> = {
  ...NODES_ON_PAPER.ab_split,
  visit: visitAbSplit,
  describe: (node, { visit, house }) => ({ variant: variantOf(node, visit, house.world.seed) }),
  preview: eachDecides(visitAbSplit),
  warnings: NO_WARNINGS,
}

function visitAbSplit(node: NodeOf<'ab_split'>, visit: Visit, { world }: House): Step {
  const variant = variantOf(node, visit, world.seed)
  visit.record('way-taken', { type: node.type, way: variant })
  return { kind: 'leave', exit: variant }
}

function variantOf(
  node: NodeOf<'ab_split'>,
  { scenario, customer }: Pick<Visit, 'scenario' | 'customer'>,
  seed: string,
): string {
  const at = stableFraction(seed, `${scenario.name}/${node.id}/${nameOf(customer)}`) * 100
  let sum = 0
  for (const { name, share } of node.variants) {
    sum += share
    if (at < sum) return name
  }
  // Rounding of the shares may leave a hair at the end.
  return node.variants.findLast(({ share }) => share > 0)?.name ?? ''
}
