// Pure: does a record of properties pass a filter? Used on customers, on events and on what started a path.
import type { PropertyFilter } from './filter-schemas.ts'

type Properties = Readonly<Record<string, unknown>>

export const matchesAll = (properties: Properties, filters: readonly PropertyFilter[]): boolean =>
  filters.every(filter => matches(properties, filter))

function matches(properties: Properties, { property, operator, value }: PropertyFilter): boolean {
  const found = Object.hasOwn(properties, property) ? properties[property] : undefined
  const isSet = found !== undefined && found !== null && found !== ''
  switch (operator) {
    case 'is set':
      return isSet
    case 'is not set':
      return !isSet
    case 'equals':
      return isSame(found, value)
    case 'does not equal':
      return !isSame(found, value)
    case 'contains':
      return contains(found, value)
    case 'does not contain':
      return !contains(found, value)
    case 'starts with':
      return isSet && String(found).startsWith(String(value))
    case 'ends with':
      return isSet && String(found).endsWith(String(value))
    case 'in':
      return listOf(value).some(item => isSame(found, item))
    case 'not in':
      return !listOf(value).some(item => isSame(found, item))
    case 'greater than':
      return compare(found, value, difference => difference > 0)
    case 'less than':
      return compare(found, value, difference => difference < 0)
    case 'at least':
      return compare(found, value, difference => difference >= 0)
    case 'at most':
      return compare(found, value, difference => difference <= 0)
  }
}

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value])

/** A number in text equals the number: properties come from forms, where everything is text. */
const isSame = (found: unknown, value: unknown): boolean =>
  found === value || (isScalar(found) && isScalar(value) && String(found) === String(value))

const isScalar = (value: unknown): boolean =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'

const contains = (found: unknown, value: unknown): boolean =>
  Array.isArray(found)
    ? found.some(item => isSame(item, value))
    : isScalar(found) && String(found).includes(String(value))

function compare(found: unknown, value: unknown, holds: (difference: number) => boolean): boolean {
  if (found === undefined || found === null || String(found).trim() === '') return false
  const difference = Number(found) - Number(value)
  return !Number.isNaN(difference) && holds(difference)
}
