// Pure: the columns of a catalog, and whether the properties of an item fit them.
import { z } from 'zod'

/** [D] create-a-catalog-2. */
const FIELD_TYPES = [
  'string',
  'long text',
  'number',
  'boolean',
  'date',
  'datetime',
  'duration',
  'list',
  'url',
  'json',
] as const
type FieldType = (typeof FIELD_TYPES)[number]

/** [D] update-a-catalog-item-2: a key is not empty and holds no NUL, dot or dollar sign. */
const FORBIDDEN = ['\0', '.', '$']

const fieldNameSchema = z
  .string()
  .min(1)
  .refine(name => !FORBIDDEN.some(sign => name.includes(sign)), {
    error: 'expected a name without NUL, "." and "$"',
  })

const fieldShape = {
  name: fieldNameSchema.describe('The name of the column.'),
  type: z.enum(FIELD_TYPES).default('string').describe('The type that its values must have.'),
  /** [D] create-a-catalog-2. */
  searchable: z.boolean().default(false).describe('Required for filtering in recommendations.'),
}

/** As a world gives it. */
export const catalogFieldSchema = z.strictObject(fieldShape)
/** As a client sends it: what it does not know is passed over. */
export const sentFieldSchema = z.object(fieldShape)
/** Of an update: what is left out stays as it is. */
export const fieldClaimSchema = z.object({
  name: fieldNameSchema,
  type: z.enum(FIELD_TYPES).optional(),
  searchable: z.boolean().optional(),
})

export type CatalogField = z.output<typeof catalogFieldSchema>
type FieldClaim = z.output<typeof fieldClaimSchema>
export type ItemProperties = Readonly<Record<string, unknown>>

/** The first name that is given twice. */
export function repeatedField(fields: readonly { name: string }[]): string | undefined {
  const names = new Set<string>()
  for (const { name } of fields) {
    if (names.has(name)) return name
    names.add(name)
  }
  return undefined
}

/** [D] update-a-catalog-item-2: properties are in the catalog's definition and of its type. Answers what does not fit. */
export const misfit = (fields: readonly CatalogField[], properties: ItemProperties): string | undefined =>
  misfits(fields, properties)[0]?.problem

export function misfits(
  fields: readonly CatalogField[],
  properties: ItemProperties,
): { name: string; problem: string }[] {
  const types = new Map(fields.map(({ name, type }) => [name, type]))
  return Object.entries(properties).flatMap(([name, value]) => {
    const type = types.get(name)
    if (type === undefined) return [{ name, problem: `the catalog has no field ${JSON.stringify(name)}` }]
    if (value === null || FITS[type](value)) return []
    return [{ name, problem: `${JSON.stringify(name)} is no ${type}` }]
  })
}

const isText = (value: unknown): boolean => typeof value === 'string'
const isNumber = (value: unknown): boolean => typeof value === 'number' && Number.isFinite(value)

const FITS: Readonly<Record<FieldType, (value: unknown) => boolean>> = {
  string: isText,
  'long text': isText,
  url: isText,
  number: isNumber,
  duration: isNumber,
  // [D] update-a-catalog-item-2: only Unix timestamps.
  date: isNumber,
  datetime: isNumber,
  boolean: value => typeof value === 'boolean',
  list: Array.isArray,
  json: () => true,
}

/** The columns that items without a definition have: by what their values are, all of them searchable. */
export function fieldsOf(items: Iterable<ItemProperties>): CatalogField[] {
  const types = new Map<string, FieldType | undefined>()
  for (const properties of items) {
    for (const [name, value] of Object.entries(properties)) {
      const known = types.get(name)
      const type = typeOf(value)
      types.set(name, known === undefined || type === undefined || known === type ? (known ?? type) : 'json')
    }
  }
  return [...types].map(([name, type = 'string']) => ({ name, type, searchable: true }))
}

function typeOf(value: unknown): FieldType | undefined {
  if (value === null) return undefined
  if (Array.isArray(value)) return 'list'
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return typeof value as FieldType
  return 'json'
}

/** The columns after an update, or what of it contradicts those that there are. */
export function updatedFields(
  fields: readonly CatalogField[],
  claims: readonly FieldClaim[],
): { fields: CatalogField[]; added: number } | { problem: string } {
  const known = new Map(fields.map(field => [field.name, field]))
  const claimed = new Set(claims.map(({ name }) => name))
  const missing = fields.find(({ name }) => !claimed.has(name))
  if (missing !== undefined) return { problem: `the field ${JSON.stringify(missing.name)} is missing` }
  for (const { name, type, searchable } of claims) {
    const field = known.get(name)
    if (field === undefined) continue
    if ((type ?? field.type) !== field.type) return { problem: `${JSON.stringify(name)} is a ${field.type}` }
    if ((searchable ?? field.searchable) !== field.searchable)
      return { problem: `${JSON.stringify(name)} is ${field.searchable ? '' : 'not '}searchable` }
  }
  const added = claims
    .filter(({ name }) => !known.has(name))
    .map(({ name, type = 'string', searchable = false }) => ({ name, type, searchable }))
  return { fields: [...fields, ...added], added: added.length }
}
