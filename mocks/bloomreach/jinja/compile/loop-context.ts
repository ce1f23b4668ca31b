// The `loop` variable of a for loop.

import { NativeFunction, PyCallable } from '../callable.ts'
import { typeError } from '../errors.ts'
import type { Runtime } from '../runtime.ts'
import { equals } from '../values/compare.ts'
import { iterate, sizeOf } from '../values/iterate.ts'
import { type Kwargs, type Next, PyTuple, Undefined, type Value } from '../values/objects.ts'

/** Renders the loop's body for inner data; only recursive loops have it. */
export type Recurse = (iterable: Value, depth0: number) => Value

export class LoopContext extends PyCallable {
  index0 = -1
  readonly #iterable: Value
  readonly #depth0: number
  readonly #recurse: Recurse | undefined
  #next: Next
  #size: number | undefined
  /** The item after this one, once somebody asked. */
  #ahead: Value | undefined
  #current: Value | undefined
  #before: Value | undefined
  #changedTo: Value | undefined

  constructor(iterable: Value, recurse?: Recurse, depth0 = 0) {
    super()
    this.#iterable = iterable
    this.#next = iterate(iterable)
    this.#recurse = recurse
    this.#depth0 = depth0
  }

  get typeName() {
    return 'LoopContext'
  }

  /** Steps to the next item; undefined at the end. */
  advance(): Value | undefined {
    let item = this.#ahead
    if (item === undefined) item = this.#next()
    else this.#ahead = undefined
    if (item === undefined) return undefined
    this.index0++
    this.#before = this.#current
    this.#current = item
    return item
  }

  /** Asking for the length of something lazy reads it to its end. */
  get length(): number {
    if (this.#size !== undefined) return this.#size
    let size = sizeOf(this.#iterable)
    if (size === undefined) {
      const rest: Value[] = []
      for (let item = this.#next(); item !== undefined; item = this.#next()) rest.push(item)
      this.#next = iterate(rest)
      size = rest.length + this.index0 + 1 + (this.#ahead === undefined ? 0 : 1)
    }
    this.#size = size
    return size
  }

  override get size(): number {
    return this.length
  }

  #peek(): Value | undefined {
    if (this.#ahead === undefined) this.#ahead = this.#next()
    return this.#ahead
  }

  override attribute(name: string): Value | undefined {
    switch (name) {
      case 'index':
        return this.index0 + 1
      case 'index0':
        return this.index0
      case 'first':
        return this.index0 === 0
      case 'last':
        return this.#peek() === undefined
      case 'length':
        return this.length
      case 'revindex':
        return this.length - this.index0
      case 'revindex0':
        return this.length - this.index0 - 1
      case 'depth':
        return this.#depth0 + 1
      case 'depth0':
        return this.#depth0
      case 'previtem':
        return this.index0 === 0 ? new Undefined('there is no previous item') : this.#before
      case 'nextitem':
        return this.#nextItem()
      case 'cycle':
        return new NativeFunction('cycle', { variadic: (_run, args) => this.#cycle(args) })
      case 'changed':
        return new NativeFunction('changed', { variadic: (_run, args) => this.#changed(args) })
      default:
        return undefined
    }
  }

  #nextItem(): Value {
    const next = this.#peek()
    return next === undefined ? new Undefined('there is no next item') : next
  }

  #cycle(args: readonly Value[]): Value {
    if (args.length === 0) throw typeError('no items for cycling given')
    return args[this.index0 % args.length]
  }

  #changed(args: readonly Value[]): boolean {
    const value = new PyTuple(args)
    if (this.#changedTo !== undefined && equals(this.#changedTo, value)) return false
    this.#changedTo = value
    return true
  }

  call(_run: Runtime, args: Value[], kwargs: Kwargs): Value {
    if (this.#recurse === undefined) {
      throw typeError("The loop must have the 'recursive' marker to be called recursively.")
    }
    const iterable = args.length > 0 ? args[0] : kwargs.get('iterable')
    if (iterable === undefined || args.length + kwargs.size !== 1) {
      throw typeError("LoopContext.__call__() missing 1 required positional argument: 'iterable'")
    }
    return this.#recurse(iterable, this.#depth0 + 1)
  }

  override repr() {
    return `<LoopContext ${this.index0 + 1}/${this.length}>`
  }
}
