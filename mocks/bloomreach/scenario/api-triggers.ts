// The API triggers of a scenario: their page in the editor, and how often they may be called.
import { SECOND_MS } from '../../kit/time/duration.ts'
import { isTrigger, triggerOnPaper } from '../definition/node-schemas.ts'
import type { Door } from '../definition/on-paper.ts'
import type { House } from '../house.ts'
import type { Scenario } from './scenario.ts'

export interface ApiTriggerPage {
  node: number
  url: string
  example: { params: Record<string, unknown> }
}

const EXAMPLES = { string: 'text', number: 1, boolean: true, list: [], object: {} } as const

/** [D] api-trigger: its URL and an example payload. */
export function apiTriggerPages({ id, graph }: Scenario, { access, publicUrl }: House): ApiTriggerPage[] {
  const base = `${publicUrl()}/campaigns/v2/projects/${access.project.token}/api-triggers/${id}`
  return graph.triggers.flatMap(node => {
    const door = triggerOnPaper(node).door(node)
    return door === undefined
      ? []
      : [{ node: node.id, url: `${base}/${node.id}`, example: { params: examplesOf(door) } }]
  })
}

const examplesOf = ({ parameters }: Door) =>
  Object.fromEntries(Object.entries(parameters).map(([name, { type }]) => [name, EXAMPLES[type]]))

export function apiTriggerOf({ graph }: Scenario, id: number): Door | undefined {
  const node = graph.node(id)
  return node !== undefined && isTrigger(node) ? triggerOnPaper(node).door(node) : undefined
}

/** [D] api-trigger: one request per window, at least 10 s above 10M customers and 100 s above 100M. */
export function isTooSoon(scenario: Scenario, id: number, { customers: { size }, world }: House): boolean {
  const least = size > 100_000_000 ? 100 : size > 10_000_000 ? 10 : 0
  const window = Math.max(least, apiTriggerOf(scenario, id)?.windowSeconds ?? 0)
  const last = scenario.triggerLog.findLast(call => call.accepted && call.node === id)
  return last !== undefined && world.clock.now() < last.at + window * SECOND_MS
}
