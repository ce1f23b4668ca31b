// POST /data/v2/projects/{projectToken}/customers/attributes: chosen attributes of one customer, in the order asked for.

import type { ApiGroup, Permission } from '../access/api-groups.ts'
import type { CustomerAnalysis } from '../analyses/analyses.ts'
import type { ConsentState } from '../consents/consent.ts'
import { allIds, type Customer, isSoftId } from '../customers/customers.ts'
import { invalidField } from '../errors.ts'
import type { Records } from '../records.ts'
import { isObject, type JsonObject } from '../schemas/json-object.ts'
import type { BloomreachSettings } from '../settings.ts'
import { type AttributeResult, failed, found } from './attribute-result.ts'
import { demandCustomer } from './demand-customer.ts'
import { readRecommendation } from './read-recommendation.ts'

export type ReadDeps = Records & { settings: BloomreachSettings }

export interface ReadRequest {
  group: ApiGroup
  body: JsonObject
}

export function readAttributes(house: ReadDeps, { group, body }: ReadRequest) {
  const { attributes } = body
  if (!Array.isArray(attributes) || !attributes.every(isObject)) {
    throw invalidField('attributes', 'expected a list of objects')
  }
  const customer = demandCustomer(house, body.customer_ids)
  return {
    results: attributes.map(attribute => readAttribute(house, group, customer, attribute)),
    success: true,
  }
}

function readAttribute(
  house: Records,
  group: ApiGroup,
  customer: Customer,
  attribute: JsonObject,
): AttributeResult {
  const { type } = attribute
  const needed = typeof type === 'string' ? NEEDED[type] : undefined
  if (needed === undefined) return failed(`Unknown attribute type ${JSON.stringify(type ?? null)}`)
  // [D] customer-consents-2 writes it with a capital; [C] be-lenka/exponea-api: the others.
  if (!group.permissions.has(needed)) return failed(type === 'consent' ? 'No permission' : 'no permission')
  return READERS[type as keyof typeof READERS](house, customer, attribute)
}

const NEEDED: Readonly<Record<string, Permission>> = {
  property: 'Customer properties > Get',
  id: 'Customer properties > Get',
  consent: 'Consents > Get',
  segmentation: 'Segmentations > Get',
  expression: 'Segmentations > Get',
  aggregate: 'Segmentations > Get',
  prediction: 'Segmentations > Get',
  // Guess: the word of the permission.
  recommendation: 'Recommendations > Get',
}

/** An analysis of each customer, whose values the world gives. */
const analysis =
  (type: string, kind: CustomerAnalysis) =>
  ({ analyses }: Records, customer: Customer, { id }: JsonObject): AttributeResult => {
    const value = typeof id === 'string' ? analyses.valueOf(kind, id, customer.id) : undefined
    return value === undefined ? failed(`Unknown ${type} ${JSON.stringify(id ?? null)}`) : found(value)
  }

const READERS = {
  property({ customers: _ }: Records, { properties }: Customer, { property }: JsonObject): AttributeResult {
    if (typeof property !== 'string') return failed('property: expected a text')
    return found(Object.hasOwn(properties, property) ? properties[property] : null)
  },

  id(_: Records, customer: Customer, { id }: JsonObject): AttributeResult {
    if (typeof id !== 'string') return failed('id: expected a text')
    const values = new Map(Object.entries(allIds(customer))).get(id)
    return found(values === undefined ? null : isSoftId(id) ? values : values[0])
  },

  segmentation({ segmentations }: Records, customer: Customer, { id }: JsonObject): AttributeResult {
    const segment = typeof id === 'string' ? segmentations.segmentOf(customer.id, id) : undefined
    return segment === undefined
      ? failed(`Unknown segmentation ${JSON.stringify(id ?? null)}`)
      : found(segment)
  },

  consent(
    { consents }: Records,
    customer: Customer,
    { category, mode = 'valid' }: JsonObject,
  ): AttributeResult {
    if (typeof category !== 'string') return failed('category: expected a text')
    const read = MODES[mode as keyof typeof MODES]
    if (read === undefined) return failed(`Unknown mode ${JSON.stringify(mode)}`)
    return found(read(consents.isValid(customer.id, category)))
  },

  aggregate: analysis('aggregate', 'aggregates'),
  expression: analysis('expression', 'expressions'),
  prediction: analysis('prediction', 'predictions'),
  recommendation: readRecommendation,
}

/** [D] customer-consents-2: valid (default), message, source, timestamp, until. */
const MODES = {
  valid: (state: ConsentState) => state.valid,
  message: (state: ConsentState) => state.message ?? null,
  source: (state: ConsentState) => state.source ?? null,
  timestamp: (state: ConsentState) => state.timestamp ?? null,
  until: (state: ConsentState) => state.until ?? null,
}
