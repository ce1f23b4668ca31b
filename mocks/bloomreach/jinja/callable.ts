// Calling things by Python's rules: positional arguments, keywords, defaults. Filters, tests, methods
// and globals describe their parameters with one table, so that the compiler can bind a call once.

import { typeError } from './errors.ts'
import { spend } from './limits.ts'
import type { Runtime } from './runtime.ts'
import { type Kwargs, PyObject, typeName, Undefined, type Value } from './values/objects.ts'
import { textRepr } from './values/repr.ts'

/** A parameter: a name alone is required, a pair has a default. */
export type Parameter = string | readonly [name: string, byDefault: Value]

/** A function of the engine: fixed parameters, or everything as it comes. */
export type Native<Self extends unknown[] = []> =
  | {
      readonly params: readonly Parameter[]
      readonly call: (run: Runtime, ...values: [...Self, ...Value[]]) => Value
    }
  | { readonly variadic: (run: Runtime, ...values: [...Self, Value[], Kwargs]) => Value }

export type Filter = Native<[value: Value]>
export type Method = Native<[self: Value]>
export type Test = {
  readonly params: readonly Parameter[]
  readonly call: (run: Runtime, value: Value, ...args: Value[]) => boolean
}

/** Something a template can call. */
export abstract class PyCallable extends PyObject {
  abstract call(run: Runtime, args: Value[], kwargs: Kwargs): Value
}

/** Parameters that keywords do not reach: Python writes a slash behind them. */
export const positionalOnly = (params: readonly Parameter[]): readonly Parameter[] =>
  params.map(param => (typeof param === 'string' ? `${param}/` : [`${param[0]}/`, param[1]]))

const nameOf = (param: Parameter): string => (typeof param === 'string' ? param : param[0])

/** Puts arguments where they belong, or fails as Python does. */
export function arrange<T>(
  name: string,
  params: readonly Parameter[],
  args: readonly T[],
  kwargs: Iterable<readonly [string, T]>,
): (T | undefined)[] {
  if (args.length > params.length) {
    throw typeError(`${name}() takes ${params.length} positional arguments but ${args.length} were given`)
  }
  // Filled to its length, not given one: map() would skip the holes.
  const values: (T | undefined)[] = [...args]
  while (values.length < params.length) values.push(undefined)
  for (const [key, value] of kwargs) {
    const index = params.findIndex(param => nameOf(param) === key)
    if (index === -1) throw typeError(`${name}() got an unexpected keyword argument ${textRepr(key)}`)
    if (values[index] !== undefined)
      throw typeError(`${name}() got multiple values for argument ${textRepr(key)}`)
    values[index] = value
  }
  for (const [index, param] of params.entries()) {
    if (typeof param === 'string' && values[index] === undefined) {
      throw typeError(`${name}() missing 1 required positional argument: ${textRepr(param)}`)
    }
  }
  return values
}

export const defaultOf = (param: Parameter | undefined): Value =>
  param === undefined || typeof param === 'string' ? null : param[1]

/** Calls a native function with arguments known only now. */
export function callNative<Self extends unknown[]>(
  native: Native<Self>,
  name: string,
  run: Runtime,
  self: Self,
  args: Value[],
  kwargs: Kwargs,
): Value {
  if ('variadic' in native) return native.variadic(run, ...self, args, kwargs)
  const { params } = native
  const values = arrange(name, params, args, kwargs)
  for (const [index, value] of values.entries())
    if (value === undefined) values[index] = defaultOf(params[index])
  return native.call(run, ...self, ...(values as Value[]))
}

/** A global function or type such as `range` and `dict`. */
export class NativeFunction extends PyCallable {
  readonly name: string
  readonly native: Native
  readonly #repr: string

  constructor(name: string, native: Native, repr = `<function ${name} at 0x7f0000000000>`) {
    super()
    this.name = name
    this.native = native
    this.#repr = repr
  }

  get typeName() {
    return this.#repr.startsWith('<class') ? 'type' : 'function'
  }

  override repr() {
    return this.#repr
  }

  call(run: Runtime, args: Value[], kwargs: Kwargs): Value {
    return callNative(this.native, this.name, run, [], args, kwargs)
  }
}

/** A method together with the value it was read from. */
export class BoundMethod extends PyCallable {
  readonly self: Value
  readonly name: string
  readonly method: Method

  constructor(self: Value, name: string, method: Method) {
    super()
    this.self = self
    this.name = name
    this.method = method
  }

  get typeName() {
    return 'builtin_function_or_method'
  }

  override repr() {
    return `<built-in method ${this.name} of ${typeName(this.self)} object at 0x7f0000000000>`
  }

  call(run: Runtime, args: Value[], kwargs: Kwargs): Value {
    return callNative(this.method, this.name, run, [this.self], args, kwargs)
  }
}

/** `value(...)`. */
export function callValue(run: Runtime, value: Value, args: Value[], kwargs: Kwargs): Value {
  spend(4)
  if (value instanceof PyCallable) return value.call(run, args, kwargs)
  if (value instanceof Undefined) value.fail()
  throw typeError(`'${typeName(value)}' object is not callable`)
}
