// Python's dict: insertion-ordered, keyed by any hashable value, `1`, `1.0` and `True` being one key.
// One that stands for a plain object of the caller copies it only when more than single keys are read.

import { typeError } from '../errors.ts'
import { enter, leave, spend, spendItems, spendString } from '../limits.ts'
import { Markup, PyFloat, PyObject, PyTuple, typeName, Undefined, type Value } from './objects.ts'

type HashKey = unknown

/** One JavaScript Map key per class of equal Python keys. */
export function hashKey(key: Value): HashKey {
  switch (typeof key) {
    case 'string':
      return key.charCodeAt(0) === 0 ? `\0s${key}` : key
    case 'number':
    case 'bigint':
      return key
    case 'boolean':
      return key ? 1 : 0
  }
  if (key instanceof PyFloat) return Number.isSafeInteger(key.value) ? key.value + 0 : BigInt(key.value)
  if (key instanceof Markup) return hashKey(key.text)
  if (key instanceof PyTuple) return tupleKey(key)
  if (key instanceof Undefined) return UNDEFINED_KEY
  if (Array.isArray(key) || key instanceof PyDict) throw typeError(`unhashable type: '${typeName(key)}'`)
  if (key instanceof PyDictView && key.part !== 'values')
    throw typeError(`unhashable type: '${key.typeName}'`)
  return key
}

/** All that is undefined is equal, and hashes alike. */
const UNDEFINED_KEY = Symbol('undefined')

function tupleKey(key: PyTuple): string {
  enter()
  const text = `\0t${key.items.map(tagged).join('')}`
  leave()
  spendString(text.length)
  return text
}

const identities = new WeakMap<object, number>()
let lastIdentity = 0

function tagged(key: Value): string {
  spend(1)
  const hash = hashKey(key)
  if (typeof hash === 'object' && hash !== null) {
    let id = identities.get(hash)
    if (id === undefined) {
      lastIdentity++
      id = lastIdentity
      identities.set(hash, id)
    }
    return `o${id};`
  }
  const text = String(hash)
  return `${typeof hash === 'string' ? 's' : 'n'}${text.length}:${text}`
}

const asItIs = (value: unknown): Value => value

export class PyDict extends PyObject {
  #source: Readonly<Record<string, unknown>> | undefined
  #convert: (value: unknown) => Value = asItIs
  #values: Map<HashKey, Value> | undefined
  /** The keys as they were written, where that is not their hash key. */
  #spelled: Map<HashKey, Value> | undefined

  /** A dict over a plain object of the caller's, which it never changes. */
  static over(source: Readonly<Record<string, unknown>>, convert: (value: unknown) => Value): PyDict {
    const dict = new PyDict()
    dict.#source = source
    dict.#convert = convert
    return dict
  }

  static from(entries: Iterable<readonly [Value, Value]>): PyDict {
    const dict = new PyDict()
    for (const [key, value] of entries) dict.set(key, value)
    return dict
  }

  get typeName() {
    return 'dict'
  }

  override get size(): number {
    return this.#all().size
  }

  #all(): Map<HashKey, Value> {
    if (this.#values !== undefined) return this.#values
    const values = new Map<HashKey, Value>()
    this.#values = values
    const source = this.#source
    if (source !== undefined) {
      this.#source = undefined
      const keys = Object.keys(source)
      spendItems(keys.length)
      for (const key of keys) {
        const value = source[key]
        if (value !== undefined) this.set(key, this.#convert(value))
      }
    }
    return values
  }

  /** The value of a string key: the way most attributes of a template are read. */
  getName(name: string): Value | undefined {
    const source = this.#source
    if (source !== undefined) {
      if (!Object.hasOwn(source, name)) return undefined
      const value = source[name]
      if (typeof value === 'string') return value
    }
    return this.#all().get(hashKey(name))
  }

  get(key: Value): Value | undefined {
    return typeof key === 'string' ? this.getName(key) : this.#all().get(hashKey(key))
  }

  has(key: Value): boolean {
    return this.get(key) !== undefined
  }

  set(key: Value, value: Value): void {
    const values = this.#all()
    const hash = hashKey(key)
    if (hash !== key && !values.has(hash)) {
      this.#spelled ??= new Map()
      this.#spelled.set(hash, key)
    }
    values.set(hash, value)
  }

  delete(key: Value): boolean {
    const hash = hashKey(key)
    this.#spelled?.delete(hash)
    return this.#all().delete(hash)
  }

  clear(): void {
    this.#source = undefined
    this.#values = new Map()
    this.#spelled = undefined
  }

  copy(): PyDict {
    const copy = new PyDict()
    copy.#values = new Map(this.#all())
    copy.#spelled = this.#spelled === undefined ? undefined : new Map(this.#spelled)
    spendItems(copy.#values.size)
    return copy
  }

  *keys(): Generator<Value> {
    const spelled = this.#spelled
    for (const hash of this.#all().keys()) {
      yield spelled === undefined ? hash : spelled.has(hash) ? spelled.get(hash) : hash
    }
  }

  *entries(): Generator<[Value, Value]> {
    const spelled = this.#spelled
    for (const [hash, value] of this.#all()) {
      yield [spelled?.has(hash) ? spelled.get(hash) : hash, value]
    }
  }

  values(): IterableIterator<Value> {
    return this.#all().values()
  }
}

/** `keys()`, `values()` and `items()`: live views of a dict. */
export class PyDictView extends PyObject {
  readonly dict: PyDict
  readonly part: 'keys' | 'values' | 'items'

  constructor(dict: PyDict, part: 'keys' | 'values' | 'items') {
    super()
    this.dict = dict
    this.part = part
  }

  get typeName() {
    return `dict_${this.part}`
  }

  *walk(): Generator<Value> {
    if (this.part === 'keys') yield* this.dict.keys()
    else if (this.part === 'values') yield* this.dict.values()
    else for (const [key, value] of this.dict.entries()) yield new PyTuple([key, value])
  }
}
