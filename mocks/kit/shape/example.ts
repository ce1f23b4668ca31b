// A value that a schema would take, where one can be made up: its own examples first.
import { branches, type JsonSchema } from './schema-tree.ts'

const FORMATS: Record<string, string> = {
  'date-time': '2026-01-05T09:00:00Z',
  date: '2026-01-05',
  email: 'ada@example.com',
  uri: 'https://example.com/',
}

/** Undefined where nothing can be made up, as for a text of a pattern. */
export function exampleOf(schema: JsonSchema): unknown {
  const [first = schema] = branches(schema)
  const { examples, enum: values, type } = first
  if (schema.examples !== undefined || examples !== undefined) return (schema.examples ?? examples)?.[0]
  if (first.const !== undefined) return first.const
  if (values !== undefined) return values[0]
  if (type === 'object') return objectLike(first)
  if (type === 'array') return [exampleOf(first.prefixItems?.[0] ?? first.items ?? {}) ?? '…']
  if (type === 'boolean') return true
  if (type === 'number' || type === 'integer') return Math.max(first.minimum ?? 1, 1)
  return type === 'string' ? textLike(first) : undefined
}

function objectLike({ required = [], properties = {}, additionalProperties }: JsonSchema): unknown {
  const names = required.length > 0 ? required : Object.keys(properties).slice(0, 1)
  if (names.length > 0) {
    return Object.fromEntries(names.map(name => [name, exampleOf(properties[name] ?? {}) ?? '…']))
  }
  return typeof additionalProperties === 'object'
    ? { name: exampleOf(additionalProperties) ?? '…' }
    : undefined
}

const textLike = ({ format = '', pattern }: JsonSchema): string | undefined =>
  FORMATS[format] ?? (pattern === undefined ? '…' : undefined)
