// How a method of str is declared, and what it takes as an argument.

import { type Method, type Parameter, positionalOnly } from '../callable.ts'
import { typeError } from '../errors.ts'
import { spend } from '../limits.ts'
import { indexOf } from '../values/numeric.ts'
import { isString, textOf, typeName, type Value } from '../values/objects.ts'

/** A method whose arguments have no names, as most of Python's own. */
export function str(params: readonly Parameter[], call: (text: string, ...args: Value[]) => Value): Method {
  return named(positionalOnly(params), call)
}

export function named(params: readonly Parameter[], call: (text: string, ...args: Value[]) => Value): Method {
  return {
    params,
    call: (_run, self, ...args) => {
      const text = self as string
      if (text.length > 64) spend(text.length >> 4)
      return call(text, ...args)
    },
  }
}

export function text(value: Value, what = 'argument'): string {
  if (!isString(value)) throw typeError(`${what} must be str, not ${typeName(value)}`)
  return textOf(value)
}

export function int(value: Value): number {
  const index = indexOf(value)
  if (index === undefined) throw typeError(`'${typeName(value)}' object cannot be interpreted as an integer`)
  return Number(index)
}
