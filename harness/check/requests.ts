// Whether the world lets the scenario's requests through. Each customer's request is rendered as a test run renders it and
// handed to the world's own Talon.One, which is thrown away afterwards: so the findings are what a run would meet.

import { isDeepStrictEqual } from 'node:util'
import type { ScenarioDefinition } from '../../mocks/bloomreach/definition/definition.ts'
import { isTrigger, onPaper, triggerOnPaper } from '../../mocks/bloomreach/definition/node-schemas.ts'
import type { Bloomreach } from '../../mocks/bloomreach/index.ts'
import type { TestedNode } from '../../mocks/bloomreach/scenario/test-run.ts'
import { headerText } from '../../mocks/kit/record-requests.ts'
import type { TalonOne } from '../../mocks/talon-one/index.ts'
import { isHostOf } from '../../mocks/vendor-hosts.ts'
import { type Asked, ask } from './asked.ts'
import type { Code } from './codes.ts'
import type { ScenarioFinding } from './finding.ts'
import { type Problem, problemOf } from './refusal.ts'
import { Tally } from './tally.ts'
import { type Sent, urlOf, type WebhookNode } from './webhook-nodes.ts'

/** Enough to see what some customers lack; a population of a million is not walked. */
const MOST_CUSTOMERS = 1_000

export interface Houses {
  bloomreach: Bloomreach
  talonOne: TalonOne
}

export async function requestFindings(
  definition: ScenarioDefinition,
  webhooks: readonly WebhookNode[],
  houses: Houses,
): Promise<ScenarioFinding[]> {
  const tally = new Tally(definition)
  const { id } = houses.bloomreach.scenarios.create(behindItsFilter(definition))
  const asked = new Set<number>()
  const ofWebhooks = new Set(webhooks.map(node => node.id))
  let customers = 0
  for (const { ids } of houses.bloomreach.customers.all()) {
    const customer = Object.values(ids).flat()[0]
    if (customer === undefined) continue
    if (++customers > MOST_CUSTOMERS) break
    const who = { customer: String(customer), scenario: id, webhooks: ofWebhooks }
    for (const node of await askFor(who, houses, tally)) asked.add(node)
  }
  for (const node of webhooks) {
    if (!asked.has(node.id)) await askWithoutCustomer(node, houses.talonOne, tally)
  }
  houses.bloomreach.scenarios.delete(id)
  return tally
    .findings()
    .filter(finding => !mayHaveBegun(finding, definition) && !mayBeSetBefore(finding, definition))
}

/** A campaign that begins after `startsAt` may run by the time that a customer comes to the webhook. */
function mayHaveBegun({ code, facts }: ScenarioFinding, { nodes }: ScenarioDefinition): boolean {
  const isScheduled = code === 'campaign-not-running' && facts?.state === 'scheduled'
  return (
    isScheduled &&
    nodes.some(node => (isTrigger(node) ? !triggerOnPaper(node).firesAtStart : onPaper(node).waits))
  )
}

const SETTABLE: ReadonlySet<string> = new Set<Code>([
  'empty-parameter',
  'missing-profile',
  'missing-recipient',
])

/** A test run sets no attributes, so what reads one that the scenario sets is not judged. */
function mayBeSetBefore({ code, node: id }: ScenarioFinding, { nodes }: ScenarioDefinition): boolean {
  if (!SETTABLE.has(code)) return false
  const node = nodes.find(candidate => candidate.id === id)
  const reads = code === 'missing-recipient' ? 'email' : JSON.stringify(node ?? {})
  return nodes.some(other =>
    onPaper(other)
      .size(other)
      .attributes?.some(name => (code === 'missing-recipient' ? name === reads : reads.includes(name))),
  )
}

