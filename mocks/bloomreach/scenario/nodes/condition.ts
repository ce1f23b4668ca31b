// Condition: matched leaves by the unnamed exit, not matched by "else". It is judged when the customer comes by, and
// [D] scenario-best-practices: not again after a later wait.

import { holds } from '../../customers/condition.ts'
import { DEFAULT_EXIT, ELSE_EXIT } from '../../definition/graph.ts'
import type { NodeOf } from '../../definition/node-schemas.ts'
import type { House } from '../../house.ts'
import type { Step, Visit } from '../../visit/step.ts'
import { attempt, describeError, renderText } from '../../visit/template-context.ts'

export function visitCondition(node: NodeOf<'condition'>, visit: Visit, house: House): Step {
  const { customer, run } = visit
  const render = (template: string) => renderText(template, { node, visit, house })
  const subject = { customer, trigger: run.event?.properties ?? run.params, render }
  const verdict = attempt(() => holds(node.if, subject, house))
  if (!verdict.ok) return { kind: 'failed', message: describeError(verdict.error) }
  visit.record('way-taken', { type: node.type, way: verdict.value ? 'matched' : 'not matched' })
  return { kind: 'leave', exit: verdict.value ? DEFAULT_EXIT : ELSE_EXIT }
}
