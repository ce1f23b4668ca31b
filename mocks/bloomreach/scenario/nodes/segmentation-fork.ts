// Segmentation fork: a customer goes the way of their segment now, and the last one where it is none of those named.
import { ELSE_EXIT } from '../../definition/exits.ts'
import { NODES_ON_PAPER, type NodeOf } from '../../definition/node-schemas.ts'
import type { House } from '../../house.ts'
import type { Step, Visit } from '../../visit/step.ts'
import { eachDecides } from './flow.ts'
import { NO_WARNINGS, type NodeKind } from './node-kind.ts'

type Fork = NodeOf<'segmentation_fork'>

export const segmentationForkNode: NodeKind<'segmentation_fork'> = {
  ...NODES_ON_PAPER.segmentation_fork,
  visit: visitFork,
  describe: (node, { visit, house }) => ({ way: wayOf(node, visit, house) }),
  preview: eachDecides(visitFork),
  warnings: NO_WARNINGS,
}

function visitFork(node: Fork, visit: Visit, house: House): Step {
  const way = wayOf(node, visit, house)
  visit.record('way-taken', { type: node.type, way })
  return { kind: 'leave', exit: way }
}

function wayOf({ segmentation, segments }: Fork, { customer }: Visit, { segmentations }: House): string {
  const segment = segmentations.segmentOf(customer.id, segmentation)
  return segments.find(name => name === segment) ?? ELSE_EXIT
}
