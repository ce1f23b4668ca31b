// Not imported: nobody knows what the vendor's node does, so nobody goes on from here.
import { NODES_ON_PAPER, type NodeOf } from '../../definition/node-schemas.ts'
import type { Step } from '../../visit/step.ts'
import { NO_WARNINGS, NOTHING_TO_SHOW, type NodeKind } from './node-kind.ts'

export const notImportedNode: NodeKind<'not_imported'> = {
  ...NODES_ON_PAPER.not_imported,
  visit: visitNotImported,
  describe: NOTHING_TO_SHOW,
  preview: (_, arriving) => ({ counted: arriving, parts: [] }),
  warnings: NO_WARNINGS,
}

function visitNotImported({ vendorType, reason }: NodeOf<'not_imported'>): Step {
  const message = `Cannot go on: the node of the type ${JSON.stringify(vendorType)} was not imported: ${reason}. Put a node of the sandbox in its place.`
  return { kind: 'failed', message }
}
