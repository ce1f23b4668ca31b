// POST /data/v2/projects/{projectToken}/customers/anonymize and /anonymize_bulk: what is private of a customer is deleted.
// [D] anonymize-a-customer-2: private information and all external ids go, a new cookie comes; everything else stays.

import { z } from 'zod'
import type { Chance } from '../../kit/chance.ts'
import { expectation } from '../../kit/shape/expectation.ts'
import { leavesOf } from '../../kit/shape/leaves.ts'
import { demandPermission } from '../access/permission.ts'
import type { Customer } from '../customers/customers.ts'
import { invalidField } from '../errors.ts'
import type { BloomreachReason } from '../reasons.ts'
import { readCustomerIds } from '../schemas/customer-ids.ts'
import { RemarkedAnswer } from './answer.ts'
import { demandCustomer } from './demand-customer.ts'
import type { ReadDeps } from './read-attributes.ts'
import type { WriteRequest } from './update-customer.ts'
import { enqueueWrite, type QueueDeps, type QueuedWrite } from './write-queue.ts'

type Deps = ReadDeps & QueueDeps & { draws: { bulkIds: Chance } }

/** What the vendor's body cannot say. */
const NOTHING_IS_PRIVATE = {
  reason: 'nothing-is-private' satisfies BloomreachReason,
  hint: 'No property is marked as private (privateInformation of the world): only the ids are removed.',
}

const answered = ({ privateInformation }: Deps, answer: object): object =>
  privateInformation.isEmpty ? new RemarkedAnswer(answer, NOTHING_IS_PRIVATE) : answer

/** [C] exponea-python-sdk reads `success`. */
export function anonymizeCustomer(house: Deps, { group, body, causedBy }: WriteRequest) {
  demandPermission(group, 'GDPR > Anonymize customer')
  const { id } = demandCustomer(house, body.customer_ids)
  enqueueWrite(house, anonymizing, { named: [{ internalId: id }], causedBy })
  return answered(house, { success: true })
}

/** [D] anonymize-customers-in-bulk-2: at least one and at most a thousand, by external ids or by the internal id. */
const bulkSchema = z.object({
  customers: z
    .array(
      z.union([
        z.object({ customer_ids: z.record(z.string(), z.unknown()) }),
        z.object({ internal_id: z.string().min(1) }),
      ]),
    )
    .min(1)
    .max(1_000),
})

/** [D] anonymize-customers-in-bulk-2: `bulk_id` identifies the request, not the outcome; so nobody is reported as unknown. */
export function anonymizeCustomers(house: Deps, { group, body, causedBy }: WriteRequest) {
  demandPermission(group, 'GDPR > Anonymize customer')
  const parsed = bulkSchema.safeParse(body, { error: expectation })
  if (!parsed.success) {
    const [issue] = leavesOf(parsed.error.issues)
    throw invalidField(String(issue?.path.join('.')), String(issue?.message))
  }
  const named = parsed.data.customers.map(customer =>
    'internal_id' in customer
      ? { internalId: customer.internal_id }
      : { ids: readCustomerIds(customer.customer_ids, house.settings) },
  )
  const bulk = house.draws.bulkIds.hex(24)
  enqueueWrite(house, anonymizing, { named, causedBy, bulk })
  return answered(house, { success: true, bulk_id: bulk })
}

type Named = { internalId: string } | { ids: Record<string, string> }

export const anonymizing: QueuedWrite<Deps, { named: readonly Named[]; causedBy: number; bulk?: string }> = {
  name: 'anonymizing',
  label({ named, bulk }) {
    const [first] = named
    const alone = bulk === undefined && first !== undefined && 'internalId' in first
    return alone ? `customer ${first.internalId} is anonymized` : `${named.length} customers are anonymized`
  },
  apply(house, { named, causedBy, bulk }) {
    for (const name of named) {
      const customer = 'ids' in name ? house.customers.find(name.ids) : house.customers.get(name.internalId)
      if (customer !== undefined) anonymize(house, customer, causedBy, bulk)
    }
  },
}

function anonymize(house: Deps, customer: Customer, causedBy: number, bulk?: string): void {
  const { customers, events, privateInformation, settings, world } = house
  const anonymous = customers.anonymize(customer, {
    without: privateInformation.attributes,
    internalId: settings.anonymizedInScenario === 'continue' ? 'kept' : 'new',
  })
  events.rewrite(anonymous.id, ({ type, properties }) => privateInformation.publicOf(type, properties))
  world.journal.append({
    kind: 'bloomreach.customer-anonymized',
    causedBy,
    customer: customer.id,
    ...(bulk === undefined ? {} : { bulk }),
    ...(anonymous.id === customer.id ? {} : { becomes: anonymous.id }),
  })
}
