// Pure: does a record of properties pass a filter? Used on customers, on events, on what started a path and on the items
// of catalogs.
import { isAttribute, operandsOf, type PropertyFilter } from './filter-schemas.ts'
import { operatorOf } from './operators/index.ts'

export type Properties = Readonly<Record<string, unknown>>

/** `now`, in milliseconds, is what "in the last 7 days" counts from. */
export const matchesAll = (
  properties: Properties,
  filters: readonly PropertyFilter[],
  now: number,
): boolean => filters.every(filter => matches(properties, filter, now))

function matches(properties: Properties, { property, operator, value, items }: PropertyFilter, now: number) {
  const found = propertyOf(properties, property)
  const operands = operandsOf(value).map(operand =>
    isAttribute(operand) ? propertyOf(properties, operand.attribute) : operand,
  )
  const passes = (one: unknown) => operatorOf(operator).holds(one, operands, now)
  if (items === undefined || !Array.isArray(found)) return passes(found)
  return items === 'all' ? found.every(passes) : found.some(passes)
}

export const propertyOf = (properties: Properties, name: string): unknown =>
  Object.hasOwn(properties, name) ? properties[name] : undefined
