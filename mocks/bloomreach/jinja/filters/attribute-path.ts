// The `attribute` argument of map, sort, groupby and others: `'address.city'`, `'0.name'`, `1`.

import { getItem } from '../attributes.ts'
import { spend } from '../limits.ts'
import { isString, textOf, Undefined, type Value } from '../values/objects.ts'

type Getter = (item: Value) => Value

function partsOf(attribute: Value): Value[] {
  if (attribute === null) return []
  if (!isString(attribute)) return [attribute]
  return textOf(attribute)
    .split('.')
    .map(part => (/^\p{Nd}+$/u.test(part) ? Number(part) : part))
}

/** Strings in lower case, everything else as it is. */
export const ignoreCase: Getter = value => {
  if (!isString(value)) return value
  const text = textOf(value)
  if (text.length > 64) spend(text.length >> 4)
  return text.toLowerCase()
}

/** Reads one attribute; `fallback` stands in for what is missing. */
export function attributeGetter(attribute: Value, fallback: Value = null): Getter {
  const parts = partsOf(attribute)
  return item => {
    let value = item
    for (const part of parts) {
      value = getItem(value, part)
      if (fallback !== null && value instanceof Undefined) value = fallback
    }
    return value
  }
}

/** Reads several attributes, named with commas between them, into a list. */
export function multiAttributeGetter(attribute: Value, finish: Getter): (item: Value) => Value[] {
  const attributes = isString(attribute) ? textOf(attribute).split(',') : [attribute]
  const paths = attributes.map(partsOf)
  return item => paths.map(parts => finish(parts.reduce<Value>(getItem, item)))
}
