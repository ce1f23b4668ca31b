// A macro, or the caller of a call block: Jinja2's own rules for spreading arguments over parameters.

import { PyCallable } from '../callable.ts'
import { typeError } from '../errors.ts'
import type { Runtime } from '../runtime.ts'
import { PyDict } from '../values/dict.ts'
import { type Kwargs, Markup, PyTuple, Undefined, type Value } from '../values/objects.ts'
import { textRepr } from '../values/repr.ts'

export interface MacroShape {
  readonly name: string | undefined
  readonly params: readonly string[]
  readonly takesKwargs: boolean
  readonly takesVarargs: boolean
  readonly takesCaller: boolean
}

/** Renders the body with one value a parameter, undefined for those to be defaulted. */
export type MacroBody = (run: Runtime, values: readonly (Value | undefined)[]) => string

export class Macro extends PyCallable {
  readonly shape: MacroShape
  readonly #body: MacroBody

  constructor(shape: MacroShape, body: MacroBody) {
    super()
    this.shape = shape
    this.#body = body
  }

  get typeName() {
    return 'Macro'
  }

  override repr() {
    return this.shape.name === undefined ? '<Macro anonymous>' : `<Macro ${textRepr(this.shape.name)}>`
  }

  override attribute(name: string): Value | undefined {
    switch (name) {
      case 'name':
        return this.shape.name ?? null
      case 'arguments':
        return new PyTuple(this.shape.params)
      case 'catch_kwargs':
        return this.shape.takesKwargs
      case 'catch_varargs':
        return this.shape.takesVarargs
      case 'caller':
        return this.shape.takesCaller
      default:
        return undefined
    }
  }

  call(run: Runtime, args: Value[], kwargs: Kwargs): Value {
    const text = this.#body(run, this.#spread(args, kwargs))
    return run.autoescape ? new Markup(text) : text
  }

  #spread(args: readonly Value[], kwargs: Kwargs): (Value | undefined)[] {
    const { params, takesKwargs, takesVarargs, takesCaller } = this.shape
    const values: (Value | undefined)[] = args.slice(0, params.length)
    const rest = new Map(kwargs)
    let foundCaller = false
    if (values.length === params.length) {
      foundCaller = params.includes('caller')
    } else {
      for (const name of params.slice(values.length)) {
        values.push(rest.get(name))
        rest.delete(name)
        if (name === 'caller') foundCaller = true
      }
    }
    if (takesCaller && !foundCaller) {
      const caller = rest.get('caller') ?? null
      rest.delete('caller')
      values.push(caller === null ? new Undefined('No caller defined', 'caller') : caller)
    }
    if (takesKwargs) values.push(PyDict.from(rest))
    else this.#refuse(rest)
    if (takesVarargs) values.push(new PyTuple(args.slice(params.length)))
    else if (args.length > params.length) {
      throw typeError(`macro ${this.#label()} takes not more than ${params.length} argument(s)`)
    }
    return values
  }

  #label(): string {
    return this.shape.name === undefined ? 'None' : textRepr(this.shape.name)
  }

  #refuse(rest: ReadonlyMap<string, Value>): void {
    const [unexpected] = rest.keys()
    if (unexpected === undefined) return
    if (rest.has('caller')) {
      throw typeError(
        `macro ${this.#label()} was invoked with two values for the special caller argument. This is most likely a bug.`,
      )
    }
    throw typeError(`macro ${this.#label()} takes no keyword argument ${textRepr(unexpected)}`)
  }
}
