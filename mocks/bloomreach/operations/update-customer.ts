// POST /track/v2/projects/{projectToken}/customers: sets properties, and makes the customer when there is none.
import type { ApiGroup } from '../access/api-groups.ts'
import { demandPermission } from '../access/permission.ts'
import type { Records } from '../records.ts'
import type { JsonObject } from '../schemas/json-object.ts'
import { readCustomerUpdate } from '../schemas/tracking.ts'
import { enqueueWrite } from './write-queue.ts'

export type WriteDeps = Parameters<typeof enqueueWrite>[0] & Pick<Records, 'customers' | 'events'>

export interface WriteRequest {
  group: ApiGroup
  body: JsonObject
  /** The journal's seq of the request. */
  causedBy: number
}

export function updateCustomer(house: WriteDeps, { group, body, causedBy }: WriteRequest) {
  demandPermission(group, 'Customer properties > Set')
  const { ids, properties, updatedAt } = readCustomerUpdate(body, house.settings)
  const receivedAt = house.world.clock.now()
  enqueueWrite(house, `properties of ${Object.values(ids)[0]} become visible`, () => {
    const customer = house.customers.upsert(ids)
    house.customers.set(customer, properties, updatedAt ?? receivedAt)
    house.world.journal.append({
      kind: 'bloomreach.customer',
      causedBy,
      customer: customer.id,
      properties: Object.keys(properties).slice(0, 20).join(', '),
    })
  })
  return { success: true, errors: [] }
}
