// The attribute `recommendation` of one customer: the items that a template would be given.
// [C] exponea-android-sdk, exponea-ios-sdk: id, size, fillWithRandom, catalogAttributesWhitelist; the same in snake case.

import { z } from 'zod'
import { expectation } from '../../kit/shape/expectation.ts'
import { leavesOf } from '../../kit/shape/leaves.ts'
import type { Customer } from '../customers/customers.ts'
import { JinjaError } from '../jinja/index.ts'
import type { Records } from '../records.ts'
import type { JsonObject } from '../schemas/json-object.ts'
import { type AttributeResult, failed, found } from './attribute-result.ts'

const requestSchema = z.object({
  id: z.string().min(1),
  // [D] integration-of-recommendations: ten of them, and at most a hundred are suggested.
  size: z.int().min(0).max(1_000).default(10),
  fill_with_random: z.boolean().default(false),
  catalog_attributes_whitelist: z.array(z.string()).optional(),
  catalog_filter: z.unknown().optional(),
})

export function readRecommendation(
  { recommendations }: Records,
  customer: Customer,
  attribute: JsonObject,
): AttributeResult {
  const parsed = requestSchema.safeParse(inSnakeCase(attribute), { error: expectation })
  if (!parsed.success) {
    const [issue] = leavesOf(parsed.error.issues)
    return failed(`${issue?.path.join('.')}: ${issue?.message}`)
  }
  const { id, size, fill_with_random: fillWithRandom, catalog_attributes_whitelist: kept } = parsed.data
  if (!recommendations.has(customer.id, id)) return failed(`Unknown recommendation ${JSON.stringify(id)}`)
  const request = { size, fillWithRandom, catalogFilter: parsed.data.catalog_filter }
  try {
    const items = recommendations.recommend(customer.id, id, request)
    return found(items.map(item => ({ ...chosen(item, kept), recommendation_id: id })))
  } catch (error) {
    // As of a template: a filter that is wrong, or on a field that is not searchable.
    if (error instanceof JinjaError) return failed(error.message)
    throw error
  }
}

/** The id of an item is always there. */
const chosen = (item: Readonly<JsonObject>, kept: readonly string[] | undefined): JsonObject =>
  Object.fromEntries(
    Object.entries(item).filter(([name]) => kept === undefined || name === 'item_id' || kept.includes(name)),
  )

const inSnakeCase = (attribute: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries(attribute).map(([name, value]) => [
      name.replaceAll(/[A-Z]/g, letter => `_${letter.toLowerCase()}`),
      value,
    ]),
  )
