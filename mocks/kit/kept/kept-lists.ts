// Lists by key that grow at their end, such as the events of each customer.
import type { Part, Path, Tell } from './part.ts'

type Key = number | string
const NONE: readonly never[] = []

export class KeptLists<K extends Key, V> implements Part<ReadonlyMap<K, readonly V[]>, Map<K, V[]>> {
  #lists = new Map<K, V[]>()
  #isShared = false
  /** What the newest image holds: a list that stands there too is somebody else's as well. A set of those that do not would grow. */
  #imaged: ReadonlyMap<K, readonly V[]> | undefined
  #tell: Tell | undefined

  has(key: K): boolean {
    return this.#lists.has(key)
  }

  get(key: K): readonly V[] {
    return this.#lists.get(key) ?? NONE
  }

  keys(): MapIterator<K> {
    return this.#lists.keys()
  }

  push(key: K, value: V): void {
    const list = this.#ownList(key)
    list.push(value)
    this.#tell?.([key, list.length - 1], undefined, value)
  }

  set(key: K, list: readonly V[]): void {
    const before = this.#lists.get(key)
    this.#keep(key, [...list])
    this.#tell?.([key], before, list)
  }

  delete(key: K): boolean {
    const before = this.#lists.get(key)
    if (before === undefined) return false
    this.#own().delete(key)
    this.#tell?.([key], before, undefined)
    return true
  }

  image(): ReadonlyMap<K, readonly V[]> {
    this.#isShared = true
    return this.#lists
  }

  save(): Map<K, V[]> {
    return this.#lists
  }

  restore(image: ReadonlyMap<K, readonly V[]>): void {
    this.#lists = image as Map<K, V[]>
    this.#isShared = true
  }

  load(plain: Map<K, V[]>): void {
    this.#lists = plain
    this.#isShared = false
    this.#imaged = undefined
  }

  listen(tell: Tell | undefined): void {
    this.#tell = tell
  }

  put([key, index]: Path, after: unknown): void {
    if (index !== undefined) this.push(key as K, after as V)
    else if (after === undefined) this.delete(key as K)
    else this.set(key as K, after as V[])
  }

  #own(): Map<K, V[]> {
    if (!this.#isShared) return this.#lists
    this.#isShared = false
    this.#imaged = this.#lists
    this.#lists = new Map(this.#lists)
    return this.#lists
  }

  #ownList(key: K): V[] {
    this.#own()
    const list = this.#lists.get(key)
    if (list !== undefined && this.#imaged?.get(key) !== list) return list
    return this.#keep(key, list === undefined ? [] : [...list])
  }

  #keep(key: K, list: V[]): V[] {
    this.#own().set(key, list)
    return list
  }
}
