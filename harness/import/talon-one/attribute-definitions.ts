// Definitions of the attributes that records carry: Talon.One takes no attribute that is not defined, and no file says its type.
import type { ATTRIBUTE_TYPES, AttributeEntity } from '../../../mocks/talon-one/schemas/attribute.ts'

type AttributeType = (typeof ATTRIBUTE_TYPES)[number]

export interface AttributeDefinition {
  entity: AttributeEntity
  name: string
  type: AttributeType
}

/** The type is that of the first value. */
export function attributesFor(
  entity: AttributeEntity,
  records: readonly Readonly<Record<string, unknown>>[],
): AttributeDefinition[] {
  const types = new Map<string, AttributeType>()
  for (const { attributes } of records) {
    for (const [name, value] of Object.entries((attributes ?? {}) as object)) {
      if (!types.has(name)) types.set(name, typeOf(value))
    }
  }
  return [...types].map(([name, type]) => ({ entity, name, type }))
}

function typeOf(value: unknown): AttributeType {
  if (Array.isArray(value)) return typeof value[0] === 'number' ? '(list number)' : '(list string)'
  if (typeof value === 'number') return 'number'
  if (typeof value === 'boolean') return 'boolean'
  return 'string'
}
