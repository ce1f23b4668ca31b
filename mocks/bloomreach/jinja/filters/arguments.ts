// What Python's own functions ask of an argument.

import { typeError } from '../errors.ts'
import { indexOf } from '../values/numeric.ts'
import { typeName, type Value } from '../values/objects.ts'

/** The int an argument must be. */
export function intArgument(value: Value): number {
  const index = indexOf(value)
  if (index === undefined) throw typeError(`'${typeName(value)}' object cannot be interpreted as an integer`)
  return Number(index)
}

/** A flag that Python takes as an int. */
export const boolArgument = (value: Value): boolean => intArgument(value) !== 0
