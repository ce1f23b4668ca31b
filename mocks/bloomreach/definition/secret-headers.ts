// Secret header values of a scenario's webhooks: never given back, and kept when they come back as they were shown.
import type { z } from 'zod'
import type { ScenarioDefinition } from './definition.ts'
import type { headerSchema } from './node-fields.ts'
import type { ScenarioNode } from './node-schemas.ts'

export const HIDDEN = '********'

export function hideSecrets(definition: ScenarioDefinition): ScenarioDefinition {
  const nodes = definition.nodes.map(node =>
    hasHeaderList(node)
      ? {
          ...node,
          headers: node.headers.map(header =>
            header.visibility === 'secret' ? { ...header, value: HIDDEN } : header,
          ),
        }
      : node,
  )
  return { ...definition, nodes }
}

type HeaderList = z.output<typeof headerSchema>[]

/** Whatever its type: headers that may be secret are a list. */
export const hasHeaderList = (node: ScenarioNode): node is Extract<ScenarioNode, { headers: HeaderList }> =>
  'headers' in node && Array.isArray(node.headers)

interface SentHeader {
  name?: unknown
  value?: unknown
  visibility?: unknown
}

/** A secret that comes back as it was shown stays as it was; one that is secret no longer does not reveal its value. */
export function keepSecret<H extends SentHeader>(
  header: H,
  before: readonly { name: string; value: string; visibility: string }[] = [],
): H {
  if (header.value !== HIDDEN || header.visibility !== 'secret') return header
  const old = before.find(({ name, visibility }) => name === header.name && visibility === 'secret')
  return old === undefined ? header : { ...header, value: old.value }
}

/** The input is what a client sent, of whatever form. */
export function keepSecrets(input: unknown, before: ScenarioDefinition): unknown {
  return mapList(input, 'nodes', node => {
    const old = before.nodes.find(({ id }) => id === fieldsOf(node).id)
    const headers = old !== undefined && hasHeaderList(old) ? old.headers : undefined
    return mapList(node, 'headers', header => (isObject(header) ? keepSecret(header, headers) : header))
  })
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

const fieldsOf = (value: unknown): Record<string, unknown> => (isObject(value) ? value : {})

function mapList(value: unknown, field: string, change: (item: unknown) => unknown): unknown {
  const list = fieldsOf(value)[field]
  return Array.isArray(list) ? { ...fieldsOf(value), [field]: list.map(change) } : value
}
