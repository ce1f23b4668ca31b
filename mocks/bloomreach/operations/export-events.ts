// POST /data/v2/projects/{projectToken}/customers/events: events of one customer, of the types asked for.
import { demandPermission, mayUseEventType } from '../access/permission.ts'
import { invalidField, noPermission } from '../errors.ts'
import { demandCustomer } from './demand-customer.ts'
import { inOrderOfTime, wireEvent } from './export-customer.ts'
import type { ReadDeps, ReadRequest } from './read-attributes.ts'

export function exportEvents(house: ReadDeps, { group, body }: ReadRequest) {
  demandPermission(group, 'Events > Get')
  const { event_types: types, order = 'asc', limit, skip = 0 } = body
  if (!Array.isArray(types) || types.length === 0 || !types.every(type => typeof type === 'string')) {
    throw invalidField('event_types', 'expected a list of texts')
  }
  if (order !== 'asc' && order !== 'desc') throw invalidField('order', 'expected "asc" or "desc"')
  if (limit !== undefined && !isCount(limit))
    throw invalidField('limit', 'expected a whole number, 0 or more')
  if (!isCount(skip)) throw invalidField('skip', 'expected a whole number, 0 or more')
  // [D] export-events-2: the permission is needed on every listed type.
  const refused = types.find(type => !mayUseEventType(group, type))
  if (refused !== undefined)
    throw noPermission({
      reason: 'event-type-not-allowed',
      facts: { group: group.name, type: refused },
      hint: `The API group may not get events of type ${refused}.`,
    })
  const wanted = new Set(types)
  const customer = demandCustomer(house, body.customer_ids)
  const events = inOrderOfTime(house.events.of(customer.id).filter(({ type }) => wanted.has(type)))
  if (order === 'desc') events.reverse()
  return {
    success: true,
    data: events.slice(skip, limit === undefined ? undefined : skip + limit).map(wireEvent),
  }
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0
