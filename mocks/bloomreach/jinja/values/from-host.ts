// Takes plain JavaScript data of the caller into the template: integers become int, other numbers
// float, arrays lists (copied, so that a template cannot change the caller's), objects dicts.

import { typeError } from '../errors.ts'
import { spendItems } from '../limits.ts'
import { PyDict } from './dict.ts'
import { normalInt } from './integers.ts'
import { PyFloat, PyObject, type Value } from './objects.ts'

export function fromHost(value: unknown): Value {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value
    case 'number':
      if (!Number.isInteger(value)) return value
      return Number.isSafeInteger(value) ? value + 0 : BigInt(value)
    case 'bigint':
      return normalInt(value)
    case 'object':
      return value === null ? null : fromObject(value)
    case 'undefined':
      return null
    default:
      throw typeError(
        `Cannot use a JavaScript ${typeof value} in a template: only plain data goes in. Wrap functions with hostFunction().`,
      )
  }
}

function fromObject(value: object): Value {
  if (value instanceof PyObject || value instanceof PyFloat) return value
  if (Array.isArray(value)) {
    spendItems(value.length)
    return value.map(fromHost)
  }
  if (value instanceof Map) {
    const dict = new PyDict()
    for (const [key, item] of value) dict.set(fromHost(key), fromHost(item))
    return dict
  }
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype === null || prototype === Object.prototype || isForeignPlain(prototype)) {
    return PyDict.over(value as Record<string, unknown>, fromHost)
  }
  throw typeError(
    `Cannot use a JavaScript ${value.constructor?.name ?? 'object'} in a template: only plain data goes in. Turn it into an object, an array, a string or a number first.`,
  )
}

/** A plain object of another realm (a test runner's sandbox) has that realm's Object.prototype. */
function isForeignPlain(prototype: unknown): boolean {
  return (
    typeof prototype === 'object' &&
    prototype !== null &&
    Object.getPrototypeOf(prototype) === null &&
    Object.hasOwn(prototype, 'isPrototypeOf')
  )
}
