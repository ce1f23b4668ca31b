// Expressions become closures: names are resolved to slots, calls bound, operators chosen once.

import { getAttribute, getItem } from '../attributes.ts'
import { JinjaError, TemplateAssertionError, templateRuntimeError } from '../errors.ts'
import { spendString } from '../limits.ts'
import { DICT_METHODS } from '../methods/dict.ts'
import { escapeValue } from '../methods/markup.ts'
import type {
  BinaryOperator,
  Compare,
  CompareOperator,
  Expression,
  FilterNode,
  Name,
  TestNode,
} from '../nodes.ts'
import type { Evaluate, Frame, Runtime } from '../runtime.ts'
import { nearest } from '../suggest.ts'
import { getSlice } from '../values/access.ts'
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
import { PyDict } from '../values/dict.ts'
import { isTrue } from '../values/iterate.ts'
import { Markup, PyTuple, Undefined, type Value } from '../values/objects.ts'
import { textRepr, toText } from '../values/repr.ts'
import { filterCall, type Sub, testCall, valueCall } from './call-sites.ts'
import { type Environment, reader, type Scope, softScope } from './scope.ts'

/** Compiles what stands inside a call, for `call-sites.ts`, which cannot know this file. */
class Inside implements Sub {
  readonly #env: Environment
  readonly #scope: Scope

  constructor(env: Environment, scope: Scope) {
    this.#env = env
    this.#scope = scope
  }

