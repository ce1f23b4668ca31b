// The methods a template may call on Python's own types: an allow-list, one table a type.

import { BoundMethod, type Method } from '../callable.ts'
import { PyDict, PyDictView } from '../values/dict.ts'
import { isFloat, isInt, Markup, PyRange, PyTuple, type Value } from '../values/objects.ts'
import { DICT_METHODS, VIEW_METHODS } from './dict.ts'
import { LIST_METHODS, RANGE_METHODS, TUPLE_METHODS } from './list.ts'
import { MARKUP_METHODS } from './markup.ts'
import { FLOAT_METHODS, INT_METHODS } from './number.ts'
import { STR_METHODS } from './str.ts'

type MethodTable = Readonly<Record<string, Method>>

const NONE: MethodTable = {}

function tableOf(value: Value): MethodTable {
  if (typeof value === 'string') return STR_METHODS
  if (value instanceof PyDict) return DICT_METHODS
  if (Array.isArray(value)) return LIST_METHODS
  if (value instanceof Markup) return MARKUP_METHODS
  if (value instanceof PyTuple) return TUPLE_METHODS
  if (isInt(value) || typeof value === 'boolean') return INT_METHODS
  if (isFloat(value)) return FLOAT_METHODS
  if (value instanceof PyRange) return RANGE_METHODS
  return value instanceof PyDictView ? VIEW_METHODS : NONE
}

/** The method itself, for a call that follows at once. */
export function findMethod(value: Value, name: string): Method | undefined {
  const table = tableOf(value)
  return Object.hasOwn(table, name) ? table[name] : undefined
}

/** The method bound to its value. */
export function methodOf(value: Value, name: string): BoundMethod | undefined {
  const method = findMethod(value, name)
  return method === undefined ? undefined : new BoundMethod(value, name, method)
}
