// What a caller can hand into a template besides plain data: functions, and objects that are data and
// callable at once, such as the dialect's `webhook`.

import { PyCallable } from './callable.ts'
import { typeError } from './errors.ts'
import { methodOf } from './methods/index.ts'
import type { Runtime } from './runtime.ts'
import { itemAt } from './values/access.ts'
import { PyDict } from './values/dict.ts'
import { fromHost } from './values/from-host.ts'
import { iteratorOf, sizeOf } from './values/iterate.ts'
import type { Kwargs, Value } from './values/objects.ts'
import { repr, toText } from './values/repr.ts'
import { toHost } from './values/to-host.ts'

/** Gets plain arguments and gives plain data, or another host object. */
export type HostCall = (args: unknown[], kwargs: Record<string, unknown>) => unknown

export interface HostShape {
  /** What Python would call its type. */
  name: string
  /** The data it stands for: what it prints, what its attributes and items are. */
  value?: unknown
  /** Further attributes, which go before those of the data. */
  attributes?: Readonly<Record<string, unknown>>
  /** Answers any other attribute or text key when it is read. */
  read?: (name: string) => unknown
  call?: HostCall
}

export class HostObject extends PyCallable {
  readonly #shape: HostShape
  readonly #value: Value | undefined

  constructor(shape: HostShape) {
    super()
    this.#shape = shape
    this.#value = shape.value === undefined ? undefined : fromHost(shape.value)
  }

  get typeName() {
    return this.#shape.name
  }

  override attribute(name: string): Value | undefined {
    const { attributes } = this.#shape
    if (attributes !== undefined && Object.hasOwn(attributes, name)) return fromHost(attributes[name])
    const value = this.#value
    if (value === undefined) return this.#read(name)
    const own = value instanceof PyDict ? value.getName(name) : undefined
    return own === undefined ? methodOf(value, name) : own
  }

  override item(key: Value): Value | undefined {
    if (this.#value instanceof PyDict) return this.#value.get(key)
    if (typeof key === 'string') return this.#read(key)
    return typeof key === 'number' ? itemAt(this.#value, key) : undefined
  }

  #read(name: string): Value | undefined {
    const { read } = this.#shape
    return read === undefined ? undefined : fromHost(read(name))
  }

  override get size(): number | undefined {
    return this.#value === undefined ? undefined : sizeOf(this.#value)
  }

  override iterator() {
    return this.#value === undefined ? undefined : iteratorOf(this.#value)
  }

  override repr() {
    if (this.#value === undefined) return `<${this.#shape.name}>`
    return typeof this.#value === 'string' ? toText(this.#value) : repr(this.#value)
  }

  call(_run: Runtime, args: Value[], kwargs: Kwargs): Value {
    const { call, name } = this.#shape
    if (call === undefined) throw typeError(`'${name}' object is not callable`)
    const named = Object.fromEntries([...kwargs].map(([key, value]) => [key, toHost(value)]))
    return fromHost(call(args.map(toHost), named))
  }
}

export const hostObject = (shape: HostShape): HostObject => new HostObject(shape)

export const hostFunction = (name: string, call: HostCall): HostObject => new HostObject({ name, call })
