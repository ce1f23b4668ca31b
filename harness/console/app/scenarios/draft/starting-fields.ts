// What a node has when it is put on the canvas: what its schema asks for, empty; a few begin as in the vendor's editor. Pure.
import type { JsonSchema } from '../forms/json-schema.ts'

/** [S] The method begins at POST and the response at "Do not process response"; a wait is set by its form. */
const BEGIN: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  webhook: { method: 'POST', url: '' },
  wait: { period: '1 hour' },
  email: { subject: '', html: '' },
  ab_split: {
    variants: [
      { name: 'A', share: 50 },
      { name: 'B', share: 50 },
    ],
  },
  limit: { customers: 100 },
}

export function startingFields(type: string, schema: JsonSchema): Record<string, unknown> {
  const own = BEGIN[type]
  return own === undefined ? requiredFields(schema) : structuredClone({ ...own })
}

function requiredFields({ required = [], properties = {} }: JsonSchema): Record<string, unknown> {
  const fields = required.filter(name => name !== 'id' && name !== 'type')
  return Object.fromEntries(fields.map(name => [name, startingValue(properties[name] ?? {})]))
}

/** The least that has the right shape. */
export function startingValue(schema: JsonSchema): unknown {
  // What is defined elsewhere is a condition, whose fields are all optional.
  if (schema.$ref !== undefined) return {}
  if (schema.default !== undefined) return structuredClone(schema.default)
  if (schema.const !== undefined) return schema.const
  if (schema.enum !== undefined) return schema.enum[0]
  const first = schema.anyOf?.[0] ?? schema.oneOf?.[0]
  if (first !== undefined) return startingValue(first)
  const type = [schema.type].flat()[0]
  if (type === 'array') return schema.minItems === undefined ? [] : [startingValue(schema.items ?? {})]
  if (type === 'object') return requiredFields(schema)
  if (type === 'boolean') return false
  if (type === 'integer' || type === 'number') return schema.minimum ?? 0
  return ''
}
