// What of a scenario may still be visited from where a world stands, and what that reads: the rest of the state is of no account.

import type { ScenarioDefinition } from '../../../mocks/bloomreach/definition/definition.ts'
import { Graph } from '../../../mocks/bloomreach/definition/graph.ts'
import type { BloomreachSettings } from '../../../mocks/bloomreach/settings.ts'
import { parseCalendarLength } from '../../../mocks/kit/time/calendar.ts'
import { DAY_MS, durationToMs } from '../../../mocks/kit/time/duration.ts'
import { durationText } from '../../../mocks/kit/time/time-schemas.ts'
import { definitionText } from './definition-text.ts'

type Node = ScenarioDefinition['nodes'][number]

export interface Ahead {
  /** By "scenario#node", as facts name them. */
  has(node: string): boolean
  hasId(node: number): boolean
  /** Somebody may still come in. */
  readonly isOpen: boolean
  readonly callsOut: boolean
  readonly sendsMail: boolean
  /** Which answers of webhooks may be read. */
  readonly reads: 'every answer' | 'the last answer' | 'no answer'
  /** Whether somebody counts or filters what was sent. */
  readonly readsSent: boolean
  /** How long it may take at most; undefined where something asks what time it is. */
  readonly lastsMs: number | undefined
  /** Equal for equal. */
  readonly key: string
}

/** A scenario as an image holds it. */
interface Kept {
  readonly status: string
  readonly versions: readonly { readonly definition: ScenarioDefinition }[]
  readonly runs: ReadonlyMap<number, { readonly node: number }>
  readonly pendingNow: ReadonlyMap<number, true>
  readonly delayed: ReadonlyMap<number, true>
}

interface Project {
  readonly settings: BloomreachSettings
  /** A default policy or the hygiene of lists looks at what was sent, whatever a node says. */
  readonly limitsMails: boolean
}

interface Standing {
  readonly id: string
  readonly definition: ScenarioDefinition
  /** Somebody may still come in. */
  readonly isOpen: boolean
  /** The nodes in which somebody is. */
  readonly inside: readonly number[]
  readonly text: string
}

export type KeptScenarios = ReadonlyMap<string, Kept>

/** Events that Bloomreach itself tracks. */
const VENDORS = new Set(['campaign', 'consent', 'session_start', 'session_end', 'banner', 'merge'])

export class LookAhead {
  readonly #project: Project
  readonly #graphs = new WeakMap<ScenarioDefinition, Graph>()
  readonly #known = new Map<string, Ahead>()

  constructor(project: Project) {
    this.#project = project
  }

  /** `begins`: nothing has started; `hasEvents`: more come in from outside. */
  from(scenarios: KeptScenarios, outside: { begins: boolean; hasEvents: boolean }): Ahead {
    const standing = [...scenarios].map(([id, kept]) => this.#standing(id, kept, outside))
    const key = standing.map(({ text }) => text).join()
    const ahead = this.#known.get(key) ?? this.#look(key, standing)
    this.#known.set(key, ahead)
    return ahead
  }

  #standing(
    id: string,
    kept: Kept,
    { begins, hasEvents }: { begins: boolean; hasEvents: boolean },
  ): Standing {
    const { status, versions, runs, pendingNow, delayed } = kept
    const definition = versions.at(-1)?.definition ?? { name: '', nodes: [], connections: [] }
    const isOpen =
      begins || pendingNow.size + delayed.size > 0 || (status === 'active' && mayLetIn(definition, hasEvents))
    const inside = isOpen ? [] : [...new Set([...runs.values()].map(({ node }) => node))]
    return { id, definition, isOpen, inside, text: `${id} ${isOpen} ${inside} ${definitionText(definition)}` }
  }

  #look(key: string, standing: readonly Standing[]): Ahead {
    const nodes = new Map<string, Node>()
    let hasLoop = false
    for (const { id, definition, isOpen, inside } of standing) {
      const graph = this.#graphOf(definition)
      const isLost = inside.some(node => graph.node(node) === undefined)
      const from = isOpen || isLost ? definition.nodes.map(node => node.id) : inside
      for (const node of reachable(graph, from)) nodes.set(`${id}#${node.id}`, node)
      hasLoop ||= loops(graph, from)
    }
    const all = [...nodes.values()]
    const ids = new Set(all.map(({ id }) => id))
    const texts = all.map(textsOf).join('\n')
    return {
      has: name => nodes.has(name),
      hasId: id => ids.has(id),
      isOpen: standing.some(({ isOpen }) => isOpen),
      callsOut: all.some(({ type }) => type === 'webhook'),
      sendsMail: all.some(({ type }) => type === 'email'),
      reads: answersReadBy(texts),
      readsSent: readsSent(all, texts, this.#project),
      lastsMs: hasLoop || asksTheTime(all, texts) ? undefined : lengthOf(all, this.#project),
      key,
    }
  }

  #graphOf(definition: ScenarioDefinition): Graph {
    const graph = this.#graphs.get(definition) ?? new Graph(definition)
    this.#graphs.set(definition, graph)
    return graph
  }
}

