// Secret header values of a scenario's webhooks: never given back, and kept when they come back as they were shown.
import type { ScenarioDefinition } from './definition.ts'

export const HIDDEN = '********'

export function hideSecrets(definition: ScenarioDefinition): ScenarioDefinition {
  const nodes = definition.nodes.map(node =>
    node.type !== 'webhook'
      ? node
      : {
          ...node,
          headers: node.headers.map(header =>
            header.visibility === 'secret' ? { ...header, value: HIDDEN } : header,
          ),
        },
  )
  return { ...definition, nodes }
}

/** The input is what a client sent, of whatever form. A header that is secret no longer does not reveal its value. */
export function keepSecrets(input: unknown, before: ScenarioDefinition): unknown {
  return mapList(input, 'nodes', node =>
    mapList(node, 'headers', header => {
      const { name, value, visibility } = fieldsOf(header)
      if (value !== HIDDEN || visibility !== 'secret') return header
      const old = before.nodes.find(({ id }) => id === fieldsOf(node).id)
      const kept =
        old?.type === 'webhook'
          ? old.headers.find(candidate => candidate.name === name && candidate.visibility === 'secret')
          : undefined
      return kept === undefined ? header : { ...fieldsOf(header), value: kept.value }
    }),
  )
}

const fieldsOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}

function mapList(value: unknown, field: string, change: (item: unknown) => unknown): unknown {
  const list = fieldsOf(value)[field]
  return Array.isArray(list) ? { ...fieldsOf(value), [field]: list.map(change) } : value
}
