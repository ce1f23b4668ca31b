// Condition: matched leaves by the unnamed exit, not matched by "else". It is judged when the customer comes by, and
// [D] scenario-best-practices: not again after a later wait.

import { holds } from '../../customers/condition.ts'
import { DEFAULT_EXIT, ELSE_EXIT } from '../../definition/exits.ts'
import { NODES_ON_PAPER, type NodeOf } from '../../definition/node-schemas.ts'
import type { House } from '../../house.ts'
import type { Step, Visit } from '../../visit/step.ts'
import { attempt, describeError, type Place, renderText } from '../../visit/template-context.ts'
import { eachDecides } from './flow.ts'
import type { NodeKind, PreviewWarning } from './node-kind.ts'

export const conditionNode: NodeKind<'condition'> = {
  ...NODES_ON_PAPER.condition,
  visit: visitCondition,
  describe: (node, place) => ({ matched: isMet(node, place) }),
  preview: eachDecides(visitCondition),
  warnings: crowdWarnings,
}

type Condition = NodeOf<'condition'>

function visitCondition(node: Condition, visit: Visit, house: House): Step {
  const verdict = attempt(() => isMet(node, { node, visit, house }))
  if (!verdict.ok) return { kind: 'failed', message: describeError(verdict.error) }
  visit.record('way-taken', { type: node.type, way: verdict.value ? 'matched' : 'not matched' })
  return { kind: 'leave', exit: verdict.value ? DEFAULT_EXIT : ELSE_EXIT }
}

/** Throws the error of its template. */
function isMet(node: Condition, place: Place): boolean {
  const { customer, run } = place.visit
  const render = (template: string) => renderText(template, place)
  const trigger = run.event?.properties ?? run.params
  return holds(node.if, { customer, trigger, render }, place.house)
}

/** [D] saving-and-cloning-of-scenarios. */
function crowdWarnings({ id, if: condition }: Condition, customers: number): PreviewWarning[] {
  if (customers <= 100_000 || !hasJinjaInside(condition)) return []
  const message = `Too many customers are processed by condition node #${id} containing Jinja.`
  return [{ code: 'jinja-condition', node: id, message }]
}

const hasJinjaInside = ({ jinja, any = [], all = [], not }: Condition['if']): boolean =>
  jinja !== undefined || [...any, ...all, ...(not === undefined ? [] : [not])].some(hasJinjaInside)
