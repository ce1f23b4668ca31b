// Expressions become closures: names are resolved to slots, attributes and items read, literals made.
// Calls, operators and constants have files of their own.

import { getAttribute, getItem } from '../attributes.ts'
import { TemplateAssertionError, templateRuntimeError } from '../errors.ts'
import { DICT_METHODS } from '../methods/dict.ts'
import type {
  Conditional,
  DictNode,
  Expression,
  FilterNode,
  GetAttribute,
  GetItem,
  ListNode,
  Name,
  SliceNode,
  TestNode,
  TupleNode,
} from '../nodes.ts'
import type { Evaluate, Frame } from '../runtime.ts'
import { nearest } from '../suggest.ts'
import { getSlice } from '../values/access.ts'
import { PyDict } from '../values/dict.ts'
import { isTrue } from '../values/iterate.ts'
import { ChosenNothing, PyTuple, Undefined, type Value } from '../values/objects.ts'
import { textRepr } from '../values/repr.ts'
import { filterCall, testCall, valueCall } from './call-sites.ts'
import { binary, comparison, concatenation, unary } from './operators.ts'
import { decidingScope, reader, type Scope, softScope } from './scope.ts'

export function compileExpression(node: Expression, scope: Scope): Evaluate {
  switch (node.kind) {
    case 'const':
      return constant(node.value)
    case 'name':
      return nameReader(node, scope)
    case 'getattr':
      return attributeReader(node, compileExpression(node.node, scope))
    case 'getitem':
      return node.key.kind === 'slice' ? sliceReader(node, node.key, scope) : itemReader(node, scope)
    case 'filter':
      return compileFilter(node, scope, undefined)
    case 'test':
      return compileTest(node, scope)
    case 'call':
      return valueCall(node, scope)
    case 'list':
      return listMaker(node, scope)
    case 'tuple':
      return tupleMaker(node, scope)
    case 'dict':
      return dictMaker(node, scope)
    case 'concat':
      return concatenation(node, scope)
    case 'conditional':
      return conditional(node, scope)
    case 'compare':
      return comparison(node, scope)
    case 'binary':
      return binary(node, scope)
    case 'unary':
      return unary(node, scope)
    case 'slice':
      throw new TemplateAssertionError('a slice is not a value', node.at)
    case 'nsref':
      throw new TemplateAssertionError('a namespace attribute can only be set', node.at)
  }
}

const constant =
  (value: Value): Evaluate =>
  () =>
    value

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

function attributeReader({ name, at }: GetAttribute, value: Evaluate): Evaluate {
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
const isPlainName = (name: string): boolean => !DICT_METHOD_NAMES.has(name) && !name.startsWith('__')

const DICT_METHOD_NAMES: ReadonlySet<string> = new Set(Object.keys(DICT_METHODS))

function itemReader(node: GetItem, scope: Scope): Evaluate {
  const value = compileExpression(node.node, scope)
  const key = compileExpression(node.key, scope)
  const { at } = node
  return frame => {
    const operand = value(frame)
    const index = key(frame)
    frame.run.at = at
    return getItem(operand, index)
  }
}

function sliceReader({ node, at }: GetItem, { start, stop, step }: SliceNode, scope: Scope): Evaluate {
  const value = compileExpression(node, scope)
  const part = (child: Expression | undefined) =>
    child === undefined ? constant(null) : compileExpression(child, scope)
  const [from, to, by] = [part(start), part(stop), part(step)]
  return frame => {
    const operand = value(frame)
    const [first, end, stride] = [from(frame), to(frame), by(frame)]
    frame.run.at = at
    return getSlice(operand, first, end, stride)
  }
}

function listMaker(node: ListNode, scope: Scope): Evaluate {
  const items = node.items.map(child => compileExpression(child, scope))
  return frame => {
    const list: Value[] = []
    for (const item of items) list.push(item(frame))
    return list
  }
}

function tupleMaker(node: TupleNode, scope: Scope): Evaluate {
  const items = node.items.map(child => compileExpression(child, scope))
  return frame => new PyTuple(items.map(item => item(frame)))
}

function dictMaker({ items, at }: DictNode, scope: Scope): Evaluate {
  const pairs = items.map(({ key, value }) => ({
    key: compileExpression(key, scope),
    value: compileExpression(value, scope),
  }))
  return frame => {
    const dict = new PyDict()
    for (const { key, value } of pairs) {
      const name = key(frame)
      const item = value(frame)
      frame.run.at = at
      dict.set(name, item)
    }
    return dict
  }
}

const WITHOUT_ELSE = new ChosenNothing(
  'the inline if-expression evaluated to false and no else section was defined.',
)
const NO_ELSE = constant(WITHOUT_ELSE)

function conditional(node: Conditional, scope: Scope): Evaluate {
  const soft = softScope(scope)
  const test = compileExpression(node.test, decidingScope(soft))
  const then = compileExpression(node.then, soft)
  const otherwise = node.otherwise === undefined ? NO_ELSE : compileExpression(node.otherwise, soft)
  return frame => (isTrue(test(frame)) ? then(frame) : otherwise(frame))
}

/** `value|name(…)`; the value is the block's text when `source` stands for a buffer. */
export function compileFilter(node: FilterNode, scope: Scope, source: Evaluate | undefined): Evaluate {
  const value = source ?? (node.node === undefined ? undefined : compileExpression(node.node, scope))
  if (value === undefined) throw new TemplateAssertionError('a filter needs something to filter', node.at)
  const { filters } = scope.env
  const found = Object.hasOwn(filters, node.name) ? filters[node.name] : undefined
  return found === undefined ? unknown(filters, node, scope) : filterCall(node, found, value, scope)
}

function compileTest(node: TestNode, scope: Scope): Evaluate {
  const { tests } = scope.env
  const found = Object.hasOwn(tests, node.name) ? tests[node.name] : undefined
  if (found === undefined) return unknown(tests, node, scope)
  return testCall(node, found, compileExpression(node.node, decidingScope(scope)), scope)
}

function unknown(
  known: Readonly<Record<string, unknown>>,
  node: FilterNode | TestNode,
  scope: Scope,
): Evaluate {
  const suggestion = nearest(node.name, Object.keys(known))
  const missing = `No ${node.kind} named ${textRepr(node.name)}`
  if (!scope.soft) {
    const error = new TemplateAssertionError(`${missing}.`, node.at)
    error.suggestion = suggestion
    error.unknown = { kind: node.kind, name: node.name }
    throw error
  }
  return frame => {
    frame.run.at = node.at
    const error = templateRuntimeError(`${missing} found.`)
    error.suggestion = suggestion
    throw error
  }
}
