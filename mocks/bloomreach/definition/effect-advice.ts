// Settings of a node that another one of its settings makes void: accepted by the vendor, and without effect.
import type { Finding } from './finding.ts'
import type { NodeOf, ScenarioNode } from './node-schemas.ts'

export function effectAdvice(node: ScenarioNode, path: readonly (string | number)[]): Finding[] {
  const voids = [
    ...(node.type === 'webhook' ? voidInWebhook(node) : []),
    ...(node.type === 'email' ? voidInEmail(node) : []),
    ...('recipients' in node && node.recipients !== 'matching' && node.frequencyPolicy !== undefined
      ? [['frequencyPolicy', 'recipients who are set manually are outside frequency policies'] as const]
      : []),
  ]
  return voids.map(([field, because]) => ({
    code: 'setting-without-effect',
    path: [...path, field],
    node: node.id,
    message: `The ${field} of node ${node.id} has no effect: ${because}.`,
    remedy: 'Remove it, or change the other setting.',
  }))
}

type Void = readonly [field: string, because: string]

const voidInWebhook = ({ method, payload, batch }: NodeOf<'webhook'>): Void[] => {
  if (method !== 'GET') return []
  const field = payload === undefined ? (batch === undefined ? undefined : 'batch') : 'payload'
  return field === undefined ? [] : [[field, 'a GET request has no body']]
}

const voidInEmail = ({ linkTransformation, utm }: NodeOf<'email'>): Void[] =>
  linkTransformation === 'off' && utm !== undefined ? [['utm', 'its links are not transformed']] : []
