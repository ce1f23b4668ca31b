// POST /track/v2/projects/{projectToken}/customers/events: adds one event, and makes the customer when there is none.
import { msToUnixSeconds } from '../../kit/time/duration.ts'
import { demandPermission, mayUseEventType } from '../access/permission.ts'
import type { NewEvent } from '../customers/events.ts'
import { notAuthorizedForEvent } from '../errors.ts'
import { readEvent } from '../schemas/tracking.ts'
import type { WriteDeps, WriteRequest } from './update-customer.ts'
import { enqueueWrite, type QueuedWrite } from './write-queue.ts'

export function trackEvent(house: WriteDeps, { group, body, causedBy }: WriteRequest) {
  demandPermission(group, 'Events > Set')
  const { ids, type, properties, timestamp } = readEvent(body, house.settings)
  if (!mayUseEventType(group, type)) {
    throw notAuthorizedForEvent(
      `The API group ${JSON.stringify(group.name)} may not set events of type ${type}.`,
      { group: group.name, type },
    )
  }
  const receivedAt = msToUnixSeconds(house.world.clock.now())
  enqueueWrite(house, eventWrite, {
    ids,
    type,
    properties,
    timestamp: timestamp ?? receivedAt,
    causedBy,
  })
  return { success: true, errors: [] }
}

interface EventWrite extends Omit<NewEvent, 'customer'> {
  ids: Record<string, string>
}

export const eventWrite: QueuedWrite<WriteDeps, EventWrite> = {
  name: 'event',
  label: ({ ids, type }) => `event ${type} of ${Object.values(ids)[0]} becomes visible`,
  apply({ customers, events }, { ids, ...event }) {
    events.track({ customer: customers.upsert(ids), ...event })
  },
}
