// The ids of a customer as a request names them.
import { isUsableId } from '../customers/usable-id.ts'
import { atLeastOneId, atLeastOneValidId } from '../errors.ts'
import type { BloomreachSettings } from '../settings.ts'
import { isObject } from './json-object.ts'

/** The usable ids of a request; unusable ones beside them are passed over. */
export function readCustomerIds(value: unknown, settings: BloomreachSettings): Record<string, string> {
  const ids: Record<string, string> = Object.create(null)
  for (const [type, id] of Object.entries(isObject(value) ? value : {})) {
    if (type !== '' && type !== '__proto__' && isUsableId(id, settings.maxIdLength)) ids[type] = String(id)
  }
  if (Object.keys(ids).length > 0) return ids
  throw settings.missingIdStatus === 200 ? atLeastOneValidId() : atLeastOneId()
}
