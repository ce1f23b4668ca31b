// Python's values as the engine holds them. str, bool and None are JavaScript's own; an integer number
// (or a bigint beyond 2^53) is an int, any other number a float; PyFloat is a float with an integral
// value, which a bare number could not tell from an int. A list is an array; everything else is here.

import { JinjaError, typeError, UndefinedError } from '../errors.ts'

export type Value = unknown

export class PyFloat {
  readonly value: number

  constructor(value: number) {
    this.value = value
  }
}

/** The float of that value. */
export const toFloat = (value: number): number | PyFloat =>
  Number.isInteger(value) ? new PyFloat(value) : value

/** Anything that is not plain data: it answers by name only what its class chooses to. */
export abstract class PyObject {
  abstract get typeName(): string

  /** The attribute of that name, or undefined. */
  attribute(_name: string): Value | undefined {
    return undefined
  }

  /** The item under a key or an index, for what has items. */
  item(_key: Value): Value | undefined {
    return undefined
  }

  /** len(), for what has one. */
  get size(): number | undefined {
    return undefined
  }

  /** iter(), for what can be walked. */
  iterator(): Next | undefined {
    return undefined
  }

  repr(): string {
    return `<${this.typeName} object at 0x7f0000000000>`
  }
}

/** Gives one item after the other, then undefined for ever. */
export type Next = () => Value | undefined

export class PyTuple extends PyObject {
  readonly items: readonly Value[]
  /** Set for the groups of `groupby`, whose parts have names. */
  readonly fields: readonly string[] | undefined

  constructor(items: readonly Value[], fields?: readonly string[]) {
    super()
    this.items = items
    this.fields = fields
  }

  get typeName() {
    return this.fields === undefined ? 'tuple' : '_GroupTuple'
  }

  override attribute(name: string) {
    const index = this.fields?.indexOf(name) ?? -1
    return index === -1 ? undefined : this.items[index]
  }
}

/** A string that is already safe to stand in HTML. */
export class Markup extends PyObject {
  readonly text: string

  constructor(text: string) {
    super()
    this.text = text
  }

  get typeName() {
    return 'Markup'
  }
}

/** What a missing name or attribute evaluates to: prints nothing, and fails when anything else is asked. */
export class Undefined extends PyObject {
  readonly hint: string | (() => string)
  readonly missing: Value
  readonly errorName: string
  /** Whether the template itself says that there is nothing here: an inline `if` without `else`. */
  readonly isChosen: boolean = false

  constructor(hint: string | (() => string), missing?: Value, errorName = 'UndefinedError') {
    super()
    this.hint = hint
    this.missing = missing
    this.errorName = errorName
  }

  get typeName() {
    return 'Undefined'
  }

  override repr() {
    return 'Undefined'
  }

  fail(): never {
    const message = typeof this.hint === 'string' ? this.hint : this.hint()
    if (this.errorName !== 'UndefinedError') throw new JinjaError(this.errorName, message)
    throw new UndefinedError(message, this.missing)
  }
}

export class ChosenNothing extends Undefined {
  override readonly isChosen = true
}

export type Kwargs = ReadonlyMap<string, Value>
export const NO_KWARGS: Kwargs = new Map()

/** A value that is walked once, lazily, such as what `map` and `select` return. */
export class PyIterator extends PyObject {
  readonly next: Next
  readonly kind: string
  /** Python's name for the object, when it is not the kind's. */
  readonly label: string

  constructor(kind: string, next: Next, label = kind) {
    super()
    this.kind = kind
    this.next = next
    this.label = label
  }

  static generator(name: string, source: Iterable<Value>): PyIterator {
    const iterator = source[Symbol.iterator]()
    const next = () => {
      const step = iterator.next()
      return step.done ? undefined : step.value
    }
    return new PyIterator('generator', next, `generator object ${name}`)
  }

  get typeName() {
    return this.kind
  }

  override repr() {
    return this.label === this.kind ? super.repr() : `<${this.label} at 0x7f0000000000>`
  }
}

export class PyRange extends PyObject {
  readonly start: number
  readonly stop: number
  readonly step: number
  readonly length: number

  constructor(start: number, stop: number, step: number) {
    super()
    this.start = start
    this.stop = stop
    this.step = step
    this.length = Math.max(0, Math.ceil((stop - start) / step))
  }

  get typeName() {
    return 'range'
  }

  at(index: number): number {
    return this.start + index * this.step
  }

  override attribute(name: string) {
    return name === 'start' || name === 'stop' || name === 'step' ? this[name] : undefined
  }

  override repr() {
    return this.step === 1
      ? `range(${this.start}, ${this.stop})`
      : `range(${this.start}, ${this.stop}, ${this.step})`
  }
}

export class Namespace extends PyObject {
  readonly values = new Map<Value, Value>()

  get typeName() {
    return 'Namespace'
  }

  override attribute(name: string) {
    return this.values.get(name)
  }
}

export const isString = (value: Value): value is string | Markup =>
  typeof value === 'string' || value instanceof Markup

/** The characters of a str or Markup. */
export const textOf = (value: string | Markup): string => (typeof value === 'string' ? value : value.text)

export const isSequence = (value: Value): value is readonly Value[] | PyTuple =>
  Array.isArray(value) || value instanceof PyTuple

export const itemsOf = (value: readonly Value[] | PyTuple): readonly Value[] =>
  Array.isArray(value) ? value : (value as PyTuple).items

export const isFloat = (value: Value): value is number | PyFloat =>
  typeof value === 'number' ? !Number.isInteger(value) : value instanceof PyFloat

/** An int, but not a bool. */
export const isInt = (value: Value): value is number | bigint =>
  typeof value === 'number' ? Number.isInteger(value) : typeof value === 'bigint'

/** Python's name of the value's type. */
export function typeName(value: Value): string {
  if (value === null) return 'NoneType'
  switch (typeof value) {
    case 'string':
      return 'str'
    case 'boolean':
      return 'bool'
    case 'bigint':
      return 'int'
    case 'number':
      return Number.isInteger(value) ? 'int' : 'float'
  }
  if (Array.isArray(value)) return 'list'
  if (value instanceof PyFloat) return 'float'
  if (value instanceof PyObject) return value.typeName
  throw typeError('a JavaScript value that is not plain data got into the template')
}