/** Whether a trigger that was not yet seen to the end may let somebody in. */
function mayLetIn({ nodes }: ScenarioDefinition, hasEvents: boolean): boolean {
  const isTracked = (event: string) =>
    VENDORS.has(event) || nodes.some(node => node.type === 'add_event' || callsElsewhere(node))
  return nodes.some(node => {
    if (node.type === 'on_event') return hasEvents || isTracked(node.event)
    return ['on_date', 'on_date_attribute', 'repeat', 'api_trigger', 'not_imported'].includes(node.type)
  })
}

/** Who is called may track an event. */
const callsElsewhere = (node: Node): boolean =>
  node.type === 'webhook' && !(node.url ?? '').includes('.talon.one/')

function reachable(graph: Graph, from: readonly number[]): Node[] {
  const seen = new Set<number>()
  const left = [...from]
  for (let id = left.pop(); id !== undefined; id = left.pop()) {
    if (seen.has(id)) continue
    seen.add(id)
    left.push(...graph.successors(id))
  }
  return [...seen].flatMap(id => graph.node(id) ?? [])
}

function loops(graph: Graph, from: readonly number[]): boolean {
  return reachable(graph, from).some(({ id }) =>
    reachable(graph, graph.successors(id)).some(after => after.id === id),
  )
}

/** What may name something that is read: the templates of an action, and all of a condition. */
function textsOf({ type, ...rest }: Node): string {
  const text = JSON.stringify(rest)
  if (type !== 'email' && type !== 'webhook' && type !== 'set_attribute') return text
  if (ELSEWHERE.test(text)) return text
  const parts = text.split(/\{[{%]/).slice(1)
  return parts.map(part => part.split(/[%}]\}/)[0]).join('\n')
}

/** What it says stands in another place. */
const ELSEWHERE = /snippet|block|"preset|include|import|"frequencyPolicy/

/** `webhook(2)`, `webhook.by_action_id(3)` and `webhooks` reach further back. */
function answersReadBy(texts: string): Ahead['reads'] {
  if (/webhooks|webhook\s*\(|by_action_id/.test(texts) || ELSEWHERE.test(texts)) return 'every answer'
  return texts.includes('webhook') ? 'the last answer' : 'no answer'
}

/** Frequency policies, the hygiene of lists, and whatever counts events. */
function readsSent(nodes: readonly Node[], texts: string, { limitsMails }: Project): boolean {
  if (ELSEWHERE.test(texts) || COUNTS.test(texts)) return true
  return limitsMails && nodes.some(({ type }) => type !== 'wait')
}

const COUNTS = /"event|segment|aggregate|expression|metrics|report|prediction/

/** By what a template, a filter or a wait looks at the clock. */
const CLOCK = /time|now|date|within|today|ago|last|year|month|expir|created|valid|start|silent|"hours"|until/i

function asksTheTime(nodes: readonly Node[], texts: string): boolean {
  return (
    CLOCK.test(texts) ||
    ELSEWHERE.test(texts) ||
    nodes.some(({ type }) => !PLAIN.has(type)) ||
    nodes.some(node => node.type === 'wait' && waitOf(node) === undefined)
  )
}

const PLAIN = new Set<Node['type']>([
  'now',
  'on_event',
  'wait',
  'condition',
  'webhook',
  'email',
  'set_attribute',
  'limit',
])

/** Of a fixed number of seconds. */
function waitOf(node: Node): number | undefined {
  if (node.type !== 'wait' || node.period === undefined) return undefined
  if (parseCalendarLength(node.period) !== undefined) return undefined
  const { success, data } = durationText.safeParse(node.period)
  return success ? durationToMs(data) : undefined
}

/** All waits and all retries, and a day for what comes late. */
function lengthOf(nodes: readonly Node[], { settings }: Project): number {
  const retries = settings.webhookRetryDelays.reduce((sum, delay) => sum + durationToMs(delay), 0)
  const waits = nodes.reduce((sum, node) => sum + (waitOf(node) ?? 0), 0)
  return DAY_MS + waits + retries * nodes.length
}
