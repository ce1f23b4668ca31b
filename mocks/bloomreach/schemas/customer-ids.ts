// What counts as an id of a customer on the wire.
import { atLeastOneId, atLeastOneValidId } from '../errors.ts'
import type { BloomreachSettings } from '../settings.ts'
import { isObject } from './json-object.ts'

/** [D] support 19231102135453: an id holds one alphanumeric character and is not `null` or `undefined`. */
export function isUsableId(value: unknown, maxLength = Number.POSITIVE_INFINITY): value is string | number {
  if (typeof value === 'number') return Number.isFinite(value)
  return (
    typeof value === 'string' &&
    value.length <= maxLength &&
    /[\p{L}\p{N}]/u.test(value) &&
    value !== 'null' &&
    value !== 'undefined'
  )
}

/** The usable ids of a request; unusable ones beside them are passed over. */
export function readCustomerIds(value: unknown, settings: BloomreachSettings): Record<string, string> {
  const ids: Record<string, string> = Object.create(null)
  for (const [type, id] of Object.entries(isObject(value) ? value : {})) {
    if (type !== '' && type !== '__proto__' && isUsableId(id, settings.maxIdLength)) ids[type] = String(id)
  }
  if (Object.keys(ids).length > 0) return ids
  throw settings.missingIdStatus === 200 ? atLeastOneValidId() : atLeastOneId()
}
