// Walking and measuring values: iter(), len(), bool(), list().

import { runtimeError, typeError } from '../errors.ts'
import { spend, spendItems } from '../limits.ts'
import { PyDict, PyDictView } from './dict.ts'
import {
  Markup,
  type Next,
  PyFloat,
  PyIterator,
  PyObject,
  PyRange,
  PyTuple,
  typeName,
  Undefined,
  type Value,
} from './objects.ts'
import { codePoints, textLength } from './text.ts'

/** iter(value); a list is walked live, as Python does. */
export function iterate(value: Value, complaint = 'object is not iterable'): Next {
  const next = iteratorOf(value)
  if (next !== undefined) return next
  if (complaint === 'is not a container') {
    throw typeError(`argument of type '${typeName(value)}' is not iterable`)
  }
  throw typeError(`'${typeName(value)}' ${complaint}`)
}

/** iter(value), or undefined when it has none. */
export function iteratorOf(value: Value): Next | undefined {
  if (Array.isArray(value)) return walkArray(value)
  if (typeof value === 'string') return walkArray(codePoints(value))
  if (value instanceof PyTuple) return walkArray(value.items)
  if (value instanceof Undefined) return nothing
  if (value instanceof PyDict) return walkDict(value, value.keys())
  if (value instanceof PyDictView) return walkDict(value.dict, value.walk())
  if (value instanceof PyRange) return walkRange(value)
  if (value instanceof PyIterator) return value.next
  if (value instanceof Markup) return walkArray(codePoints(value.text))
  return value instanceof PyObject ? value.iterator() : undefined
}

const nothing: Next = () => undefined

function walkArray(items: readonly Value[]): Next {
  let index = 0
  return () => {
    if (index >= items.length) return undefined
    index++
    return items[index - 1]
  }
}

function walkRange(range: PyRange): Next {
  let index = 0
  return () => {
    if (index >= range.length) return undefined
    index++
    return range.at(index - 1)
  }
}

function walkDict(dict: PyDict, source: Generator<Value>): Next {
  const { size } = dict
  return () => {
    if (dict.size !== size) throw runtimeError('dictionary changed size during iteration')
    const step = source.next()
    return step.done ? undefined : step.value
  }
}

/** list(value). */
export function toList(value: Value): Value[] {
  if (Array.isArray(value)) {
    spendItems(value.length)
    return value.slice()
  }
  const items: Value[] = []
  const next = iterate(value)
  for (let item = next(); item !== undefined; item = next()) {
    items.push(item)
    // Paid on the way, for what a lazy value gives may have no end.
    if ((items.length & 255) === 0) spendItems(items.length)
    else spend(1)
  }
  return items
}

/** len(value), or undefined when it has none. */
export function sizeOf(value: Value): number | undefined {
  if (typeof value === 'string') return textLength(value)
  if (Array.isArray(value)) return value.length
  if (value instanceof PyDict) return value.size
  if (value instanceof PyTuple) return value.items.length
  if (value instanceof Undefined) return 0
  if (value instanceof Markup) return textLength(value.text)
  if (value instanceof PyRange) return value.length
  if (value instanceof PyDictView) return value.dict.size
  return value instanceof PyObject ? value.size : undefined
}

/** len(value). */
export function lengthOf(value: Value): number {
  const size = sizeOf(value)
  if (size === undefined) throw typeError(`object of type '${typeName(value)}' has no len()`)
  return size
}

/** bool(value). */
export function isTrue(value: Value): boolean {
  switch (typeof value) {
    case 'boolean':
      return value
    case 'string':
      return value !== ''
    case 'number':
    case 'bigint':
      // Unlike in JavaScript, NaN is true.
      return value !== 0
  }
  if (value === null) return false
  if (value instanceof PyFloat) return value.value !== 0
  return sizeOf(value) !== 0
}
