// Filters and tests that are called by a name known only while rendering: by `map('upper')`,
// `select('odd')`, and asked for by `'upper' is filter`.

import { callNative, type Filter, type Test } from './callable.ts'
import { JinjaError, templateRuntimeError } from './errors.ts'
import type { Named } from './filters/applying.ts'
import { nearest } from './suggest.ts'
import { hashKey } from './values/dict.ts'
import { isString, textOf, Undefined, type Value } from './values/objects.ts'
import { repr } from './values/repr.ts'

function find<T>(known: Readonly<Record<string, T>>, what: string, name: Value): T {
  const key = isString(name) ? textOf(name) : ''
  const found = Object.hasOwn(known, key) ? known[key] : undefined
  if (found !== undefined) return found
  let message = `No ${what} named ${repr(name)}.`
  if (name instanceof Undefined)
    message += ` (${complaint(name)}; did you forget to quote the callable name?)`
  const error = templateRuntimeError(message)
  error.suggestion = nearest(key, Object.keys(known))
  throw error
}

function complaint(name: Undefined): string {
  try {
    return name.fail()
  } catch (error) {
    if (error instanceof JinjaError) return error.message
    throw error
  }
}

export function namedOperations(
  filters: Readonly<Record<string, Filter>>,
  tests: Readonly<Record<string, Test>>,
): Named {
  return {
    filter: (run, name, value, args, kwargs) =>
      callNative(find(filters, 'filter', name), String(name), run, [value], args, kwargs),
    test: (run, name, value, args, kwargs) =>
      callNative<[Value]>(find(tests, 'test', name), String(name), run, [value], args, kwargs) === true,
  }
}

/** `is filter` and `is test`. */
export function nameTests(
  filters: Readonly<Record<string, Filter>>,
  tests: Readonly<Record<string, Test>>,
): Record<string, Test> {
  const known = (names: Readonly<Record<string, unknown>>): Test => ({
    params: [],
    call: (_run, value) => {
      // Asked of a dict's keys, which must be hashable.
      hashKey(value)
      return isString(value) && Object.hasOwn(names, textOf(value))
    },
  })
  return { filter: known(filters), test: known(tests) }
}
