// `==`, `<` and `in` across Python's types: numbers compare by value whatever their type, sequences
// item by item, and what has no order fails with Python's words.

import { typeError } from '../errors.ts'
import { deeper, spend } from '../limits.ts'
import { PyDict, PyDictView } from './dict.ts'
import { iterate } from './iterate.ts'
import { isString, PyFloat, PyRange, PyTuple, textOf, typeName, Undefined, type Value } from './objects.ts'
import { compareText } from './text.ts'

/** The JavaScript number of any Python number. */
function numberOf(value: Value): number | bigint | undefined {
  if (typeof value === 'number' || typeof value === 'bigint') return value
  if (typeof value === 'boolean') return value ? 1 : 0
  return value instanceof PyFloat ? value.value : undefined
}

export function equals(a: Value, b: Value): boolean {
  if (a === b) return !(typeof a === 'number' && Number.isNaN(a))
  if (typeof a === 'string' && typeof b === 'string') return false
  const x = numberOf(a)
  // Mixed == of number and bigint compares by mathematical value, as Python does.
  // biome-ignore lint/suspicious/noDoubleEquals: see above
  if (x !== undefined) return x == numberOf(b)
  if (isString(a)) return isString(b) && textOf(a) === textOf(b)
  if (Array.isArray(a)) return Array.isArray(b) && equalItems(a, b)
  if (a instanceof PyTuple) return b instanceof PyTuple && equalItems(a.items, b.items)
  if (a instanceof PyDict) return b instanceof PyDict && equalDicts(a, b)
  if (a instanceof Undefined) return b instanceof Undefined
  if (a instanceof PyRange) return b instanceof PyRange && equalRanges(a, b)
  if (isSetLike(a) && isSetLike(b)) {
    const left = [...a.walk()]
    return left.length === b.dict.size && left.every(item => contains(b, item))
  }
  return false
}

const isSetLike = (value: Value): value is PyDictView =>
  value instanceof PyDictView && value.part !== 'values'

/** Python's `is or ==`, which containers use for their items. */
export const sameOrEquals = (a: Value, b: Value): boolean => a === b || equals(a, b)

function equalItems(a: readonly Value[], b: readonly Value[]): boolean {
  if (a.length !== b.length) return false
  return deeper(() => {
    spend(a.length)
    return a.every((item, index) => sameOrEquals(item, b[index]))
  })
}

function equalDicts(a: PyDict, b: PyDict): boolean {
  if (a.size !== b.size) return false
  return deeper(() => {
    for (const [key, value] of a.entries()) {
      spend(1)
      const other = b.get(key)
      if (other === undefined || !sameOrEquals(value, other)) return false
    }
    return true
  })
}

const equalRanges = (a: PyRange, b: PyRange): boolean =>
  a.length === b.length && (a.length === 0 || (a.start === b.start && (a.length === 1 || a.step === b.step)))

type Order = '<' | '<=' | '>' | '>='

/** -1, 0, 1, or NaN when neither is less, equal or greater. */
function order(a: Value, b: Value, operator: Order): number {
  if (typeof a === 'string' && typeof b === 'string') return compareText(a, b)
  const x = numberOf(a)
  const y = numberOf(b)
  if (x !== undefined && y !== undefined) return x < y ? -1 : x > y ? 1 : x >= y ? 0 : Number.NaN
  if (isString(a) && isString(b)) return compareText(textOf(a), textOf(b))
  if (Array.isArray(a) && Array.isArray(b)) return orderItems(a, b, operator)
  if (a instanceof PyTuple && b instanceof PyTuple) return orderItems(a.items, b.items, operator)
  if (isSetLike(a) && isSetLike(b)) return orderSets(a, b)
  if (a instanceof Undefined) a.fail()
  if (b instanceof Undefined) b.fail()
  throw typeError(`'${operator}' not supported between instances of '${typeName(a)}' and '${typeName(b)}'`)
}

function orderItems(a: readonly Value[], b: readonly Value[], operator: Order): number {
  return deeper(() => {
    const length = Math.min(a.length, b.length)
    for (let i = 0; i < length; i++) {
      spend(1)
      if (!sameOrEquals(a[i], b[i])) return order(a[i], b[i], operator)
    }
    return Math.sign(a.length - b.length)
  })
}

/** A set is less than another when all it has is in the other, which has more. */
function orderSets(a: PyDictView, b: PyDictView): number {
  if (equals(a, b)) return 0
  if (isSubset(a, b)) return -1
  return isSubset(b, a) ? 1 : Number.NaN
}

const isSubset = (a: PyDictView, b: PyDictView): boolean => [...a.walk()].every(item => contains(b, item))

export const less = (a: Value, b: Value, operator: Order = '<'): boolean => order(a, b, operator) < 0
export const greater = (a: Value, b: Value): boolean => order(a, b, '>') > 0
export const lessOrEqual = (a: Value, b: Value): boolean => order(a, b, '<=') <= 0
export const greaterOrEqual = (a: Value, b: Value): boolean => order(a, b, '>=') >= 0

/** `item in container`. */
export function contains(container: Value, item: Value): boolean {
  if (isString(container)) {
    if (isString(item)) {
      spend(textOf(container).length >> 6)
      return textOf(container).includes(textOf(item))
    }
    throw typeError(`'in <string>' requires string as left operand, not ${typeName(item)}`)
  }
  if (container instanceof PyDict) return container.has(item)
  if (container instanceof PyDictView && container.part === 'keys') return container.dict.has(item)
  const next = iterate(container, 'is not a container')
  for (let value = next(); value !== undefined; value = next()) {
    spend(1)
    if (sameOrEquals(value, item)) return true
  }
  return false
}

/** list.sort(): stable, and stable too when reversed. */
export function sorted(values: readonly Value[], keyOf: (value: Value) => Value, reverse = false): Value[] {
  spend(values.length * Math.ceil(Math.log2(values.length + 1)))
  const keyed = values.map(value => ({ value, key: keyOf(value) }))
  const compare = (a: { key: Value }, b: { key: Value }) =>
    less(b.key, a.key) ? 1 : less(a.key, b.key) ? -1 : 0
  keyed.sort(reverse ? (a, b) => compare(b, a) : compare)
  return keyed.map(({ value }) => value)
}
