// A test run for one customer: every node rendered, nothing sent, secrets hidden. Conditions decide which way is theirs;
// nodes off that way are rendered all the same.

import { once } from '../../kit/once.ts'
import { atOnce, inBreaths } from '../../kit/time/breath.ts'
import type { Customer } from '../customers/customers.ts'
import { DEFAULT_EXIT } from '../definition/exits.ts'
import type { Graph } from '../definition/graph.ts'
import { isAction, onPaper, type ScenarioNode } from '../definition/node-schemas.ts'
import type { House } from '../house.ts'
import { dryVisit } from '../visit/dry-visit.ts'
import type { WebhookAnswer } from '../visit/run.ts'
import { attempt, describeError, type Place } from '../visit/template-context.ts'
import { allGoOn } from './nodes/flow.ts'
import { actionKindOf, kindOf } from './nodes/index.ts'
import type { Scenario } from './scenario.ts'

export interface TestRunInput {
  customer: Customer
  /** Properties of the event that would start the path. */
  event?: Readonly<Record<string, unknown>> | undefined
  params?: Readonly<Record<string, unknown>> | undefined
  /** What webhooks are taken to answer, by node id: later templates read it. */
  responses?: Readonly<Record<string, unknown>> | undefined
  /** The nodes that are rendered; of the others it is told who comes by. */
  only?: ((node: ScenarioNode) => boolean) | undefined
}

export interface TestedNode {
  id: number
  type: string
  /** Whether this customer would come by. */
  reached: boolean
  /** By which exits, where the customer would come by. */
  leavesBy?: string[]
  /** Why the gate would hold the customer back here. */
  suppressed?: string
  /** A template that fails. */
  error?: string
  [rendered: string]: unknown
}

export const testRunOf = (...asked: Parameters<typeof tested>): TestedNode[] => atOnce(tested(...asked))

/** The same, while the process serves everything else. */
export const testRunInBreaths = (...asked: Parameters<typeof tested>): Promise<TestedNode[]> =>
  inBreaths(tested(...asked))

function* tested(scenario: Scenario, input: TestRunInput, house: House): Generator<void, TestedNode[]> {
  const { graph } = scenario
  const webhooks: WebhookAnswer[] = []
  const places = new Map<number, () => Place>()
  for (const node of inWalkingOrder(graph)) {
    const before = webhooks.length
    places.set(
      node.id,
      once(() => placeOf(node, scenario, input, webhooks.slice(0, before), house)),
    )
    if (!isAction(node)) continue
    webhooks.push(...actionKindOf(node).answers(node, input.responses?.[String(node.id)], house))
  }
  const reached = reachedNodes(graph, places)
  const { only = () => true } = input
  const nodes: TestedNode[] = []
  for (const [id, place] of places) {
    yield
    const node = graph.node(id)
    if (node === undefined) continue
    const exits = reached.get(id)
    const way = { id, type: node.type, reached: exits !== undefined, ...(exits && { leavesBy: exits }) }
    nodes.push(only(node) ? { ...way, ...rendered(node, place()) } : way)
  }
  return nodes
}

function rendered(node: ScenarioNode, place: Place): Record<string, unknown> {
  const described = attempt(() => kindOf(node).describe(node, place))
  const refusal = isAction(node) ? actionKindOf(node).refusal(node, place) : undefined
  return {
    ...(refusal === undefined ? {} : { suppressed: refusal.message }),
    ...(described.ok ? described.value : { error: describeError(described.error) }),
  }
}

function placeOf(
  node: ScenarioNode,
  scenario: Scenario,
  { customer, event, params }: TestRunInput,
  webhooks: readonly WebhookAnswer[],
  house: House,
): Place {
  const started =
    event === undefined
      ? {}
      : { event: { type: 'test', timestamp: house.world.clock.now() / 1_000, properties: event } }
  const run = { ...started, params, webhooks }
  return { node, house, visit: dryVisit(scenario, customer, { run }) }
}

/** Nodes from the triggers on, each after those that lead to it; then those to which no trigger leads. */
function inWalkingOrder(graph: Graph): ScenarioNode[] {
  const seen = new Set<number>()
  for (const starts of [graph.triggers, graph.definition.nodes]) {
    const walk = starts.map(({ id }) => id)
    for (const id of walk) {
      if (seen.has(id)) continue
      seen.add(id)
      walk.push(...graph.successors(id))
    }
  }
  return [...seen].flatMap(id => graph.node(id) ?? [])
}

/** A condition whose template fails lets nobody further. */
function reachedNodes(graph: Graph, places: ReadonlyMap<number, () => Place>): Map<number, string[]> {
  const reached = new Map<number, string[]>()
  const open = graph.triggers.map(({ id }) => id)
  for (let id = open.shift(); id !== undefined; id = open.shift()) {
    const place = places.get(id)
    const node = graph.node(id)
    if (place === undefined || node === undefined || reached.has(id)) continue
    const decides = onPaper(node).role === 'operator' && kindOf(node).preview !== allGoOn
    const exits = decides ? exitsTaken(place()) : [DEFAULT_EXIT]
    reached.set(id, exits)
    for (const exit of exits) open.push(...graph.next(id, exit))
  }
  return reached
}

/** The test takes every trigger and every action as passed; operators that decide do so as in the preview. */
function exitsTaken({ node, visit, house }: Place): string[] {
  const alone = new Map([[visit.customer, 1]])
  return kindOf(node)
    .preview(node, alone, { house, visitOf: () => visit })
    .parts.map(([exit]) => exit)
}
