// Limit: lets so many customers through since the start, or in each window of time; the others leave by "else".
// Guess: no public page describes the node.
import { durationToMs } from '../../../kit/time/duration.ts'
import { DEFAULT_EXIT, ELSE_EXIT } from '../../definition/exits.ts'
import { NODES_ON_PAPER, type NodeOf } from '../../definition/node-schemas.ts'
import type { House } from '../../house.ts'
import type { Step, Visit } from '../../visit/step.ts'
import { eachDecides } from './flow.ts'
import { NO_WARNINGS, NOTHING_TO_SHOW, type NodeKind } from './node-kind.ts'

export const limitNode: NodeKind<'limit'> = {
  ...NODES_ON_PAPER.limit,
  visit: visitLimit,
  describe: NOTHING_TO_SHOW,
  preview: eachDecides(visitLimit),
  warnings: NO_WARNINGS,
}

function visitLimit(node: NodeOf<'limit'>, { tally }: Visit, { world }: House): Step {
  const window =
    node.per === undefined ? 0 : Math.floor(world.clock.now() / Math.max(1, durationToMs(node.per)))
  const key = String(window)
  if (tally.get(key) >= node.customers) return { kind: 'leave', exit: ELSE_EXIT }
  tally.add(key)
  return { kind: 'leave', exit: DEFAULT_EXIT }
}
