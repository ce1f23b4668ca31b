// Operators: comparisons, arithmetic, `and`, `or`, `not` and `~`, chosen once.

import { typeError } from '../errors.ts'
import { spendString } from '../limits.ts'
import { escapeValue } from '../methods/markup.ts'
import type { Binary, BinaryOperator, Compare, CompareOperator, Concatenation, Unary } from '../nodes.ts'
import type { Evaluate } from '../runtime.ts'
import {
  add,
  divide,
  floorDiv,
  modulo,
  multiply,
  negate,
  positive,
  power,
  subtract,
} from '../values/arithmetic.ts'
import { contains, equals, greater, greaterOrEqual, less, lessOrEqual } from '../values/compare.ts'
import { isTrue } from '../values/iterate.ts'
import { forgetNothing } from '../values/nothing.ts'
import { numeric } from '../values/numeric.ts'
import { Markup, Undefined, type Value } from '../values/objects.ts'
import { toText } from '../values/repr.ts'
import { isConstant } from './folding.ts'
import { tellNothing } from './printed-nothing.ts'
import { decidingScope, type Scope } from './scope.ts'

const COMPARISONS: Record<CompareOperator, (a: Value, b: Value) => boolean> = {
  eq: equals,
  ne: (a, b) => !equals(a, b),
  lt: (a, b) => less(a, b),
  lteq: lessOrEqual,
  gt: greater,
  gteq: greaterOrEqual,
  in: (a, b) => contains(b, a),
  notin: (a, b) => !contains(b, a),
}

export function comparison(node: Compare, scope: Scope): Evaluate {
  const { at } = node
  const inside = decidingScope(scope)
  const first = scope.compile(node.first, inside)
  const rest = node.rest.map(({ operator, value }) => ({
    holds: COMPARISONS[operator],
    value: scope.compile(value, inside),
  }))
  const [only] = rest
  if (only !== undefined && rest.length === 1) {
    const { holds, value } = only
    return frame => {
      const left = first(frame)
      const right = value(frame)
      frame.run.at = at
      return holds(left, right)
    }
  }
  return frame => {
    let left = first(frame)
    for (const { holds, value } of rest) {
      const right = value(frame)
      frame.run.at = at
      if (!holds(left, right)) return false
      left = right
    }
    return true
  }
}

const ARITHMETIC: Partial<Record<BinaryOperator, (a: Value, b: Value) => Value>> = {
  add,
  sub: subtract,
  mul: multiply,
  div: divide,
  floordiv: floorDiv,
  mod: modulo,
  pow: power,
}

export function binary({ operator, left, right, at }: Binary, scope: Scope): Evaluate {
  const first = scope.compile(left, scope)
  const second = scope.compile(right, scope)
  if (operator === 'and') return conjunction(first, second)
  if (operator === 'or') return disjunction(first, second)
  const numbersOnly = operator === 'add' && scope.env.plus === 'numbers'
  const apply = numbersOnly ? addNumbers : (ARITHMETIC[operator] as (a: Value, b: Value) => Value)
  return frame => {
    const a = first(frame)
    const b = second(frame)
    frame.run.at = at
    return apply(a, b)
  }
}

/** [C] an HTML block's history quotes the message. */
function addNumbers(a: Value, b: Value): Value {
  if (a instanceof Undefined) a.fail()
  if (b instanceof Undefined) b.fail()
  if (numeric(a) === undefined || numeric(b) === undefined) {
    throw typeError('Numeric operator + is allowed on numbers only')
  }
  return add(a, b)
}

function conjunction(left: Evaluate, right: Evaluate): Evaluate {
  return frame => {
    const value = left(frame)
    return isTrue(value) ? right(frame) : value
  }
}

function disjunction(left: Evaluate, right: Evaluate): Evaluate {
  return frame => {
    const value = left(frame)
    return isTrue(value) ? value : right(frame)
  }
}

export function unary({ operator, node, at }: Unary, scope: Scope): Evaluate {
  const value = scope.compile(node, scope)
  if (operator === 'not') return frame => !isTrue(value(frame))
  const apply = operator === 'neg' ? negate : positive
  return frame => {
    const operand = value(frame)
    frame.run.at = at
    return apply(operand)
  }
}

/** `a ~ b`; under autoescape everything is escaped as soon as one part is Markup. */
export function concatenation({ items: nodes, at }: Concatenation, scope: Scope): Evaluate {
  const items = nodes.map(node => scope.compile(node, scope))
  const { on, volatile } = scope.escaping
  // Jinja2 folds constants before it knows about escaping, and so joins them as plain strings; and
  // where escaping depends on a value it joins everything so.
  if (!on || volatile || nodes.every(node => isConstant(node, scope))) {
    return frame => {
      let text = ''
      forgetNothing()
      for (const item of items) text += toText(item(frame))
      if (text !== '' && !scope.decides) tellNothing(frame.run, at)
      spendString(text.length)
      return text
    }
  }
  return frame => {
    const values = items.map(item => item(frame))
    const escapes = values.some(value => value instanceof Markup)
    const text = values
      .map(value =>
        escapes ? escapeValue(value instanceof Markup ? value : toText(value)).text : toText(value),
      )
      .join('')
    spendString(text.length)
    return escapes ? new Markup(text) : text
  }
}
