// The methods a template may call on Python's own types: an allow-list, one table a type.

import { BoundMethod, type Method } from '../calls.ts'
import { PyDict, PyDictView } from '../values/dict.ts'
import { isFloat, isInt, Markup, PyRange, PyTuple, type Value } from '../values/objects.ts'
import { dictMethods, viewMethods } from './dict.ts'
import { listMethods, rangeMethods, tupleMethods } from './list.ts'
import { markupMethods } from './markup.ts'
import { floatMethods, intMethods } from './number.ts'
import { strMethods } from './str.ts'

type MethodTable = Readonly<Record<string, Method>>

const none: MethodTable = {}

const tableOf = (value: Value): MethodTable => {
  if (typeof value === 'string') return strMethods
  if (value instanceof PyDict) return dictMethods
  if (Array.isArray(value)) return listMethods
  if (value instanceof Markup) return markupMethods
  if (value instanceof PyTuple) return tupleMethods
  if (isInt(value) || typeof value === 'boolean') return intMethods
  if (isFloat(value)) return floatMethods
  if (value instanceof PyRange) return rangeMethods
  return value instanceof PyDictView ? viewMethods : none
}

/** The method itself, for a call that follows at once. */
export const findMethod = (value: Value, name: string): Method | undefined => {
  const table = tableOf(value)
  return Object.hasOwn(table, name) ? table[name] : undefined
}

/** The method bound to its value. */
export const methodOf = (value: Value, name: string): BoundMethod | undefined => {
  const method = findMethod(value, name)
  return method === undefined ? undefined : new BoundMethod(value, name, method)
}
