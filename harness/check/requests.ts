// Whether the world lets the scenario's requests through. Each customer's request is rendered as a test run renders it and
// handed to the world's own Talon.One, which is thrown away afterwards: so the findings are what a run would meet.

import { isDeepStrictEqual } from 'node:util'
import type { ScenarioDefinition } from '../../mocks/bloomreach/definition/definition.ts'
import { isTrigger, onPaper, triggerOnPaper } from '../../mocks/bloomreach/definition/node-schemas.ts'
import type { Bloomreach } from '../../mocks/bloomreach/index.ts'
import type { TestedNode } from '../../mocks/bloomreach/scenario/test-run.ts'
import { jsonOrUndefined } from '../../mocks/kit/json/json-reading.ts'
import { headerText } from '../../mocks/kit/record-requests.ts'
import type { TalonOne } from '../../mocks/talon-one/index.ts'
import { isHostOf } from '../../mocks/vendor-hosts.ts'
import { type Asked, ask, isAccepted, type Question } from './asked.ts'
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
  const testRun = houses.bloomreach.scenarios.testRunsOf(behindItsFilter(definition))
  const asked = new Set<number>()
  const ofWebhooks = new Set(webhooks.map(node => node.id))
  let customers = 0
  for (const { ids } of houses.bloomreach.customers.all()) {
    const customer = Object.values(ids).flat()[0]
    if (customer === undefined) continue
    if (++customers > MOST_CUSTOMERS) break
    const who = { customer: String(customer), testRun, webhooks: ofWebhooks }
    for (const node of await askFor(who, houses.talonOne, tally)) asked.add(node)
  }
  for (const node of webhooks) {
    if (!asked.has(node.id)) await askWithoutCustomer(node, houses.talonOne, tally)
  }
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

interface Asking {
  customer: string
  testRun: ReturnType<Bloomreach['scenarios']['testRunsOf']>
  webhooks: ReadonlySet<number>
}

/** Answers the webhooks that were asked. */
async function askFor(
  { customer, testRun, webhooks }: Asking,
  talonOne: TalonOne,
  tally: Tally,
): Promise<number[]> {
  const responses: Record<string, unknown> = {}
  // Later requests may read what earlier ones answered, so each is rendered once those are known.
  const tested = (only: (node: { type: string; id: number }) => boolean) =>
    testRun({ customer, responses, only })
  const inOrder = tested(() => false).filter(({ id }) => webhooks.has(id))
  const comesBy = ({ reached, suppressed }: TestedNode) => reached && suppressed === undefined
  const calling: number[] = []
  for (const { id } of inOrder) {
    const node = tested(one => one.id === id).find(one => one.id === id)
    if (node === undefined || !comesBy(node) || node.error !== undefined) continue
    const question = questionOf(node)
    if (question === undefined) continue
    calling.push(id)
    responses[String(id)] = note(await ask(talonOne, question), { node: id, customer, tally })
  }
  for (const node of tested(({ type }) => type === 'email'))
    if (comesBy(node)) noteRecipient(node, customer, tally)
  return calling
}

function noteRecipient(node: TestedNode, customer: string, tally: Tally): void {
  if (!('html' in node)) return
  tally.pass(node.id, 'missing-recipient')
  if (node.to !== null) return
  tally.add(node.id, customer, { code: 'missing-recipient', why: 'the attribute "email" is not set' })
}

function questionOf(node: TestedNode): Question | undefined {
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
  return { method, url: target, headers: safe, body }
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
  return problemOf(await ask(talonOne, { method: spec.method, url, headers, body }))
}

function note(
  asked: Asked,
  { node, customer, tally }: { node: number; customer: string; tally: Tally },
): unknown {
  const problem = problemOf(asked)
  tally.pass(node, 'request')
  if (problem !== undefined) tally.add(node, customer, problem)
  return isAccepted(asked) ? jsonOrUndefined(asked.body) : undefined
}
