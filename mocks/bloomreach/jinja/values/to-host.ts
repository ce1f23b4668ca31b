// Takes values out of the template for functions of the caller's: plain JavaScript data again.

import { deeper } from '../limits.ts'
import { PyDict } from './dict.ts'
import { Markup, PyFloat, PyTuple, Undefined, type Value } from './objects.ts'
import { toText } from './repr.ts'

export function toHost(value: Value): unknown {
  if (value instanceof PyFloat) return value.value
  if (value instanceof Markup) return value.text
  if (value instanceof Undefined) return undefined
  if (Array.isArray(value)) return deeper(() => value.map(toHost))
  if (value instanceof PyTuple) return deeper(() => value.items.map(toHost))
  if (value instanceof PyDict) {
    return deeper(() =>
      Object.fromEntries([...value.entries()].map(([key, item]) => [toText(key), toHost(item)])),
    )
  }
  return value
}
