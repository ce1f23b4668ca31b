// `webhook.x` in a template: whether a webhook before it is processed, and whether the operation it calls returns x.

import type { ScenarioDefinition } from '../../mocks/bloomreach/definition/definition.ts'
import type { WebhookField } from '../../mocks/bloomreach/jinja/index.ts'
import { nearestName } from '../../mocks/kit/nearest-name.ts'
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

export function webhookFieldFindings(
  definition: ScenarioDefinition,
  templates: readonly Analysed[],
  processed: ReadonlyMap<number, Processed>,
): ScenarioFinding[] {
  return templates.flatMap(({ analysis, path, node }) =>
    node === undefined
      ? []
      : analysis.webhookFields.flatMap(read => {
          const sources = sourcesOf(read.call, node, definition, processed)
          const problem = problemOf(read, sources)
          if (problem === undefined) return []
          const { line, column } = read
          return [{ ...problem, path, node, within: { line, column } }]
        }),
  )
}

/** What `webhook.` has in the templates of a node: the fields of the last webhook before it. */
export function fieldsBefore(
  node: number,
  definition: ScenarioDefinition,
  processed: ReadonlyMap<number, Processed>,
): string[] {
  const sources = sourcesOf('last', node, definition, processed)
  return [...new Set(sources.flatMap(({ response, fields = [] }) => (response === 'discard' ? [] : fields)))]
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

function sourcesOf(
  call: WebhookField['call'],
  node: number,
  definition: ScenarioDefinition,
  processed: ReadonlyMap<number, Processed>,
): Processed[] {
  const ids =
    call === 'last' ? webhooksBefore(node, definition, 'nearest') : webhooksBefore(node, definition, 'all')
  const wanted = typeof call === 'object' && 'actionId' in call ? ids.filter(id => id === call.actionId) : ids
  return wanted.flatMap(id => processed.get(id) ?? [])
}

/** Webhook nodes from which a customer comes to this node; `nearest`: none lies between. */
function webhooksBefore(
  node: number,
  { nodes, connections }: ScenarioDefinition,
  reach: 'nearest' | 'all',
): number[] {
  const isWebhook = new Set(nodes.filter(({ type }) => type === 'webhook').map(({ id }) => id))
  const seen = new Set<number>()
  const open = [node]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    for (const [from, to] of connections) {
      if (to !== id || seen.has(from)) continue
      seen.add(from)
      if (reach === 'all' || !isWebhook.has(from)) open.push(from)
    }
  }
  return [...seen].filter(id => isWebhook.has(id))
}
