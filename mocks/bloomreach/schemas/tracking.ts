// What the Tracking API takes for a customer and for an event, turned into our words once.
import { isUnixSeconds, unixSecondsToMs } from '../../kit/duration.ts'
import { invalidField } from '../errors.ts'
import type { BloomreachSettings } from '../settings.ts'
import { readCustomerIds } from './customer-ids.ts'
import { isObject, type JsonObject } from './json-object.ts'

export interface CustomerUpdate {
  ids: Record<string, string>
  properties: JsonObject
  /** Milliseconds; an older update never replaces a newer one. */
  updatedAt: number | undefined
}

export function readCustomerUpdate(body: JsonObject, settings: BloomreachSettings): CustomerUpdate {
  const at = readTimestamp(body.update_timestamp, 'update_timestamp')
  return {
    ids: readCustomerIds(body.customer_ids, settings),
    properties: readProperties(body.properties),
    updatedAt: at === undefined ? undefined : unixSecondsToMs(at),
  }
}

export interface TrackedEvent {
  ids: Record<string, string>
  type: string
  properties: JsonObject
  /** Unix seconds. */
  timestamp: number | undefined
}

export function readEvent(body: JsonObject, settings: BloomreachSettings): TrackedEvent {
  const { event_type: type } = body
  const ids = readCustomerIds(body.customer_ids, settings)
  if (typeof type !== 'string' || type.trim() === '')
    throw invalidField('event_type: expected a non-empty text')
  return {
    ids,
    type,
    properties: readProperties(body.properties),
    timestamp: readTimestamp(body.timestamp, 'timestamp'),
  }
}

/** Absent and null are the same: the vendor's own Python client sends null. */
function readProperties(value: unknown): JsonObject {
  if (value === undefined || value === null) return {}
  if (!isObject(value)) throw invalidField('properties: expected an object')
  return value
}

function readTimestamp(value: unknown, field: string): number | undefined {
  if (value === undefined || value === null) return undefined
  if (!isUnixSeconds(value)) {
    throw invalidField(`${field}: expected a Unix time in seconds`)
  }
  return value
}