  compile(node: Expression): Evaluate {
    return compileExpression(this.#env, node, this.#scope)
  }
}

const nothing: Evaluate = () => null

export function compileExpression(env: Environment, node: Expression, scope: Scope): Evaluate {
  const { at } = node
  switch (node.kind) {
    case 'const': {
      const { value } = node
      return () => value
    }
    case 'name':
      return nameReader(node, scope)
    case 'getattr':
      return attributeReader(compileExpression(env, node.node, scope), node.name, at)
    case 'getitem': {
      const value = compileExpression(env, node.node, scope)
      if (node.key.kind === 'slice') {
        const [start, stop, step] = [node.key.start, node.key.stop, node.key.step].map(part =>
          part === undefined ? nothing : compileExpression(env, part, scope),
        ) as [Evaluate, Evaluate, Evaluate]
        return frame => {
          const operand = value(frame)
          const [from, to, by] = [start(frame), stop(frame), step(frame)]
          frame.run.at = at
          return getSlice(operand, from, to, by)
        }
      }
      const key = compileExpression(env, node.key, scope)
      return frame => {
        const operand = value(frame)
        const index = key(frame)
        frame.run.at = at
        return getItem(operand, index)
      }
    }
    case 'slice':
      throw new TemplateAssertionError('a slice is not a value', at)
    case 'nsref':
      throw new TemplateAssertionError('a namespace attribute can only be set', at)
    case 'filter':
      return compileFilter(
        env,
        node,
        scope,
        node.node === undefined ? undefined : compileExpression(env, node.node, scope),
      )
    case 'test':
      return compileTest(env, node, scope)
    case 'call':
      return valueCall(node, new Inside(env, scope))
    case 'list': {
      const items = node.items.map(child => compileExpression(env, child, scope))
      return frame => {
        const list: Value[] = []
        for (const item of items) list.push(item(frame))
        return list
      }
    }
    case 'tuple': {
      const items = node.items.map(child => compileExpression(env, child, scope))
      return frame => new PyTuple(items.map(item => item(frame)))
    }
    case 'dict': {
      const items = node.items.map(
        ({ key, value }) =>
          [compileExpression(env, key, scope), compileExpression(env, value, scope)] as const,
      )
      return frame => {
        const dict = new PyDict()
        for (const [key, value] of items) {
          const name = key(frame)
          const item = value(frame)
          frame.run.at = at
          dict.set(name, item)
        }
        return dict
      }
    }
    case 'concat':
      return concatenation(
        node.items,
        node.items.map(child => compileExpression(env, child, scope)),
        scope,
        env,
      )
    case 'conditional': {
      const soft = softScope(scope)
      const test = compileExpression(env, node.test, soft)
      const then = compileExpression(env, node.then, soft)
      const otherwise = node.otherwise === undefined ? noElse : compileExpression(env, node.otherwise, soft)
      return frame => (isTrue(test(frame)) ? then(frame) : otherwise(frame))
    }
    case 'compare':
      return comparison(node, env, scope)
    case 'binary':
      return binary(
        node.operator,
        compileExpression(env, node.left, scope),
        compileExpression(env, node.right, scope),
        at,
      )
    case 'unary': {
      const value = compileExpression(env, node.node, scope)
      if (node.operator === 'not') return frame => !isTrue(value(frame))
      const apply = node.operator === 'neg' ? negate : positive
      return frame => {
        const operand = value(frame)
        frame.run.at = at
        return apply(operand)
      }
    }
  }
}

const WITHOUT_ELSE = new Undefined(
  'the inline if-expression evaluated to false and no else section was defined.',
)
const noElse: Evaluate = () => WITHOUT_ELSE

function nameReader(node: Name, scope: Scope): Evaluate {
  const ref = scope.symbols.ref(node.name)
  if (ref.scope === scope.symbols.scope) {
    const { slot } = ref
    return frame => {
      const value = frame.vars[slot]
      return value === undefined ? undefinedName(node, frame) : value
    }
  }
  const read = reader(scope, ref)
  return frame => {
    const value = read(frame)
    return value === undefined ? undefinedName(node, frame) : value
  }
}

function undefinedName({ name, at }: Name, frame: Frame): Undefined {
  frame.run.at = at
  return new Undefined(() => `${textRepr(name)} is undefined`, name)
}

function attributeReader(value: Evaluate, name: string, at: number): Evaluate {
  const plain = isPlainName(name)
  return frame => {
    const operand = value(frame)
    if (plain && operand instanceof PyDict) {
      const item = operand.getName(name)
      if (item !== undefined) return item
    }
    frame.run.at = at
    return getAttribute(operand, name)
  }
}

/** Whether a dict has no attribute of that name, only perhaps an item. */
const isPlainName = (name: string): boolean => !name.startsWith('__') && !Object.hasOwn(DICT_METHODS, name)

/** `value|name(…)`; the value is the block's text when `source` stands for a buffer. */
export function compileFilter(
  env: Environment,
  node: FilterNode,
  scope: Scope,
  source: Evaluate | undefined,
): Evaluate {
  const value = source ?? (node.node === undefined ? undefined : compileExpression(env, node.node, scope))
  if (value === undefined) throw new TemplateAssertionError('a filter needs something to filter', node.at)
  const found = Object.hasOwn(env.filters, node.name) ? env.filters[node.name] : undefined
  if (found === undefined) return unknown(env.filters, 'filter', node, scope)
  return filterCall(node, found, value, new Inside(env, scope))
}

function compileTest(env: Environment, node: TestNode, scope: Scope): Evaluate {
  const found = Object.hasOwn(env.tests, node.name) ? env.tests[node.name] : undefined
  if (found === undefined) return unknown(env.tests, 'test', node, scope)
  return testCall(node, found, compileExpression(env, node.node, scope), new Inside(env, scope))
}

function unknown(
  known: Readonly<Record<string, unknown>>,
  what: string,
  node: FilterNode | TestNode,
  scope: Scope,
): Evaluate {
  const suggestion = nearest(node.name, Object.keys(known))
  if (!scope.soft) {
    const error = new TemplateAssertionError(`No ${what} named ${textRepr(node.name)}.`, node.at)
    error.suggestion = suggestion
    throw error
  }
  return frame => {
    frame.run.at = node.at
    const error = templateRuntimeError(`No ${what} named ${textRepr(node.name)} found.`)
    error.suggestion = suggestion
    throw error
  }
}

/** `a ~ b`; under autoescape everything is escaped as soon as one part is Markup. */
function concatenation(
  nodes: readonly Expression[],
  items: readonly Evaluate[],
  scope: Scope,
  env: Environment,
): Evaluate {
  const { on, volatile } = scope.escaping
  // Jinja2 folds constants before it knows about escaping, and so joins them as plain strings; and
  // where escaping depends on a value it joins everything so.
  if (!on || volatile || nodes.every(node => isConstant(env, node, scope))) {
    return frame => {
      let text = ''
      for (const item of items) text += toText(item(frame))
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

/** The truth of a constant, which looks at nothing of the frame but where errors are noted. */
export function constantTruth(env: Environment, node: Expression, scope: Scope): boolean | undefined {
  const frame: Frame = {
    vars: [],
    outer: undefined,
    run: { at: 0, autoescape: scope.escaping.on } as Runtime,
  }
  try {
    return isTrue(compileExpression(env, node, scope)(frame))
  } catch (error) {
    if (error instanceof JinjaError) return undefined
    throw error
  }
}

/** Filters that Jinja2 hands the context to, and therefore never folds. */
const CONTEXT_FILTERS = ['map', 'select', 'reject', 'selectattr', 'rejectattr', 'random']

/** Whether Jinja2 works a node out while it compiles; filters only where escaping is known. */
export function isConstant(env: Environment, node: Expression, scope: Scope): boolean {
  const all = (...parts: (Expression | undefined)[]) =>
    parts.every(part => part === undefined || isConstant(env, part, scope))
  switch (node.kind) {
    case 'const':
      return true
    case 'list':
    case 'tuple':
    case 'concat':
      return all(...node.items)
    case 'dict':
      return node.items.every(({ key, value }) => all(key, value))
    case 'binary': {
      if (!all(node.left)) return false
      if (node.operator !== 'and' && node.operator !== 'or') return all(node.right)
      return all(node.right) || constantTruth(env, node.left, scope) === (node.operator === 'or')
    }
    case 'unary':
    case 'getattr':
      return all(node.node)
    case 'getitem':
      return all(node.node, node.key)
    case 'slice':
      return all(node.start, node.stop, node.step)
    case 'compare':
      return all(node.first, ...node.rest.map(({ value }) => value))
    case 'conditional':
      if (!all(node.test)) return false
      if (constantTruth(env, node.test, scope)) return all(node.then)
      return node.otherwise !== undefined && all(node.otherwise)
    case 'filter':
    case 'test': {
      const known: Readonly<Record<string, unknown>> = node.kind === 'filter' ? env.filters : env.tests
      if (scope.escaping.volatile || !Object.hasOwn(known, node.name) || CONTEXT_FILTERS.includes(node.name))
        return false
      return (
        node.node !== undefined &&
        all(node.node, ...node.args, ...node.kwargs.map(({ value }) => value), node.starArgs, node.starKwargs)
      )
    }
    default:
      return false
  }
}

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

function comparison(node: Compare, env: Environment, scope: Scope): Evaluate {
  const { at } = node
  const first = compileExpression(env, node.first, scope)
  const rest = node.rest.map(({ operator, value }) => ({
    holds: COMPARISONS[operator],
    value: compileExpression(env, value, scope),
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

function binary(operator: BinaryOperator, left: Evaluate, right: Evaluate, at: number): Evaluate {
  if (operator === 'and') {
    return frame => {
      const value = left(frame)
      return isTrue(value) ? right(frame) : value
    }
  }
  if (operator === 'or') {
    return frame => {
      const value = left(frame)
      return isTrue(value) ? value : right(frame)
    }
  }
  const apply = ARITHMETIC[operator] as (a: Value, b: Value) => Value
  return frame => {
    const a = left(frame)
    const b = right(frame)
    frame.run.at = at
    return apply(a, b)
  }
}
