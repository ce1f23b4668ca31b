// POST /data/v2/projects/{projectToken}/customers/export-one: everything about one customer.

import { demandPermission } from '../access/permission.ts'
import { allIds, type Customer, isSoftId } from '../customers/customers.ts'
import type { StoredEvent } from '../customers/events.ts'
import { noPermissionToExport } from '../errors.ts'
import { demandCustomer } from './demand-customer.ts'
import type { ReadDeps, ReadRequest } from './read-attributes.ts'

export function exportCustomer(house: ReadDeps, { group, body }: ReadRequest) {
  demandPermission(group, 'GDPR > Export customer', noPermissionToExport)
  const customer = demandCustomer(house, body.customer_ids)
  return {
    success: true,
    ids: wireIds(customer),
    properties: customer.properties,
    events: inOrderOfTime(house.events.of(customer.id)).map(wireEvent),
  }
}

/** The hard id is a text, soft ids are lists: one customer gathers several cookies. */
export function wireIds(customer: Customer): Record<string, string | string[] | undefined> {
  const ids = Object.entries(allIds(customer))
  return Object.fromEntries(ids.map(([type, values]) => [type, isSoftId(type) ? values : values[0]]))
}

export const wireEvent = ({ type, timestamp, properties }: StoredEvent) => ({ type, timestamp, properties })

/** Events of the same instant stay in order of arrival. */
export const inOrderOfTime = (events: readonly StoredEvent[]): StoredEvent[] =>
  events.toSorted((a, b) => a.timestamp - b.timestamp)
