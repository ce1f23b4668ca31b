// What the Catalog API takes: a catalog with its fields, the properties of an item, and how items are looked up.

import { z } from 'zod'
import { expectation } from '../../kit/shape/expectation.ts'
import { leavesOf } from '../../kit/shape/leaves.ts'
import {
  type CatalogField,
  fieldClaimSchema,
  type ItemProperties,
  repeatedField,
  sentFieldSchema,
} from '../catalogs/catalog-fields.ts'
import { catalogRefusal } from '../errors.ts'
import type { JsonObject } from './json-object.ts'

const name = z.string().trim().min(1)
const properties = z.record(z.string(), z.json())

/** [D] create-a-catalog-2. */
const newCatalogSchema = z.object({
  name,
  fields: z.array(sentFieldSchema),
  is_product_catalog: z.boolean().default(false),
})

/** [D] update-a-catalog-name-2. */
const catalogUpdateSchema = z.object({ name, fields: z.array(fieldClaimSchema) })

/** [D] update-a-catalog-item-2. */
const itemSchema = z.object({ properties })

/** [D] catalog-item-partial-update-2. */
const itemUpdateSchema = z.object({ properties, upsert: z.boolean().default(false) })

export function readNewCatalog(body: JsonObject): {
  name: string
  fields: CatalogField[]
  isProductCatalog: boolean
} {
  const { is_product_catalog: isProductCatalog, ...catalog } = read(newCatalogSchema, body)
  refuseRepeated(catalog.fields)
  return { ...catalog, isProductCatalog }
}

export function readCatalogUpdate(body: JsonObject): z.output<typeof catalogUpdateSchema> {
  const update = read(catalogUpdateSchema, body)
  refuseRepeated(update.fields)
  return update
}

export const readItem = (body: JsonObject): ItemProperties => read(itemSchema, body).properties

export const readItemUpdate = (body: JsonObject): z.output<typeof itemUpdateSchema> =>
  read(itemUpdateSchema, body)

/** [D] get-catalog-items-2: more than this together is 400. */
const MAX_COUNT_AND_SKIP = 1_001

const wholeNumber = z
  .string()
  .regex(/^\d{1,9}$/, 'expected a whole number')
  .transform(Number)

/** [D] get-catalog-items-2: twenty items from the first on, where nothing else is said. */
const lookupSchema = z
  .object({
    query: z.string().default(''),
    field: z.string().optional(),
    count: wholeNumber.default(20),
    skip: wholeNumber.default(0),
    order: z.string().default('').transform(readOrder),
  })
  .refine(({ count, skip }) => count + skip <= MAX_COUNT_AND_SKIP, {
    error: `expected count and skip to be at most ${MAX_COUNT_AND_SKIP} together`,
  })

export type ItemLookup = z.output<typeof lookupSchema>

export const readLookup = (query: Record<string, string>): ItemLookup => read(lookupSchema, query)

/** [D] get-catalog-items-2: `price desc,manufacturer asc`. */
function readOrder(text: string): { field: string; isDescending: boolean }[] {
  return text
    .split(',')
    .map(part => part.trim())
    .filter(part => part !== '')
    .map(part => {
      const [, direction] = /\s(asc|desc)$/i.exec(part) ?? []
      const field = direction === undefined ? part : part.slice(0, -direction.length).trimEnd()
      return { field, isDescending: direction?.toLowerCase() === 'desc' }
    })
}

function read<T extends z.ZodType>(schema: T, value: unknown): z.output<T> {
  const parsed = schema.safeParse(value, { error: expectation })
  if (parsed.success) return parsed.data
  const [issue] = leavesOf(parsed.error.issues)
  const field = issue?.path.join('.') ?? ''
  const place = field === '' ? '' : `${field}: `
  throw catalogRefusal(`${place}${issue?.message ?? 'invalid'}`, {
    reason: 'invalid-field',
    facts: { field },
  })
}

function refuseRepeated(fields: readonly { name: string }[]): void {
  const repeated = repeatedField(fields)
  if (repeated === undefined) return
  throw catalogRefusal(`fields: ${JSON.stringify(repeated)} is given twice`, {
    reason: 'invalid-field',
    facts: { field: repeated },
  })
}
