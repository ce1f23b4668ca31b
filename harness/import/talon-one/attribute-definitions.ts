// Definitions of the attributes that records carry: Talon.One takes no attribute that is not defined, and no file says its type.
// The first value decides; what does not fit is told.
import type { ATTRIBUTE_TYPES, AttributeEntity } from '../../../mocks/talon-one/schemas/attribute.ts'
import { attributeSchema } from '../../../mocks/talon-one/schemas/attribute.ts'
import { isObject } from '../shapes.ts'

type AttributeType = (typeof ATTRIBUTE_TYPES)[number]

export class AttributeDefinitions {
  readonly #entity: AttributeEntity
  readonly #types = new Map<string, AttributeType>()

  constructor(entity: AttributeEntity) {
    this.#entity = entity
  }

  /** Why a record with these attributes would be refused; those of one that would not are defined from now on. */
  problemOf(attributes: unknown): string | undefined {
    if (attributes === undefined) return undefined
    if (!isObject(attributes)) return 'its attributes are no object'
    const found = Object.entries(attributes).map(([name, value]) => [name, typeOf(value)] as const)
    for (const [name, type] of found) {
      if (!attributeSchema.shape.name.safeParse(name).success)
        return 'an attribute of it has a name that none can have'
      if (type === undefined) return `its attribute ${name} has a value that none can have`
      if ((this.#types.get(name) ?? type) !== type)
        return `its attribute ${name} has another type than before`
    }
    for (const [name, type] of found) if (type !== undefined) this.#types.set(name, type)
    return undefined
  }

  get records(): object[] {
    return [...this.#types].map(([name, type]) => ({ entity: this.#entity, name, type }))
  }
}

function typeOf(value: unknown): AttributeType | undefined {
  if (Array.isArray(value)) return listTypeOf(value)
  if (typeof value === 'number') return 'number'
  if (typeof value === 'boolean') return 'boolean'
  return typeof value === 'string' ? 'string' : undefined
}

function listTypeOf(list: readonly unknown[]): AttributeType | undefined {
  if (list.every(item => typeof item === 'string')) return '(list string)'
  return list.every(item => typeof item === 'number') ? '(list number)' : undefined
}
