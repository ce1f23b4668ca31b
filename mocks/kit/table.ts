// Records by key with declared indexes, O(1): for what grows with the population.
import { invariant } from './invariant.ts'
import { Records } from './records.ts'

type Value = number | string | undefined

/** `unique` indexes hold at most one record per value; an extractor may answer undefined: not indexed. */
export interface TableOptions<T, U extends string, M extends string> {
  key: (record: T) => number | string
  unique?: Record<U, (record: T) => Value>
  many?: Record<M, (record: T) => Value>
}

/** An array while records only come, a set from the first that leaves many others: a set is slower to fill, and larger. */
type ManyIndex<T> = Map<number | string, T[] | Set<T>>

/** Up to so many are copied when one leaves. */
const FEW = 32

export class Table<T, U extends string = never, M extends string = never> {
  readonly #key: (record: T) => number | string
  readonly #records = new Records<T>()
  readonly #unique: [U, (record: T) => Value, Map<number | string, T>][]
  readonly #many: [M, (record: T) => Value, ManyIndex<T>][]
  readonly #uniqueByName = new Map<U, Map<number | string, T>>()
  readonly #manyByName = new Map<M, ManyIndex<T>>()

  constructor(options: TableOptions<T, U, M>) {
    this.#key = options.key
    this.#unique = entries(options.unique).map(([name, read]) => [name, read, new Map()])
    this.#many = entries(options.many).map(([name, read]) => [name, read, new Map()])
    for (const [name, , index] of this.#unique) this.#uniqueByName.set(name, index)
    for (const [name, , index] of this.#many) this.#manyByName.set(name, index)
  }

  get size(): number {
    return this.#records.size
  }

  get(key: number | string): T | undefined {
    return this.#records.get(key)
  }

  /** The one record with this value of a unique index. */
  find(index: U, value: number | string): T | undefined {
    return this.#uniqueByName.get(index)?.get(value)
  }

  /** All records with this value of an index, in the order of insertion. */
  where(index: M, value: number | string): Iterable<T> {
    return this.#manyByName.get(index)?.get(value) ?? []
  }

  count(index: M, value: number | string): number {
    const found = this.#manyByName.get(index)?.get(value)
    if (found === undefined) return 0
    return Array.isArray(found) ? found.length : found.size
  }

  values(): Iterable<T> {
    return this.#records.values()
  }

  /** Callers check uniqueness first (with `find`) and answer in their vendor's words; a clash here is a bug. */
  insert(record: T): T {
    const key = this.#key(record)
    for (const [name, read, index] of this.#unique) {
      const value = read(record)
      if (value !== undefined && index.has(value)) {
        invariant(false, `a record with the ${name} ${value} exists`)
      }
    }
    if (!this.#records.add(key, record)) invariant(false, `a record with the key ${key} exists`)
    for (const [, read, index] of this.#unique) addTo(index, read(record), record)
    for (const [, read, index] of this.#many) addToMany(index, read(record), record)
    return record
  }

  /** Changes a record in place and keeps the indexes true. The key must stay. */
  update(record: T, change: Partial<T>): T {
    const next = { ...record, ...change }
    for (const [name, read, index] of this.#unique) {
      const value = read(next)
      const holder = value === undefined ? undefined : index.get(value)
      invariant(holder === undefined || holder === record, `a record with the ${name} ${value} exists`)
    }
    // Only what changes moves, so that an index keeps the order of insertion.
    for (const [, read, index] of this.#unique) {
      if (read(record) === read(next)) continue
      removeFrom(index, read(record))
      addTo(index, read(next), record)
    }
    for (const [, read, index] of this.#many) {
      if (read(record) === read(next)) continue
      removeFromMany(index, read(record), record)
      addToMany(index, read(next), record)
    }
    Object.assign(record as object, change)
    return record
  }

  /** The order in an index is its own: it is not always that of the records. */
  save() {
    return { records: this.#records.save(), many: new Map(this.#manyByName) }
  }

  restore({ records, many }: ReturnType<Table<T, U, M>['save']>): void {
    this.#records.restore(records)
    for (const [, read, index] of this.#unique) {
      index.clear()
      for (const record of this.#records.values()) addTo(index, read(record), record)
    }
    for (const [name, index] of this.#manyByName) {
      index.clear()
      for (const [value, found] of many.get(name) ?? []) index.set(value, found)
    }
  }

  delete(key: number | string): boolean {
    const record = this.#records.get(key)
    if (record === undefined) return false
    for (const [, read, index] of this.#unique) removeFrom(index, read(record))
    for (const [, read, index] of this.#many) removeFromMany(index, read(record), record)
    return this.#records.delete(key)
  }
}

function addTo<T>(index: Map<number | string, T>, value: Value, record: T): void {
  if (value !== undefined) index.set(value, record)
}

function removeFrom<T>(index: Map<number | string, T>, value: Value): void {
  if (value !== undefined) index.delete(value)
}

function addToMany<T>(index: ManyIndex<T>, value: Value, record: T): void {
  if (value === undefined) return
  const found = index.get(value)
  if (found === undefined) index.set(value, [record])
  else if (Array.isArray(found)) found.push(record)
  else found.add(record)
}

/** Whoever walks through an array at this moment goes on undisturbed: an array changes at its end only. */
function removeFromMany<T>(index: ManyIndex<T>, value: Value, record: T): void {
  const found = value === undefined ? undefined : index.get(value)
  if (value === undefined || found === undefined) return
  if (Array.isArray(found) && found.length <= FEW) {
    const others = found.filter(other => other !== record)
    if (others.length === 0) index.delete(value)
    else index.set(value, others)
    return
  }
  const many = Array.isArray(found) ? new Set(found) : found
  many.delete(record)
  if (many.size === 0) index.delete(value)
  else if (many !== found) index.set(value, many)
}

function entries<K extends string, V>(record: Record<K, V> | undefined): [K, V][] {
  return Object.entries(record ?? {}) as [K, V][]
}
