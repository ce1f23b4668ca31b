// The Test tab: how many customers would flow through each node, without running an action, and the vendor's warnings.
// [D] testing-scenarios: each trigger counts customers separately and each action multiplies: 4 customers, 2 triggers
// and 2 actions are 16 affected customers.

import { holds } from '../customers/condition.ts'
import type { Customer } from '../customers/customers.ts'
import type { Condition } from '../customers/filter-schemas.ts'
import { matchesAll } from '../customers/property-filter.ts'
import { DEFAULT_EXIT, ELSE_EXIT, type Graph } from '../definition/graph.ts'
import {
  isAction,
  isTrigger,
  type NodeOf,
  type ScenarioNode,
  type TriggerType,
} from '../definition/node-schemas.ts'
import { sizeAdvice } from '../definition/size-advice.ts'
import type { House } from '../house.ts'
import { hasJinja } from '../jinja/index.ts'
import { refusalByHygiene } from '../mail/recipient-gate.ts'
import { dryVisit } from '../visit/dry-visit.ts'
import { attempt, renderText } from '../visit/template-context.ts'
import { variantOf } from './nodes/ab-split.ts'
import type { Scenario } from './scenario.ts'

export interface PreviewedNode {
  id: number
  type: string
  name?: string
  customers: number
}

export interface Preview {
  affected: number
  nodes: PreviewedNode[]
  warnings: { code: string; node?: number; message: string }[]
}

/** How often each customer comes by: once for each way that leads there. */
type Flow = Map<Customer, number>

export function previewOf(scenario: Scenario, population: readonly Customer[], house: House): Preview {
  const { graph } = scenario
  const inflow = new Map<number, Flow>()
  for (const id of inOrder(graph)) {
    const node = graph.node(id)
    if (node === undefined) continue
    const flow = isTrigger(node)
      ? entering(node, population, house)
      : counted(node, inflow.get(id) ?? new Map(), house)
    inflow.set(id, flow)
    for (const [exit, part] of partsOf(node, flow, scenario, house)) {
      for (const next of graph.next(id, exit)) merge(inflow, next, part)
    }
  }
  const nodes = graph.definition.nodes.map(node => ({
    id: node.id,
    type: node.type,
    ...(node.name === undefined ? {} : { name: node.name }),
    customers: sumOf(inflow.get(node.id)),
  }))
  const actions = new Set(graph.definition.nodes.filter(isAction).map(({ id }) => id))
  const affected = nodes.reduce((sum, { id, customers }) => sum + (actions.has(id) ? customers : 0), 0)
  return { affected, nodes, warnings: warningsOf(graph, nodes) }
}

/** Every node after those that lead to it; a way back to an earlier node is not followed again. */
function inOrder(graph: Graph): number[] {
  const order: number[] = []
  const seen = new Set<number>()
  const visit = (id: number): void => {
    if (seen.has(id)) return
    seen.add(id)
    for (const next of graph.successors(id)) visit(next)
    order.push(id)
  }
  for (const { id } of graph.triggers) visit(id)
  return order.reverse()
}

/** Guess, for events: those customers who already had such an event; nobody for an API trigger. */
function entering(node: NodeOf<TriggerType>, population: readonly Customer[], { events }: House): Flow {
  if (node.type === 'api_trigger') return new Map()
  const entrants =
    node.type === 'on_event'
      ? population.filter(({ id }) =>
          events.of(id, node.event).some(({ properties }) => matchesAll(properties, node.filter)),
        )
      : population
  return new Map(entrants.map(customer => [customer, 1]))
}

/** [D] email-list-hygiene-filter: whom the filter excludes is not counted at the email node. */
function counted(node: ScenarioNode, flow: Flow, house: House): Flow {
  if (node.type !== 'email' || house.listHygiene.setting === 'off') return flow
  return new Map([...flow].filter(([customer]) => refusalByHygiene(node, customer, house) === undefined))
}

function partsOf(node: ScenarioNode, flow: Flow, scenario: Scenario, house: House): [string, Flow][] {
  if (node.type === 'limit') return limited(flow, node.customers)
  if (node.type !== 'condition' && node.type !== 'ab_split') return [[DEFAULT_EXIT, flow]]
  const parts = new Map<string, Flow>()
  for (const [customer, times] of flow) {
    const exit = exitFor(node, customer, scenario, house)
    if (exit === undefined) continue
    const part = parts.get(exit) ?? new Map()
    parts.set(exit, part.set(customer, times))
  }
  return [...parts]
}

/** Undefined: the condition's template fails, so the customer goes no further. */
function exitFor(
  node: NodeOf<'condition' | 'ab_split'>,
  customer: Customer,
  scenario: Scenario,
  house: House,
): string | undefined {
  if (node.type === 'ab_split') return variantOf(node, { scenario, customer }, house.world.seed)
  const render = (template: string) =>
    renderText(template, { node, visit: dryVisit(scenario, customer), house })
  const verdict = attempt(() => holds(node.if, { customer, render }, house))
  if (!verdict.ok) return undefined
  return verdict.value ? DEFAULT_EXIT : ELSE_EXIT
}

function limited(flow: Flow, customers: number): [string, Flow][] {
  const all = [...flow]
  return [
    [DEFAULT_EXIT, new Map(all.slice(0, customers))],
    [ELSE_EXIT, new Map(all.slice(customers))],
  ]
}

function merge(inflow: Map<number, Flow>, node: number, part: Flow): void {
  const known = inflow.get(node)
  if (known === undefined) {
    inflow.set(node, part)
    return
  }
  // The flow may be shared with the node before, so it is not added to in place.
  const sum = new Map(known)
  for (const [customer, times] of part) sum.set(customer, (sum.get(customer) ?? 0) + times)
  inflow.set(node, sum)
}

const sumOf = (flow: Flow | undefined): number => {
  let sum = 0
  for (const times of flow?.values() ?? []) sum += times
  return sum
}

/** [D] saving-and-cloning-of-scenarios: three warnings, which never block; the advised size is said with them. */
function warningsOf(graph: Graph, nodes: readonly PreviewedNode[]): Preview['warnings'] {
  const warnings: Preview['warnings'] = sizeAdvice(graph.definition).map(({ code, message }) => ({
    code,
    message,
  }))
  let attributes = 0
  for (const { id, customers } of nodes) {
    const node = graph.node(id)
    if (node?.type === 'condition' && customers > 100_000 && hasJinjaInside(node.if)) {
      const message = `Too many customers are processed by condition node #${id} containing Jinja.`
      warnings.push({ code: 'jinja-condition', node: id, message })
    }
    if (node?.type === 'wait' && customers > 200_000 && hasJinja(node.period ?? node.until ?? '')) {
      const message = `Dynamic wait node #${id} is processing too many customers.`
      warnings.push({ code: 'dynamic-wait', node: id, message })
    }
    if (node?.type === 'set_attribute') attributes += customers * Object.keys(node.attributes).length
  }
  if (attributes > 1_000_000) {
    const message = 'Set attribute actions count exceeds the recommended limit.'
    warnings.push({ code: 'set-attribute', message })
  }
  return warnings
}

const hasJinjaInside = ({ jinja, any = [], all = [], not }: Condition): boolean =>
  jinja !== undefined || [...any, ...all, ...(not === undefined ? [] : [not])].some(hasJinjaInside)
