// Items, slices and plain attributes of values: never a JavaScript property, only what a value holds
// or its class chooses to show. Methods join in `attributes.ts`.

import { indexError, keyError, typeError, valueError } from '../errors.ts'
import { spendItems } from '../limits.ts'
import { PyDict, PyDictView } from './dict.ts'
import { indexOf } from './numeric.ts'
import {
  isString,
  Markup,
  Namespace,
  PyFloat,
  PyIterator,
  PyObject,
  PyRange,
  PyTuple,
  textOf,
  typeName,
  Undefined,
  type Value,
} from './objects.ts'
import { repr, textRepr } from './repr.ts'
import { codePoints, isFlat } from './text.ts'

function typeLabel(value: Value): string {
  if (value === null) return 'None'
  const name = typeName(value)
  const module = MODULES[name]
  return module === undefined ? `${name} object` : `${module}.${name} object`
}

const MODULES: Record<string, string> = {
  Cycler: 'jinja2.utils',
  Joiner: 'jinja2.utils',
  Namespace: 'jinja2.utils',
  LoopContext: 'jinja2.runtime',
  Macro: 'jinja2.runtime',
  Undefined: 'jinja2.runtime',
  Markup: 'markupsafe',
  _GroupTuple: 'jinja2.filters',
}

/** The Undefined for a missing attribute or item. */
export function missingItem(value: Value, key: Value): Undefined {
  return new Undefined(
    () =>
      isString(key)
        ? `${textRepr(typeLabel(value))} has no attribute ${repr(key)}`
        : `${typeLabel(value)} has no element ${repr(key)}`,
    key,
  )
}

/** What a value shows by name besides its methods. */
export function plainAttribute(value: Value, name: string): Value | undefined {
  if (value instanceof PyObject) return value.attribute(name)
  if (name === 'real') return typeof value === 'boolean' ? Number(value) : isNumber(value) ? value : undefined
  if (name === 'imag' && isNumber(value)) return isWhole(value) ? 0 : new PyFloat(0)
  if (!isWhole(value)) return undefined
  if (name === 'numerator') return typeof value === 'boolean' ? Number(value) : value
  return name === 'denominator' ? 1 : undefined
}

function isNumber(value: Value) {
  return (
    typeof value === 'number' ||
    typeof value === 'bigint' ||
    typeof value === 'boolean' ||
    value instanceof PyFloat
  )
}

const isWhole = (value: Value) =>
  typeof value === 'bigint' || typeof value === 'boolean' || Number.isInteger(value)

/** The item of a sequence at an index that may count from the end. */
export function itemAt(value: Value, index: number): Value | undefined {
  if (Array.isArray(value)) return value[index < 0 ? index + value.length : index]
  if (value instanceof PyTuple) return value.items[index < 0 ? index + value.items.length : index]
  if (value instanceof PyRange) {
    const place = index < 0 ? index + value.length : index
    return place >= 0 && place < value.length ? value.at(place) : undefined
  }
  if (!isString(value)) return value instanceof PyObject ? value.item(index) : undefined
  const text = textOf(value)
  const points: string | string[] = isFlat(text) ? text : codePoints(text)
  const char = points[index < 0 ? index + points.length : index]
  return char === undefined || typeof value === 'string' ? char : new Markup(char)
}

/** Start, stop and step of a slice over so many items, as slice.indices() gives them. */
export function sliceIndices(
  start: Value,
  stop: Value,
  step: Value,
  length: number,
): [number, number, number] {
  const by = bound(step) ?? 1
  if (by === 0) throw valueError('slice step cannot be zero')
  const low = by < 0 ? -1 : 0
  const high = by < 0 ? length - 1 : length
  const clamp = (at: number) => Math.min(Math.max(at < 0 ? at + length : at, low), high)
  const from = bound(start)
  const to = bound(stop)
  return [
    from === undefined ? (by < 0 ? high : low) : clamp(from),
    to === undefined ? (by < 0 ? low : high) : clamp(to),
    by,
  ]
}

function bound(value: Value): number | undefined {
  if (value === null) return undefined
  const index = indexOf(value)
  if (index !== undefined) return Number(index)
  throw typeError('slice indices must be integers or None or have an __index__ method')
}

/** `value[start:stop:step]`. */
export function getSlice(value: Value, start: Value, stop: Value, step: Value): Value {
  if (value instanceof PyRange) {
    const [from, to, by] = sliceIndices(start, stop, step, value.length)
    return new PyRange(value.at(from), value.at(to), value.step * by)
  }
  if (Array.isArray(value)) return pick(value, start, stop, step)
  if (value instanceof PyTuple) return new PyTuple(pick(value.items, start, stop, step))
  if (isString(value)) {
    const text = textOf(value)
    const points: string | string[] = isFlat(text) ? text : codePoints(text)
    const [from, to, by] = sliceIndices(start, stop, step, points.length)
    let part = ''
    if (by === 1 && typeof points === 'string') part = points.slice(from, Math.max(from, to))
    else for (let i = from; by > 0 ? i < to : i > to; i += by) part += points[i]
    return typeof value === 'string' ? part : new Markup(part)
  }
  if (value instanceof Undefined) value.fail()
  if (value instanceof PyDict) throw typeError("unhashable type: 'slice'")
  throw typeError(`'${typeName(value)}' object is not subscriptable`)
}

function pick(items: readonly Value[], start: Value, stop: Value, step: Value): Value[] {
  const [from, to, by] = sliceIndices(start, stop, step, items.length)
  const picked: Value[] = []
  for (let i = from; by > 0 ? i < to : i > to; i += by) picked.push(items[i])
  spendItems(picked.length)
  return picked
}

/** `value[key]` as Python itself means it, in str.format: a missing item is an error. */
export function requireItem(value: Value, key: Value): Value {
  const item = value instanceof PyDict ? value.get(key) : itemAt(value, Number(indexOf(key) ?? Number.NaN))
  if (item !== undefined) return item
  if (value instanceof Undefined) value.fail()
  if (value instanceof PyDict) throw keyError(repr(key))
  if (typeof key === 'number' && (isString(value) || Array.isArray(value) || value instanceof PyTuple)) {
    throw indexError(`${isString(value) ? 'string' : typeName(value)} index out of range`)
  }
  throw typeError(
    isString(value) || Array.isArray(value) || value instanceof PyTuple
      ? `${isString(value) ? 'string' : typeName(value)} indices must be integers, not '${typeName(key)}'`
      : `'${typeName(value)}' object is not subscriptable`,
  )
}

/** Whether `value[...]` is a notion at all, which the `sequence` test asks. */
export const hasItems = (value: Value): boolean =>
  !(value instanceof PyIterator || value instanceof PyDictView || value instanceof Namespace)
