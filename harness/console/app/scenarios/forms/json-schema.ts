// The part of JSON Schema that forms are made of, as the control API gives the types of nodes. Pure.

export interface JsonSchema {
  type?: string | readonly string[]
  title?: string
  description?: string
  default?: unknown
  const?: unknown
  enum?: readonly unknown[]
  examples?: readonly unknown[]
  minimum?: number
  maximum?: number
  minItems?: number
  required?: readonly string[]
  properties?: Readonly<Record<string, JsonSchema>>
  additionalProperties?: boolean | JsonSchema
  items?: JsonSchema
  anyOf?: readonly JsonSchema[]
  oneOf?: readonly JsonSchema[]
  $ref?: string
  $defs?: Readonly<Record<string, JsonSchema>>
}

/** What a reference stands for; what the reference itself says stays. */
export function resolved(schema: JsonSchema, root: JsonSchema): JsonSchema {
  if (schema.$ref === undefined) return schema
  const { $ref, ...own } = schema
  const target = $ref === '#' ? root : root.$defs?.[$ref.split('/').at(-1) ?? '']
  return { ...target, ...own }
}

/** "consentCategory" as people read it. */
export const titleOf = (name: string): string => {
  const words = name
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ')
    .toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}
