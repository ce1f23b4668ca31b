// A test run for one customer: every node rendered, nothing sent, secrets hidden. Conditions decide which way is theirs;
// nodes off that way are rendered all the same.

import { holds } from '../customers/condition.ts'
import type { Customer } from '../customers/customers.ts'
import { DEFAULT_EXIT, ELSE_EXIT, type Graph } from '../definition/graph.ts'
import { type ActionType, isAction, type NodeOf, type ScenarioNode } from '../definition/node-schemas.ts'
import { HIDDEN } from '../definition/secret-headers.ts'
import type { House } from '../house.ts'
import { renderMail } from '../mail/compose.ts'
import { languageOf } from '../mail/language.ts'
import { recipientOf } from '../mail/recipient.ts'
import { refusalOfRecipient } from '../mail/recipient-gate.ts'
import { dryVisit } from '../visit/dry-visit.ts'
import { type Refusal, refusalOf } from '../visit/gate.ts'
import type { WebhookAnswer } from '../visit/run.ts'
import { attempt, describeError, type Place, renderText } from '../visit/template-context.ts'
import { buildRequest, specOf } from '../webhook/request.ts'
import { variantOf } from './nodes/ab-split.ts'
import { renderAttributes } from './nodes/rendered-attributes.ts'
import { visitWait } from './nodes/wait.ts'
import type { Scenario } from './scenario.ts'

export interface TestRunInput {
  customer: Customer
  /** Properties of the event that would start the path. */
  event?: Readonly<Record<string, unknown>> | undefined
  params?: Readonly<Record<string, unknown>> | undefined
  /** What webhooks are taken to answer, by node id: later templates read it. */
  responses?: Readonly<Record<string, unknown>> | undefined
}

export interface TestedNode {
  id: number
  type: string
  /** Whether this customer would come by. */
  reached: boolean
  /** Why the gate would hold the customer back here. */
  suppressed?: string
  /** A template that fails. */
  error?: string
  [rendered: string]: unknown
}

export function testRunOf(scenario: Scenario, input: TestRunInput, house: House): TestedNode[] {
  const { graph } = scenario
  const webhooks: WebhookAnswer[] = []
  const places = new Map<number, Place>()
  for (const node of inWalkingOrder(graph)) {
    places.set(node.id, placeOf(node, scenario, input, webhooks, house))
    if (node.type !== 'webhook') continue
    const data = input.responses?.[String(node.id)]
    webhooks.push({ actionId: node.id, response: presetAndNode(node, house).response, data })
  }
  const reached = reachedNodes(graph, places)
  return [...places.values()].map(place => {
    const { node } = place
    const rendered = attempt(() => describe(node, place))
    const refusal = isAction(node) ? refusalIn(node, place) : undefined
    return {
      id: node.id,
      type: node.type,
      reached: reached.has(node.id),
      ...(refusal === undefined ? {} : { suppressed: refusal.message }),
      ...(rendered.ok ? rendered.value : { error: describeError(rendered.error) }),
    }
  })
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
  return { node, house, visit: dryVisit(scenario, customer, { ...started, params, webhooks: [...webhooks] }) }
}

/** Why the customer would get nothing here: consent or policy, else what is known of the address. */
function refusalIn(node: NodeOf<ActionType>, place: Place): Refusal | undefined {
  const { visit, house } = place
  const refusal = refusalOf(node, visit, house)
  if (refusal !== undefined || node.type !== 'email') return refusal
  const address = attempt(() => recipientOf(node, 'email', place))
  if (!address.ok || address.value === undefined) return undefined
  return refusalOfRecipient(node, { customer: visit.customer, recipient: address.value }, house)
}

/** Nodes from the triggers on, each after those that lead to it. */
function inWalkingOrder(graph: Graph): ScenarioNode[] {
  const seen = new Set<number>()
  const walk = graph.triggers.map(({ id }) => id)
  for (const id of walk) {
    if (seen.has(id)) continue
    seen.add(id)
    walk.push(...graph.successors(id))
  }
  return [...seen].flatMap(id => graph.node(id) ?? [])
}

/** A condition whose template fails lets nobody further. */
function reachedNodes(graph: Graph, places: ReadonlyMap<number, Place>): Set<number> {
  const reached = new Set<number>()
  const open = graph.triggers.map(({ id }) => id)
  for (let id = open.shift(); id !== undefined; id = open.shift()) {
    const place = places.get(id)
    if (place === undefined || reached.has(id)) continue
    reached.add(id)
    const exit = attempt(() => exitOf(place.node, place))
    if (exit.ok) open.push(...graph.next(id, exit.value))
  }
  return reached
}

/** Throws a condition's template error. */
function exitOf(node: ScenarioNode, place: Place): string {
  const { visit, house } = place
  if (node.type === 'ab_split') return variantOf(node, visit, house.world.seed)
  if (node.type !== 'condition') return DEFAULT_EXIT
  const subject = {
    customer: visit.customer,
    trigger: visit.run.event?.properties ?? visit.run.params,
    render: (template: string) => renderText(template, place),
  }
  return holds(node.if, subject, house) ? DEFAULT_EXIT : ELSE_EXIT
}

function describe(node: ScenarioNode, place: Place): Record<string, unknown> {
  const text = (template: string) => renderText(template, place)
  switch (node.type) {
    case 'webhook':
      return describeWebhook(node, place)
    case 'email': {
      const { subject, html, text: plain, headers, language } = renderMail(node, place)
      return { to: recipientOf(node, 'email', place) ?? null, subject, html, text: plain, headers, language }
    }
    case 'sms': {
      const variant = node.languages?.[languageOf(node, place)] ?? node
      return { to: recipientOf(node, 'phone', place) ?? null, text: text(variant.text) }
    }
    case 'push': {
      const variant = node.languages?.[languageOf(node, place)] ?? node
      return { title: text(variant.title), text: text(variant.text) }
    }
    case 'wait': {
      const step = visitWait(node, place.visit, place.house)
      if (step.kind === 'failed') return { error: step.message }
      return step.kind === 'leave'
        ? { waits: false }
        : { waits: true, ...('until' in step ? { until: step.until } : {}) }
    }
    case 'set_attribute':
      return { attributes: renderAttributes(node.attributes, place) }
    case 'add_event':
      return { event: node.event, attributes: renderAttributes(node.attributes, place) }
    case 'condition':
      return { matched: exitOf(node, place) === DEFAULT_EXIT }
    case 'ab_split':
      return { variant: exitOf(node, place) }
    default:
      return {}
  }
}

const presetAndNode = (node: NodeOf<'webhook'>, { integrations }: House) =>
  specOf(node, node.preset === undefined ? undefined : integrations.preset(node.preset))

function describeWebhook(node: NodeOf<'webhook'>, place: Place): Record<string, unknown> {
  const spec = presetAndNode(node, place.house)
  const batch = node.batch === undefined ? undefined : renderText(node.batch.customer, place)
  const body =
    node.batch === undefined || batch === undefined
      ? undefined
      : renderText(node.batch.root, { ...place, customers: [batch] })
  const built = buildRequest(spec, place, body)
  if (!built.ok) return { error: built.message }
  const { method, url, headers, body: payload, withheld, secrets } = built.request
  return {
    method,
    url,
    headers: headers.map(([name, value]) => ({
      name,
      value: secrets.has(name.toLowerCase()) ? HIDDEN : value,
    })),
    ...(payload === undefined ? {} : { body: payload }),
    ...withheld,
  }
}
