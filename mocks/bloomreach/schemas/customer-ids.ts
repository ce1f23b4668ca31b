// The ids of a customer as a request names them.
import { isUsableId } from '../customers/usable-id.ts'
import { atLeastOneId, atLeastOneValidId, invalidField } from '../errors.ts'
import type { BloomreachSettings } from '../settings.ts'
import { isObject } from './json-object.ts'

/** The usable ids of a request; unusable ones beside them are passed over. */
export function readCustomerIds(value: unknown, settings: BloomreachSettings): Record<string, string> {
  const ids: Record<string, string> = Object.create(null)
  const named = Object.entries(isObject(value) ? value : {})
  if (named.length > settings.maxIds) {
    throw invalidField(
      'customer_ids',
      `expected at most ${settings.maxIds} ids`,
      `The call names ${named.length} ids (setting maxIds).`,
    )
  }
  for (const [type, id] of named) {
    if (type !== '' && type !== '__proto__' && isUsableId(id, settings.maxIdLength)) ids[type] = String(id)
  }
  if (Object.keys(ids).length > 0) return ids
  throw settings.missingIdStatus === 200 ? atLeastOneValidId() : atLeastOneId()
}
