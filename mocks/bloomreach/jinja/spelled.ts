// What stands in a template as it is written, whatever the customer: chains of names, webhook fields, the entries of a mapping.

import type { NamedCall, WebhookField } from './analysis.ts'
import type { Expression } from './nodes.ts'
import { toHost } from './values/to-host.ts'

/** The field that `a.b` and `a['b']` read. */
export function fieldOf(node: Expression): { of: Expression; name: string } | undefined {
  if (node.kind === 'getattr') return { of: node.node, name: node.name }
  if (node.kind === 'getitem' && node.key.kind === 'const' && typeof node.key.value === 'string') {
    return { of: node.node, name: node.key.value }
  }
  return undefined
}

export function pathOf(node: Expression): string[] | undefined {
  if (node.kind === 'name') return [node.name]
  const field = fieldOf(node)
  const before = field === undefined ? undefined : pathOf(field.of)
  return field === undefined || before === undefined ? undefined : [...before, field.name]
}

/** Which webhook `webhook`, `webhook(2)` or `webhook.by_action_id(3)` is. */
export function webhookOf(node: Expression, bound: ReadonlySet<string>): WebhookField['call'] | undefined {
  if (bound.has('webhook')) return undefined
  if (node.kind === 'name') return node.name === 'webhook' ? 'last' : undefined
  if (node.kind !== 'call') return undefined
  const [argument] = node.args
  if (argument?.kind !== 'const' || typeof argument.value !== 'number') return undefined
  if (node.node.kind === 'name' && node.node.name === 'webhook') return { n: argument.value }
  const field = fieldOf(node.node)
  const isById = field?.name === 'by_action_id' && field.of.kind === 'name' && field.of.name === 'webhook'
  return isById ? { actionId: argument.value } : undefined
}

export const NO_ENTRIES = { entries: {}, isWhole: true }

export function entriesOf(node: Expression): Pick<NamedCall, 'entries' | 'isWhole'> {
  if (node.kind !== 'dict') return { entries: {}, isWhole: false }
  const named = node.items.flatMap(({ key, value }) =>
    key.kind === 'const' && typeof key.value === 'string'
      ? [[key.value, value.kind === 'const' ? toHost(value.value) : undefined] as const]
      : [],
  )
  return { entries: Object.fromEntries(named), isWhole: named.length === node.items.length }
}
