// `webhook.x` in a template: whether a webhook before it is processed, and whether the operation it calls returns x.

import type { ScenarioDefinition } from '../../mocks/bloomreach/definition/definition.ts'
import type { WebhookField } from '../../mocks/bloomreach/jinja/index.ts'
import { nearestName } from '../../mocks/kit/nearest-name.ts'
import { inTurn } from '../../mocks/kit/time/breath.ts'
import type { ScenarioFinding } from './finding.ts'
import type { Analysed } from './templates.ts'

/** What a webhook node leaves behind for later templates. */
export interface Processed {
  /** `unknown`: its preset is not at hand. */
  response: 'discard' | 'text' | 'json' | 'unknown'
  /** The fields of the answer; undefined where they are not known. */
  fields: readonly string[] | undefined
  operation: string | undefined
}

/** Methods of a dict, which are read like fields. */
const DICT_METHODS = new Set(['get', 'items', 'keys', 'values', 'copy', 'pop', 'setdefault', 'update'])

export async function webhookFieldFindings(
  definition: ScenarioDefinition,
  templates: readonly Analysed[],
  processed: ReadonlyMap<number, Processed>,
): Promise<ScenarioFinding[]> {
  const before = new WebhooksBefore(definition)
  const found = await inTurn(templates, ({ analysis, path, node }) =>
    node === undefined
      ? []
      : analysis.webhookFields.flatMap(read => {
          const problem = problemOf(read, sourcesOf(read.call, before.of(node, read.call), processed))
          if (problem === undefined) return []
          const { line, column } = read
          return [{ ...problem, path, node, within: { line, column } }]
        }),
  )
  return found.flat()
}

/** By node, what `webhook.` has in its templates: the fields of the last webhook before it. */
export async function fieldsBefore(
  definition: ScenarioDefinition,
  processed: ReadonlyMap<number, Processed>,
): Promise<ReadonlyMap<number, string[]>> {
  const before = new WebhooksBefore(definition)
  const fields = await inTurn(definition.nodes, ({ id }): [number, string[]] => {
    const sources = sourcesOf('last', before.of(id, 'last'), processed)
    const known = sources.flatMap(({ response, fields = [] }) => (response === 'discard' ? [] : fields))
    return [id, [...new Set(known)]]
  })
  return new Map(fields)
}

type Problem = Pick<ScenarioFinding, 'code' | 'message' | 'remedy'>

function problemOf({ field, call }: WebhookField, sources: readonly Processed[]): Problem | undefined {
  const name = nameOf(call)
  if (sources.some(({ response }) => response === 'unknown')) return undefined
  const kept = sources.filter(({ response }) => response !== 'discard')
  if (kept.length === 0) {
    const why = sources.length === 0 ? 'no webhook comes before this node' : 'its response is discarded'
    return {
      code: 'webhook-not-processed',
      message: `Cannot read ${name}.${field}: ${why}.`,
      remedy: 'Put a webhook node with "response: json" before it.',
    }
  }
  if (kept.some(({ fields }) => fields === undefined) || DICT_METHODS.has(field)) return undefined
  const fields = [...new Set(kept.flatMap(source => source.fields ?? []))]
  if (fields.includes(field)) return undefined
  if (kept.every(({ response }) => response === 'text')) {
    return {
      code: 'webhook-not-processed',
      message: `Cannot read ${name}.${field}: the response is processed as text, which has only "data".`,
      remedy: 'Set "response: json" at the webhook node.',
    }
  }
  const near = nearestName(field, fields)
  return {
    code: 'unknown-response-field',
    message: `Cannot read ${name}.${field}: ${kept.find(({ operation }) => operation !== undefined)?.operation ?? 'the webhook'} returns no such field.`,
    remedy: near === undefined ? `It returns: ${fields.join(', ')}.` : `Did you mean "${near}"?`,
  }
}

function nameOf(call: WebhookField['call']): string {
  if (call === 'last') return 'webhook'
  return 'n' in call ? `webhook(${call.n})` : `webhook.by_action_id(${call.actionId})`
}

const sourcesOf = (
  call: WebhookField['call'],
  ids: readonly number[],
  processed: ReadonlyMap<number, Processed>,
): Processed[] => {
  const wanted = typeof call === 'object' && 'actionId' in call ? ids.filter(id => id === call.actionId) : ids
  return wanted.flatMap(id => processed.get(id) ?? [])
}

/** More are found anew, each time: a list for each node would be more than there is room for. */
const MOST_KEPT = 64

/** Webhook nodes from which a customer comes to a node. */
class WebhooksBefore {
  readonly #isWebhook: ReadonlySet<number>
  readonly #ways = new Map<number, number[]>()
  /** Of nodes that were asked for. */
  readonly #nearest = new Map<number, readonly number[]>()

  constructor({ nodes, connections }: ScenarioDefinition) {
    this.#isWebhook = new Set(nodes.filter(({ type }) => type === 'webhook').map(({ id }) => id))
    for (const [from, to] of connections) {
      const ways = this.#ways.get(to)
      if (ways === undefined) this.#ways.set(to, [from])
      else ways.push(from)
    }
  }

  /** `last`: no other lies between. */
  of(node: number, call: WebhookField['call']): readonly number[] {
    return call === 'last' ? this.#lastBefore(node) : this.#before(node, 'all')
  }

  #lastBefore(node: number): readonly number[] {
    const known = this.#nearest.get(node)
    if (known !== undefined) return known
    const found = this.#before(node, 'nearest')
    if (found.length <= MOST_KEPT) this.#nearest.set(node, found)
    return found
  }

  #before(node: number, reach: 'nearest' | 'all'): number[] {
    const seen = new Set<number>()
    const found = new Set<number>()
    const open = [node]
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      const known = reach === 'nearest' ? this.#nearest.get(id) : undefined
      for (const webhook of known ?? []) found.add(webhook)
      for (const from of known === undefined ? (this.#ways.get(id) ?? []) : []) {
        if (seen.has(from)) continue
        seen.add(from)
        if (this.#isWebhook.has(from)) found.add(from)
        if (reach === 'all' || !this.#isWebhook.has(from)) open.push(from)
      }
    }
    return [...found]
  }
}