/** The customer filter as a condition behind each trigger, so that a test run says who comes by. */
function behindItsFilter({ customerFilter, ...definition }: ScenarioDefinition): ScenarioDefinition {
  if (customerFilter === undefined) return definition
  const isFree = (id: number) => definition.nodes.every(node => node.id !== id)
  const gate = Array.from({ length: 9_999 }, (_, index) => 9_999 - index).find(isFree)
  if (gate === undefined) return definition
  const triggers = new Set(
    definition.nodes.map(({ id }) => id).filter(id => definition.connections.every(([, to]) => to !== id)),
  )
  const after = definition.connections.filter(([from]) => triggers.has(from))
  return {
    ...definition,
    nodes: [...definition.nodes, { id: gate, type: 'condition', if: customerFilter }],
    connections: [
      ...definition.connections.filter(([from]) => !triggers.has(from)),
      ...[...new Set(after.map(([from]) => from))].map((from): [number, number] => [from, gate]),
      ...[...new Set(after.map(([, to]) => to))].map((to): [number, number] => [gate, to]),
    ],
  }
}

/** Answers the webhooks that were asked. */
async function askFor(
  { customer, scenario, webhooks }: { customer: string; scenario: string; webhooks: ReadonlySet<number> },
  { bloomreach, talonOne }: Houses,
  tally: Tally,
): Promise<number[]> {
  const responses: Record<string, unknown> = {}
  const run = () => bloomreach.scenarios.testRun(scenario, { customer, responses })
  const comesBy = ({ reached, suppressed }: TestedNode) => reached && suppressed === undefined
  const calling: number[] = []
  let tested = run()
  for (const { id } of tested) {
    if (!webhooks.has(id)) continue
    const node = tested.find(one => one.id === id)
    if (node === undefined || !comesBy(node) || node.error !== undefined) continue
    const request = requestOf(node)
    if (request === undefined) continue
    calling.push(id)
    const asked = await ask(talonOne, request)
    responses[String(id)] = await note(asked, { node: id, customer, tally })
    // Later requests may read what earlier ones answered, so they are rendered anew.
    tested = run()
  }
  for (const node of tested) {
    if ('html' in node && comesBy(node)) {
      tally.pass(node.id, 'missing-recipient')
      if (node.to === null)
        tally.add(node.id, customer, { code: 'missing-recipient', why: 'the attribute "email" is not set' })
    }
  }
  return calling
}

function requestOf(node: TestedNode): Request | undefined {
  const { method, url, headers, body } = node as TestedNode & {
    method: string
    url: string
    headers: { name: string; value: string }[]
    body?: string
  }
  const target = urlOf(url)
  if (target === undefined || !isHostOf('talonOne', target.hostname)) return undefined
  const safe = new Headers()
  for (const { name, value } of headers) safe.set(name, headerText(value))
  return new Request(target, { method, headers: safe, ...(body === undefined ? {} : { body }) })
}

/** Nobody comes by yet: customers may be imported later. What depends on a customer is left out. */
async function askWithoutCustomer(node: WebhookNode, talonOne: TalonOne, tally: Tally): Promise<void> {
  if (!node.isTalonOne || node.trusted) return
  const problem = await problemWith(node, node, talonOne)
  if (problem === undefined || (problem.about !== 'key' && problem.about !== 'campaign')) return
  const other = await problemWith(node, node.other, talonOne)
  if (problem.code === other?.code && isDeepStrictEqual(problem.facts, other.facts))
    tally.add(node.id, undefined, problem)
}

async function problemWith(
  { spec }: WebhookNode,
  { url, headers, body }: Sent,
  talonOne: TalonOne,
): Promise<Problem | undefined> {
  if (spec === undefined || url === undefined) return undefined
  const request = new Request(url, { method: spec.method, headers, ...(body === undefined ? {} : { body }) })
  return problemOf(await ask(talonOne, request))
}

async function note(
  asked: Asked,
  { node, customer, tally }: { node: number; customer: string; tally: Tally },
): Promise<unknown> {
  const { answer } = asked
  const problem = problemOf(asked)
  tally.pass(node, 'request')
  if (problem !== undefined) tally.add(node, customer, problem)
  return answer.ok ? answer.json().catch(() => undefined) : undefined
}
