// Set attribute: writes customer attributes, each rendered for the customer.
import type { House } from '../../house.ts'
import { attempt, describeError } from '../../template-context.ts'
import type { NodeOf } from '../node-schemas.ts'
import { LEAVE, type Step, type Visit } from '../step.ts'
import { renderAttributes } from './rendered-attributes.ts'

export function visitSetAttribute(node: NodeOf<'set_attribute'>, visit: Visit, house: House): Step {
  const rendered = attempt(() => renderAttributes(node.attributes, { node, visit, house }))
  if (!rendered.ok) return { kind: 'failed', message: describeError(rendered.error) }
  house.customers.set(visit.customer, rendered.value)
  visit.record('attributes-set', { attributes: Object.keys(rendered.value).join(', ') })
  return LEAVE
}
