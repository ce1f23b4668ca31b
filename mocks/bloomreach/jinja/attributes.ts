// `a.b` and `a['b']`: methods of an allow-list first or last, as Jinja2 orders them. Names with two
// leading underscores are unsafe, as in Jinja2's sandbox: they evaluate to an Undefined that fails
// with SecurityError.

import { isError } from './errors.ts'
import { methodOf } from './methods/index.ts'
import { itemAt, missingItem, plainAttribute } from './values/access.ts'
import { PyDict } from './values/dict.ts'
import { indexOf } from './values/numeric.ts'
import { isString, textOf, typeName, Undefined, type Value } from './values/objects.ts'
import { textRepr } from './values/repr.ts'

/** getattr(value, name), or undefined. */
export function attributeOf(value: Value, name: string): Value | undefined {
  if (value instanceof Undefined) value.fail()
  if (name.startsWith('__')) return unsafe(value, name)
  return methodOf(value, name) ?? plainAttribute(value, name)
}

function unsafe(value: Value, name: string): Undefined {
  return new Undefined(
    `access to attribute ${textRepr(name)} of ${textRepr(typeName(value))} object is unsafe.`,
    name,
    'SecurityError',
  )
}

/** `value.name`: the attribute, else the item. */
export function getAttribute(value: Value, name: string): Value {
  const attribute = attributeOf(value, name)
  if (attribute !== undefined) return attribute
  const item = value instanceof PyDict ? value.getName(name) : undefined
  return item === undefined ? missingItem(value, name) : item
}

/** `value[key]`: the item, else the attribute. */
export function getItem(value: Value, key: Value): Value {
  if (value instanceof PyDict) {
    const item = tryKey(value, key)
    if (item !== undefined) return item
  } else if (value instanceof Undefined) {
    value.fail()
  } else {
    const index = indexOf(key)
    const item = index === undefined ? undefined : itemAt(value, Number(index))
    if (item !== undefined) return item
  }
  if (isString(key)) {
    const attribute = attributeOf(value, textOf(key))
    if (attribute !== undefined) return attribute
  }
  return missingItem(value, key)
}

function tryKey(dict: PyDict, key: Value): Value | undefined {
  try {
    return dict.get(key)
  } catch (error) {
    if (isError(error, 'TypeError')) return undefined
    throw error
  }
}
