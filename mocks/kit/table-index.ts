// The indexes of a table: from a value to the keys of the records that have it. Made of the records; shared like them.

export type Key = number | string
export type Value = number | string | undefined

/** Which record has a value. */
export class UniqueIndex {
  #keys = new Map<Key, Key>()
  #isShared = false

  get(value: Key): Key | undefined {
    return this.#keys.get(value)
  }

  add(value: Value, key: Key): void {
    if (value !== undefined) this.#own().set(value, key)
  }

  remove(value: Value): void {
    if (value !== undefined) this.#own().delete(value)
  }

  clear(): void {
    this.#keys = new Map()
    this.#isShared = false
  }

  image(): ReadonlyMap<Key, Key> {
    this.#isShared = true
    return this.#keys
  }

  restore(image: ReadonlyMap<Key, Key>): void {
    this.#keys = image as Map<Key, Key>
    this.#isShared = true
  }

  #own(): Map<Key, Key> {
    if (!this.#isShared) return this.#keys
    this.#isShared = false
    this.#keys = new Map(this.#keys)
    return this.#keys
  }
}

/** An array while records only come, a set from the first that leaves many others: a set is slower to fill, and larger. */
type Group = Key[] | Set<Key>

/** Up to so many are copied when one leaves. */
const FEW = 32
const NONE: readonly never[] = []

/** Which records have a value, in the order in which they got it. */
export class ManyIndex {
  #groups = new Map<Key, Group>()
  #isShared = false
  /** What the newest image holds: a group that stands there too is somebody else's as well. */
  #imaged: ReadonlyMap<Key, Group> | undefined

  get(value: Key): Iterable<Key> {
    return this.#groups.get(value) ?? NONE
  }

  count(value: Key): number {
    const found = this.#groups.get(value)
    if (found === undefined) return 0
    return Array.isArray(found) ? found.length : found.size
  }

  add(value: Value, key: Key): void {
    if (value === undefined) return
    const found = this.#ownGroup(value)
    if (found === undefined) this.#keep(value, [key])
    else if (Array.isArray(found)) found.push(key)
    else found.add(key)
  }

  /** Whoever walks through an array at this moment goes on undisturbed: an array changes at its end only. */
  remove(value: Value, key: Key): void {
    const found = value === undefined ? undefined : this.#ownGroup(value)
    if (value === undefined || found === undefined) return
    if (Array.isArray(found) && found.length <= FEW) {
      const others = found.filter(other => other !== key)
      if (others.length === 0) this.#groups.delete(value)
      else this.#keep(value, others)
      return
    }
    const many = Array.isArray(found) ? this.#keep(value, new Set(found)) : found
    many.delete(key)
    if (many.size === 0) this.#groups.delete(value)
  }

  /** In an order of its own. */
  reorder(value: Key, keys: readonly Key[]): void {
    this.#own()
    this.#keep(value, [...keys])
  }

  entries(): Iterable<[Key, Iterable<Key>]> {
    return this.#groups
  }

  clear(): void {
    this.#groups = new Map()
    this.#isShared = false
    this.#imaged = undefined
  }

  image(): ReadonlyMap<Key, Group> {
    this.#isShared = true
    return this.#groups
  }

  restore(image: ReadonlyMap<Key, Group>): void {
    this.#groups = image as Map<Key, Group>
    this.#isShared = true
  }

  #own(): void {
    if (!this.#isShared) return
    this.#isShared = false
    this.#imaged = this.#groups
    this.#groups = new Map(this.#groups)
  }

  #ownGroup(value: Key): Group | undefined {
    this.#own()
    const found = this.#groups.get(value)
    if (found === undefined || this.#imaged?.get(value) !== found) return found
    return this.#keep(value, Array.isArray(found) ? [...found] : new Set(found))
  }

  #keep<G extends Group>(value: Key, group: G): G {
    this.#groups.set(value, group)
    return group
  }
}
