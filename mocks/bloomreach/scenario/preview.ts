// The Test tab: how many customers would flow through each node, without running an action, and the vendor's warnings.
// [D] testing-scenarios: each trigger counts customers separately and each action multiplies: 4 customers, 2 triggers
// and 2 actions are 16 affected customers.

import { atOnce, inBreaths } from '../../kit/time/breath.ts'
import type { Customer } from '../customers/customers.ts'
import type { Graph } from '../definition/graph.ts'
import { isAction, isTrigger, type ScenarioNode } from '../definition/node-schemas.ts'
import type { House } from '../house.ts'
import { dryVisit } from '../visit/dry-visit.ts'
import { tallyOf } from '../visit/tally.ts'
import { allGoOn, type Flow, type Previewed, type Scene } from './nodes/flow.ts'
import { kindOf } from './nodes/index.ts'

import type { PreviewWarning } from './nodes/node-kind.ts'
import { warningsOf } from './preview-warnings.ts'

import type { Scenario } from './scenario.ts'

export interface PreviewedNode {
  id: number
  type: string
  name?: string
  customers: number
}

export interface PreviewedConnection {
  from: number
  to: number
  exit?: string
  customers: number
}

export interface Preview {
  affected: number
  nodes: PreviewedNode[]
  connections: PreviewedConnection[]
  warnings: PreviewWarning[]
}

export const previewOf = (...asked: Parameters<typeof previewed>): Preview => atOnce(previewed(...asked))

/** The same, while the process serves everything else. */
export const previewInBreaths = (...asked: Parameters<typeof previewed>): Promise<Preview> =>
  inBreaths(previewed(...asked))

function* previewed(
  scenario: Scenario,
  population: readonly Customer[],
  house: House,
): Generator<void, Preview> {
  const { graph } = scenario
  const { customersAt, leaving } = yield* countedIn(scenario, population, house)
  const nodes = graph.definition.nodes.map(({ id, type, name }) => ({
    id,
    type,
    ...(name === undefined ? {} : { name }),
    customers: customersAt.get(id) ?? 0,
  }))
  const affected = graph.definition.nodes
    .filter(isAction)
    .reduce((sum, { id }) => sum + (customersAt.get(id) ?? 0), 0)
  return { affected, nodes, connections: counted(graph, leaving), warnings: warningsOf(graph, customersAt) }
}

/** By node and exit. */
type Leaving = ReadonlyMap<number, ReadonlyMap<string, number>>

const counted = ({ definition, exitOf }: Graph, leaving: Leaving): PreviewedConnection[] =>
  definition.connections.map(connection => {
    const [from, to, exit] = connection
    const customers = leaving.get(from)?.get(exitOf(connection)) ?? 0
    return { from, to, ...(exit === undefined ? {} : { exit }), customers }
  })

/** How many customers each node counts, and how many leave it by each exit. */
function* countedIn(
  scenario: Scenario,
  population: readonly Customer[],
  house: House,
): Generator<void, { customersAt: ReadonlyMap<number, number>; leaving: Leaving }> {
  const { graph } = scenario
  const everyone: Flow = new Map(population.map(customer => [customer, 1]))
  const arriving = new Map<number, Flow>()
  const customersAt = new Map<number, number>()
  const leaving = new Map<number, Map<string, number>>()
  for (const id of inOrder(graph)) {
    const node = graph.node(id)
    if (node === undefined) continue
    const flow = isTrigger(node) ? everyone : (arriving.get(id) ?? new Map())
    const { counted, parts } = yield* inPortions(node, flow, sceneOf(scenario, house))
    customersAt.set(id, sumOf(counted))
    leaving.set(id, new Map(parts.map(([exit, part]) => [exit, sumOf(part)])))
    for (const [exit, part] of parts) {
      for (const next of graph.next(id, exit)) merge(arriving, next, part)
    }
  }
  return { customersAt, leaving }
}

const PORTION = 500

/** Each customer is let through alone, so that a few at a time are as good as all. */
function* inPortions(node: ScenarioNode, flow: Flow, scene: Scene): Generator<void, Previewed> {
  const { preview } = kindOf(node)
  if (preview === allGoOn || flow.size <= PORTION) return preview(node, flow, scene)
  const counted = new Map<Customer, number>()
  const parts = new Map<string, Map<Customer, number>>()
  for (const portion of portionsOf(flow)) {
    const some = preview(node, portion, scene)
    for (const [customer, times] of some.counted) counted.set(customer, times)
    for (const [exit, part] of some.parts) {
      const whole = parts.get(exit) ?? new Map()
      for (const [customer, times] of part) whole.set(customer, times)
      parts.set(exit, whole)
    }
    yield
  }
  return { counted, parts: [...parts] }
}

function* portionsOf(flow: Flow): Generator<Flow> {
  let portion = new Map<Customer, number>()
  for (const [customer, times] of flow) {
    portion.set(customer, times)
    if (portion.size < PORTION) continue
    yield portion
    portion = new Map()
  }
  if (portion.size > 0) yield portion
}

/** Of one node: what it counts in the preview starts from nothing. */
function sceneOf(scenario: Scenario, house: House): Scene {
  const tally = tallyOf()
  return { house, visitOf: customer => dryVisit(scenario, customer, { tally }) }
}

/** Every node after those that lead to it; a way back to an earlier node is not followed again. */
function inOrder(graph: Graph): number[] {
  const order: number[] = []
  const seen = new Set<number>()
  // Not by a function that calls itself: a stack has an end.
  const open: { id: number; next: Iterator<number> }[] = []
  const enter = (id: number): void => {
    if (seen.has(id)) return
    seen.add(id)
    open.push({ id, next: graph.successors(id).values() })
  }
  for (const { id } of graph.triggers) {
    enter(id)
    for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
      const { done, value } = top.next.next()
      if (done !== true) enter(value)
      else {
        order.push(top.id)
        open.pop()
      }
    }
  }
  return order.reverse()
}

function merge(arriving: Map<number, Flow>, node: number, part: Flow): void {
  const known = arriving.get(node)
  if (known === undefined) {
    arriving.set(node, part)
    return
  }
  // The flow may be shared with the node before, so it is not added to in place.
  const sum = new Map(known)
  for (const [customer, times] of part) sum.set(customer, (sum.get(customer) ?? 0) + times)
  arriving.set(node, sum)
}

function sumOf(flow: Flow): number {
  let sum = 0
  for (const times of flow.values()) sum += times
  return sum
}
