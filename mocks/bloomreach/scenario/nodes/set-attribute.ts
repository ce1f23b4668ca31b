// Set attribute: writes customer attributes, each rendered for the customer.

import { NODES_ON_PAPER, type NodeOf } from '../../definition/node-schemas.ts'
import type { House } from '../../house.ts'
import { LEAVE, type Step, type Visit } from '../../visit/step.ts'
import { attempt, describeError } from '../../visit/template-context.ts'
import { allGoOn } from './flow.ts'
import { NO_WARNINGS, type NodeKind } from './node-kind.ts'
import { renderAttributes } from './rendered-attributes.ts'

export const setAttributeNode: NodeKind<'set_attribute'> = {
  ...NODES_ON_PAPER.set_attribute,
  visit: visitSetAttribute,
  describe: (node, place) => ({ attributes: renderAttributes(node.attributes, place) }),
  preview: allGoOn,
  warnings: NO_WARNINGS,
}

function visitSetAttribute(node: NodeOf<'set_attribute'>, visit: Visit, house: House): Step {
  const rendered = attempt(() => renderAttributes(node.attributes, { node, visit, house }))
  if (!rendered.ok) return { kind: 'failed', message: describeError(rendered.error) }
  house.customers.set(visit.customer, rendered.value)
  visit.record('attributes-set', { attributes: Object.keys(rendered.value).join(', ') })
  return LEAVE
}
