// Every built-in test of Jinja2 3.1: what may stand after `is`.

import { type Parameter, PyCallable, type Test } from './callable.ts'
import { spend } from './limits.ts'
import { isCased } from './methods/str-case.ts'
import { hasItems } from './values/access.ts'
import { modulo } from './values/arithmetic.ts'
import { contains, equals, greater, greaterOrEqual, less, lessOrEqual } from './values/compare.ts'
import { PyDict } from './values/dict.ts'
import { iteratorOf, sizeOf } from './values/iterate.ts'
import { isFloat, isInt, isString, Markup, Undefined, type Value } from './values/objects.ts'
import { toText } from './values/repr.ts'

function test(call: (value: Value, ...args: Value[]) => boolean, ...params: Parameter[]): Test {
  return {
    params,
    call: (_run, value, ...args) => call(value, ...args),
  }
}

const comparison = (call: (a: Value, b: Value) => boolean): Test => test(call, 'b')

const isNumber = (value: Value) => typeof value === 'boolean' || isInt(value) || isFloat(value)

/** A look at every character of a text has its price. */
function paid(text: string): string {
  if (text.length > 16) spend(text.length >> 2)
  return text
}

const eq = comparison(equals)
const ne = comparison((a, b) => !equals(a, b))
const gt = comparison(greater)
const ge = comparison(greaterOrEqual)
const lt = comparison((a, b) => less(a, b))
const le = comparison(lessOrEqual)

export const BUILT_IN_TESTS: Readonly<Record<string, Test>> = {
  odd: test(value => equals(modulo(value, 2), 1)),
  even: test(value => equals(modulo(value, 2), 0)),
  divisibleby: test((value, by) => equals(modulo(value, by), 0), 'num'),
  defined: test(value => !(value instanceof Undefined)),
  undefined: test(value => value instanceof Undefined),
  none: test(value => value === null),
  boolean: test(value => typeof value === 'boolean'),
  false: test(value => value === false),
  true: test(value => value === true),
  integer: test(isInt),
  float: test(isFloat),
  lower: test(value => isCased(paid(toText(value)), false)),
  upper: test(value => isCased(paid(toText(value)), true)),
  string: test(isString),
  mapping: test(value => value instanceof PyDict),
  number: test(isNumber),
  sequence: test(value => sizeOf(value) !== undefined && hasItems(value)),
  iterable: test(value => iteratorOf(value) !== undefined),
  callable: test(value => value instanceof PyCallable || value instanceof Undefined),
  sameas: test((value, other) => value === other, 'other'),
  escaped: test(value => value instanceof Markup),
  in: test((value, container) => contains(container, value), 'seq'),
  '==': eq,
  eq,
  equalto: eq,
  '!=': ne,
  ne,
  '>': gt,
  gt,
  greaterthan: gt,
  ge,
  '>=': ge,
  '<': lt,
  lt,
  lessthan: lt,
  '<=': le,
  le,
}
