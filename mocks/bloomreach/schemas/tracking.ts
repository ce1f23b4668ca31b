// What the Tracking API takes for a customer and for an event, turned into our words once.
import { isUnixSeconds, msToUnixSeconds, parseInstant, unixSecondsToMs } from '../../kit/time/duration.ts'
import { invalidField } from '../errors.ts'
import type { BloomreachSettings } from '../settings.ts'
import { readCustomerIds } from './customer-ids.ts'
import { isObject, type JsonObject } from './json-object.ts'
import { demandSize } from './property-size.ts'

export interface CustomerUpdate {
  ids: Record<string, string>
  properties: JsonObject
  /** Milliseconds; an older update never replaces a newer one. */
  updatedAt: number | undefined
}

export function readCustomerUpdate(body: JsonObject, settings: BloomreachSettings): CustomerUpdate {
  const at = readTimestamp(body, 'update_timestamp', settings)
  return {
    ids: readCustomerIds(body.customer_ids, settings),
    properties: readProperties(body.properties, settings),
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
    throw invalidField('event_type', 'expected a non-empty text')
  return {
    ids,
    type,
    properties: readProperties(body.properties, settings),
    timestamp: readTimestamp(body, 'timestamp', settings),
  }
}

/** Absent and null are the same: the vendor's own Python client sends null. */
function readProperties(value: unknown, settings: BloomreachSettings): JsonObject {
  if (value === undefined || value === null) return {}
  if (!isObject(value)) throw invalidField('properties', 'expected an object')
  demandSize(value, settings)
  return value
}

function readTimestamp(
  body: JsonObject,
  field: string,
  { isoTimestamps }: BloomreachSettings,
): number | undefined {
  const value = body[field]
  if (value === undefined || value === null) return undefined
  if (isUnixSeconds(value)) return value
  if (isoTimestamps === 'refuse') throw invalidField(field, 'expected a Unix time in seconds')
  const at = typeof value === 'string' ? isoInstant(value) : undefined
  if (at !== undefined) return msToUnixSeconds(at)
  throw invalidField(field, 'expected a Unix time in seconds or an ISO 8601 date-time')
}

/** Without an offset it is UTC; an offset may have no colon, as clients in Python write it. */
const isoInstant = (text: string): number | undefined =>
  [text, `${text}Z`, text.replace(/([+-]\d{2})(\d{2})$/, '$1:$2')]
    .map(parseInstant)
    .find(at => at !== undefined)
