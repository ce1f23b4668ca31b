// Maps by key, such as the items of each catalog: a write copies the one that it goes to, not all of them.
import type { Part, Path, Tell } from './part.ts'

type Key = number | string
type Value = NonNullable<unknown> | null

export class KeptMaps<A extends Key, B extends Key, V extends Value>
  implements Part<ReadonlyMap<A, ReadonlyMap<B, V>>, Map<A, Map<B, V>>>
{
  #maps = new Map<A, Map<B, V>>()
  #isShared = false
  /** What the newest image holds: a map that stands there too is somebody else's as well. */
  #imaged: ReadonlyMap<A, ReadonlyMap<B, V>> | undefined
  #tell: Tell | undefined

  /** Undefined: it holds nothing. */
  of(outer: A): ReadonlyMap<B, V> | undefined {
    return this.#maps.get(outer)
  }

  get(outer: A, inner: B): V | undefined {
    return this.#maps.get(outer)?.get(inner)
  }

  keys(): MapIterator<A> {
    return this.#maps.keys()
  }

  values(): MapIterator<ReadonlyMap<B, V>> {
    return this.#maps.values()
  }

  set(outer: A, inner: B, value: V): void {
    const map = this.#ownMap(outer)
    if (this.#tell === undefined) map.set(inner, value)
    else {
      const before = map.get(inner)
      map.set(inner, value)
      this.#tell([outer, inner], before, value)
    }
  }

  /** One that becomes empty is no longer there. */
  delete(outer: A, inner: B): boolean {
    const before = this.get(outer, inner)
    if (before === undefined) return false
    const map = this.#ownMap(outer)
    map.delete(inner)
    if (map.size === 0) this.#maps.delete(outer)
    this.#tell?.([outer, inner], before, undefined)
    return true
  }

  clear(outer: A): void {
    const before = this.#maps.get(outer)
    if (before === undefined) return
    this.#own().delete(outer)
    this.#tell?.([outer], before, undefined)
  }

  image(): ReadonlyMap<A, ReadonlyMap<B, V>> {
    this.#isShared = true
    return this.#maps
  }

  save(): Map<A, Map<B, V>> {
    return this.#maps
  }

  restore(image: ReadonlyMap<A, ReadonlyMap<B, V>>): void {
    this.#maps = image as Map<A, Map<B, V>>
    this.#isShared = true
  }

  load(plain: Map<A, Map<B, V>>): void {
    this.#maps = plain
    this.#isShared = false
    this.#imaged = undefined
  }

  listen(tell: Tell | undefined): void {
    this.#tell = tell
  }

  put([outer, inner]: Path, after: unknown): void {
    if (inner === undefined) this.clear(outer as A)
    else if (after === undefined) this.delete(outer as A, inner as B)
    else this.set(outer as A, inner as B, after as V)
  }

  #own(): Map<A, Map<B, V>> {
    if (!this.#isShared) return this.#maps
    this.#isShared = false
    this.#imaged = this.#maps
    this.#maps = new Map(this.#maps)
    return this.#maps
  }

  #ownMap(outer: A): Map<B, V> {
    this.#own()
    const map = this.#maps.get(outer)
    if (map !== undefined && this.#imaged?.get(outer) !== map) return map
    const own = new Map(map)
    this.#maps.set(outer, own)
    return own
  }
}
