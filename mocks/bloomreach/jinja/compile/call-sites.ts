// Calls of filters, tests, methods and values. Where the arguments are plain, they are put in their
// places while compiling; stars are unpacked while rendering.

import { getAttribute } from '../attributes.ts'
import {
  arrange,
  callNative,
  callValue,
  defaultOf,
  type Filter,
  type Method,
  type Native,
  type Parameter,
  type Test,
} from '../callable.ts'
import { isError, TemplateSyntaxError, typeError } from '../errors.ts'
import { spend } from '../limits.ts'
import { findMethod } from '../methods/index.ts'
import type { Arguments, CallNode, Expression, FilterNode, TestNode } from '../nodes.ts'
import type { Evaluate, Frame, Runtime } from '../runtime.ts'
import { PyDict } from '../values/dict.ts'
import { toList } from '../values/iterate.ts'
import {
  isString,
  type Kwargs,
  NO_KWARGS,
  textOf,
  typeName,
  Undefined,
  type Value,
} from '../values/objects.ts'
import { textRepr } from '../values/repr.ts'
import type { Scope } from './scope.ts'

function refuseRepeated(node: Arguments & { readonly at: number }, extra: readonly string[] = []): void {
  if (node.kwargs.length === 0) return
  const names = new Set(extra)
  for (const { name, value } of node.kwargs) {
    if (names.has(name))
      throw new TemplateSyntaxError(`keyword argument repeated: ${name}`, value.at, 'SyntaxError')
    names.add(name)
  }
}

/** Evaluates arguments as they stand, stars included. */
function argumentList(node: Arguments, scope: Scope): (frame: Frame) => Value[] {
  const args = node.args.map(arg => scope.compile(arg, scope))
  const star = node.starArgs === undefined ? undefined : scope.compile(node.starArgs, scope)
  const [first] = args
  if (star === undefined && first === undefined) return () => []
  if (star === undefined && args.length === 1) return frame => [(first as Evaluate)(frame)]
  return frame => {
    const values = args.map(arg => arg(frame))
    if (star !== undefined) for (const value of toList(star(frame))) values.push(value)
    return values
  }
}

function keywords(node: Arguments, scope: Scope): (frame: Frame) => Kwargs {
  if (node.kwargs.length === 0 && node.starKwargs === undefined) return () => NO_KWARGS
  const pairs = node.kwargs.map(({ name, value }) => [name, scope.compile(value, scope)] as const)
  const star = node.starKwargs === undefined ? undefined : scope.compile(node.starKwargs, scope)
  return frame => {
    const kwargs = new Map<string, Value>()
    for (const [name, value] of pairs) kwargs.set(name, value(frame))
    if (star !== undefined) addKeywords(kwargs, star(frame))
    return kwargs
  }
}

function addKeywords(kwargs: Map<string, Value>, value: Value): void {
  if (value instanceof Undefined) value.fail()
  if (!(value instanceof PyDict)) {
    throw typeError(`argument after ** must be a mapping, not ${typeName(value)}`)
  }
  for (const [key, item] of value.entries()) {
    if (!isString(key)) throw typeError('keywords must be strings')
    const name = textOf(key)
    if (kwargs.has(name)) throw typeError(`got multiple values for keyword argument ${textRepr(name)}`)
    kwargs.set(name, item)
  }
}

const NO_PLACES: Evaluate[] = []

/** The arguments in the places of the parameters, or undefined when that shows only while rendering. */
function places(
  name: string,
  params: readonly Parameter[],
  node: Arguments,
  scope: Scope,
): Evaluate[] | undefined {
  if (node.starArgs !== undefined || node.starKwargs !== undefined) return undefined
  if (params.length === 0 && node.args.length === 0 && node.kwargs.length === 0) return NO_PLACES
  try {
    const given = node.kwargs.map(({ name: key, value }) => [key, value] as const)
    const arranged = arrange<Expression>(name, params, node.args, given)
    return arranged.map((child, index) => {
      if (child !== undefined) return scope.compile(child, scope)
      const value = defaultOf(params[index])
      return () => value
    })
  } catch (error) {
    // It will fail in the same way when it is rendered, if it ever is.
    if (isError(error, 'TypeError')) return undefined
    throw error
  }
}

