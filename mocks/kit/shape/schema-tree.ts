// A schema as a tree that can be walked along a value: which keys and values are known at a place.

export type Path = readonly (string | number)[]

export interface JsonSchema {
  type?: string
  properties?: Record<string, JsonSchema>
  required?: string[]
  additionalProperties?: JsonSchema | boolean
  items?: JsonSchema
  prefixItems?: JsonSchema[]
  anyOf?: JsonSchema[]
  oneOf?: JsonSchema[]
  const?: unknown
  enum?: unknown[]
  examples?: unknown[]
  default?: unknown
  minimum?: number
  format?: string
  pattern?: string
  /** Of what holds itself: "#/$defs/condition". */
  $ref?: string
  $defs?: Record<string, JsonSchema>
}

/** The schemas that the value at this place may follow; of a union only those whose constants agree with what is there. */
export function schemasAt(tree: JsonSchema, path: Path, data: unknown): JsonSchema[] {
  let level = [tree]
  let value = data
  for (const step of path) {
    level = fitting(level, value)
      .flatMap(schema => child(schema, step))
      .map(schema => resolved(schema, tree))
    value = (value as Record<string | number, unknown> | null | undefined)?.[step]
  }
  // Of a union that says itself what it is like, nothing more need be said.
  return level.some(({ examples }) => examples !== undefined) ? level : fitting(level, value)
}

export function knownKeys(tree: JsonSchema, path: Path, data: unknown): string[] {
  const schemas = fitting(schemasAt(tree, path, data), valueAt(data, path))
  return [...new Set(schemas.flatMap(({ properties = {} }) => Object.keys(properties)))]
}

export function valueAt(data: unknown, path: Path): unknown {
  let value = data
  for (const step of path) value = (value as Record<string | number, unknown> | null | undefined)?.[step]
  return value
}

const resolved = (schema: JsonSchema, { $defs = {} }: JsonSchema): JsonSchema =>
  $defs[schema.$ref?.split('/').at(-1) ?? ''] ?? schema

const fitting = (schemas: readonly JsonSchema[], value: unknown): JsonSchema[] =>
  schemas.flatMap(branches).filter(schema => agrees(schema, value))

export function branches(schema: JsonSchema): JsonSchema[] {
  const options = schema.anyOf ?? schema.oneOf
  return options === undefined ? [schema] : options.flatMap(branches)
}

function child(schema: JsonSchema, step: string | number): JsonSchema[] {
  const property = schema.properties?.[String(step)]
  if (property !== undefined) return [property]
  const item = typeof step === 'number' ? (schema.prefixItems?.[step] ?? schema.items) : undefined
  if (item !== undefined) return [item]
  return typeof schema.additionalProperties === 'object' ? [schema.additionalProperties] : []
}

function agrees(schema: JsonSchema, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true
  return Object.entries(schema.properties ?? {}).every(([name, property]) => {
    const there = (value as Record<string, unknown>)[name]
    return property.const === undefined || there === undefined || property.const === there
  })
}
