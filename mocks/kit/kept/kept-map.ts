// A map that a world keeps. An image of it is the map itself; the first write after that goes to a copy.
import type { Part, Path, Tell } from './part.ts'

type Key = number | string

export class KeptMap<K extends Key, V extends NonNullable<unknown> | null>
  implements Part<ReadonlyMap<K, V>, Map<K, V>>
{
  #map = new Map<K, V>()
  #isShared = false
  #tell: Tell | undefined
  /** A live walk through the map: its next key is always the oldest. */
  #walk: { readonly map: Map<K, V>; readonly keys: MapIterator<K>; next: K | undefined } | undefined

  get size(): number {
    return this.#map.size
  }

  get(key: K): V | undefined {
    return this.#map.get(key)
  }

  has(key: K): boolean {
    return this.#map.has(key)
  }

  keys(): MapIterator<K> {
    return this.#map.keys()
  }

  values(): MapIterator<V> {
    return this.#map.values()
  }

  entries(): MapIterator<[K, V]> {
    return this.#map.entries()
  }

  /** The key that came first. To begin a walk each time would pass over all that have left since. */
  oldest(): K | undefined {
    if (this.#walk?.map !== this.#map)
      this.#walk = { map: this.#map, keys: this.#map.keys(), next: undefined }
    this.#walk.next ??= this.#walk.keys.next().value
    return this.#walk.next
  }

  set(key: K, value: V): void {
    const map = this.#own()
    if (this.#tell === undefined) map.set(key, value)
    else {
      const before = map.get(key)
      map.set(key, value)
      this.#tell([key], before, value)
    }
  }

  delete(key: K): boolean {
    const before = this.#map.get(key)
    if (before === undefined) return false
    this.#own().delete(key)
    if (this.#walk?.next === key) this.#walk.next = undefined
    this.#tell?.([key], before, undefined)
    return true
  }

  clear(): void {
    for (const key of [...this.#map.keys()]) this.delete(key)
  }

  image(): ReadonlyMap<K, V> {
    this.#isShared = true
    return this.#map
  }

  save(): Map<K, V> {
    return this.#map
  }

  restore(image: ReadonlyMap<K, V>): void {
    this.#map = image as Map<K, V>
    this.#isShared = true
  }

  load(plain: Map<K, V>): void {
    this.#map = plain
    this.#isShared = false
  }

  listen(tell: Tell | undefined): void {
    this.#tell = tell
  }

  put([key]: Path, after: unknown): void {
    if (after === undefined) this.delete(key as K)
    else this.set(key as K, after as V)
  }

  #own(): Map<K, V> {
    if (!this.#isShared) return this.#map
    this.#isShared = false
    this.#map = new Map(this.#map)
    return this.#map
  }
}