/** The general way: evaluate, then let callNative sort the arguments out. */
function generalCall<T extends Native<[value: Value]>>(
  name: string,
  native: T,
  node: Arguments & { readonly at: number },
  value: Evaluate,
  scope: Scope,
): Evaluate {
  const args = argumentList(node, scope)
  const kwargs = keywords(node, scope)
  const { at } = node
  return frame => {
    const operand = value(frame)
    const list = args(frame)
    const named = kwargs(frame)
    frame.run.at = at
    return callNative(native, name, frame.run, [operand], list, named)
  }
}

function placedCall(
  call: (run: Runtime, value: Value, ...args: Value[]) => Value,
  value: Evaluate,
  args: readonly Evaluate[],
  at: number,
): Evaluate {
  const [first, second] = args
  if (first === undefined) {
    return frame => {
      const operand = value(frame)
      frame.run.at = at
      return call(frame.run, operand)
    }
  }
  if (second === undefined) {
    return frame => {
      const operand = value(frame)
      const argument = first(frame)
      frame.run.at = at
      return call(frame.run, operand, argument)
    }
  }
  return frame => {
    const operand = value(frame)
    const values = args.map(arg => arg(frame))
    frame.run.at = at
    return call(frame.run, operand, ...values)
  }
}

export function filterCall(node: FilterNode, filter: Filter, value: Evaluate, scope: Scope): Evaluate {
  refuseRepeated(node)
  const args = 'variadic' in filter ? undefined : places(node.name, filter.params, node, scope)
  if (args === undefined || 'variadic' in filter) return generalCall(node.name, filter, node, value, scope)
  return placedCall(filter.call, value, args, node.at)
}

export function testCall(node: TestNode, test: Test, value: Evaluate, scope: Scope): Evaluate {
  refuseRepeated(node)
  const args = places(node.name, test.params, node, scope)
  if (args === undefined) return generalCall(node.name, test, node, value, scope)
  return placedCall(test.call, value, args, node.at)
}

/** `value(…)`; `extra` adds keyword arguments, which is how `{% call %}` hands over its caller. */
export function valueCall(
  node: CallNode,
  scope: Scope,
  extra?: (frame: Frame) => readonly [string, Value],
): Evaluate {
  refuseRepeated(node, extra === undefined ? [] : ['caller'])
  const args = argumentList(node, scope)
  const named = keywords(node, scope)
  const kwargs =
    extra === undefined ? named : (frame: Frame) => new Map<string, Value>([...named(frame), extra(frame)])
  if (node.node.kind === 'getattr')
    return methodCall(node.node.name, scope.compile(node.node.node, scope), node, args, kwargs)
  const callee = scope.compile(node.node, scope)
  const { at } = node
  return frame => {
    const value = callee(frame)
    const list = args(frame)
    const keywordValues = kwargs(frame)
    frame.run.at = at
    return callValue(frame.run, value, list, keywordValues)
  }
}

/** `value.name(…)`, without making a bound method first. */
function methodCall(
  name: string,
  value: Evaluate,
  node: CallNode,
  args: (frame: Frame) => Value[],
  kwargs: (frame: Frame) => Kwargs,
): Evaluate {
  const { at } = node
  const nameAt = node.node.at
  return frame => {
    const operand = value(frame)
    frame.run.at = nameAt
    const method: Method | undefined = findMethod(operand, name)
    const callee = method === undefined ? getAttribute(operand, name) : undefined
    const list = args(frame)
    const named = kwargs(frame)
    frame.run.at = method === undefined && callee instanceof Undefined ? nameAt : at
    if (method === undefined) return callValue(frame.run, callee, list, named)
    spend(2)
    return callNative(method, name, frame.run, [operand], list, named)
  }
}
