// POST /track/v2/projects/{projectToken}/customers: sets properties, and makes the customer when there is none.
import type { ApiGroup } from '../access/api-groups.ts'
import { demandPermission } from '../access/permission.ts'
import type { Records } from '../records.ts'
import type { JsonObject } from '../schemas/json-object.ts'
import { readCustomerUpdate } from '../schemas/tracking.ts'
import { enqueueWrite, type QueueDeps, type QueuedWrite } from './write-queue.ts'

export type WriteDeps = QueueDeps & Pick<Records, 'customers' | 'events'>

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
  enqueueWrite(house, propertiesWrite, { ids, properties, at: updatedAt ?? receivedAt, causedBy })
  return { success: true, errors: [] }
}

interface PropertiesWrite {
  ids: Record<string, string>
  properties: Record<string, unknown>
  at: number
  causedBy: number
}

export const propertiesWrite: QueuedWrite<WriteDeps, PropertiesWrite> = {
  name: 'properties',
  label: ({ ids }) => `properties of ${Object.values(ids)[0]} become visible`,
  apply({ customers, world }, { ids, properties, at, causedBy }) {
    const customer = customers.upsert(ids)
    customers.set(customer, properties, at)
    world.journal.append({
      kind: 'bloomreach.customer',
      causedBy,
      customer: customer.id,
      properties: Object.keys(properties).slice(0, 20).join(', '),
    })
  },
}
