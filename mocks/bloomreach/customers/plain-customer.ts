// Most customers of a large world say who they are, some attributes and a yes or a no. Such a one is read at once; every other is left
// to the schema, which would say the same of this one.
import { isPlainRecord } from '../../kit/shape/shortcut.ts'
import { isUsableId } from './usable-id.ts'

const NONE = Object.freeze({})
const NO_EVENTS: never[] = []
Object.freeze(NO_EVENTS)

/** Undefined: not as plain as that. */
export function plainCustomer(value: unknown) {
  if (!isPlainRecord(value)) return undefined
  const { ids, attributes = NONE, consents = NONE, ...others } = value
  for (const _ in others) return undefined
  if (!isRecordOf(ids, isId) || !isRecordOf(attributes, isSimple) || !isRecordOf(consents, isConsent))
    return undefined
  if (Object.keys(ids).length === 0) return undefined
  return {
    ids,
    attributes,
    consents,
    events: NO_EVENTS,
    aggregates: NONE,
    expressions: NONE,
    predictions: NONE,
    recommendations: NONE,
  }
}

function isRecordOf<T>(value: unknown, is: (part: unknown) => part is T): value is Record<string, T> {
  if (!isPlainRecord(value)) return false
  for (const name in value) if (name === '' || !is(value[name])) return false
  return true
}

const isId = (value: unknown): value is string => typeof value === 'string' && isUsableId(value)

const isConsent = (value: unknown): value is 'accept' | 'reject' => value === 'accept' || value === 'reject'

const isSimple = (value: unknown): value is string | number | boolean | null =>
  typeof value === 'string' || typeof value === 'boolean' || value === null || Number.isFinite(value)
