// Records by key with declared indexes, O(1): for what grows with the population. A record is replaced, never changed in place.
import { invariant } from './invariant.ts'
import type { Part, Path, Tell } from './kept/part.ts'
import { Records, type RecordsImage } from './records.ts'
import { type Key, ManyIndex, UniqueIndex, type Value } from './table-index.ts'

/** `unique` indexes hold at most one record per value; an extractor may answer undefined: not indexed. */
export interface TableOptions<T, U extends string, M extends string> {
  key: (record: T) => Key
  unique?: Record<U, (record: T) => Value>
  many?: Record<M, (record: T) => Value>
}

interface TableImage<T> {
  readonly records: RecordsImage<T>
  readonly unique: readonly ReturnType<UniqueIndex['image']>[]
  readonly many: readonly ReturnType<ManyIndex['image']>[]
}

interface SavedTable<T> {
  readonly records: RecordsImage<T>
  /** By index and value: where the records do not stand in the order of insertion. */
  readonly orders: ReadonlyMap<string, ReadonlyMap<Key, readonly Key[]>>
}

export class Table<T, U extends string = never, M extends string = never>
  implements Part<TableImage<T>, SavedTable<T>>
{
  readonly #key: (record: T) => Key
  readonly #records = new Records<T>()
  readonly #unique: [U, (record: T) => Value, UniqueIndex][]
  readonly #many: [M, (record: T) => Value, ManyIndex][]
  readonly #uniqueByName = new Map<U, UniqueIndex>()
  readonly #manyByName = new Map<M, ManyIndex>()
  #tell: Tell | undefined

  constructor(options: TableOptions<T, U, M>) {
    this.#key = options.key
    this.#unique = entries(options.unique).map(([name, read]) => [name, read, new UniqueIndex()])
    this.#many = entries(options.many).map(([name, read]) => [name, read, new ManyIndex()])
    for (const [name, , index] of this.#unique) this.#uniqueByName.set(name, index)
    for (const [name, , index] of this.#many) this.#manyByName.set(name, index)
  }

  get size(): number {
    return this.#records.size
  }

  get(key: Key): T | undefined {
    return this.#records.get(key)
  }

  /** The one record with this value of a unique index. */
  find(index: U, value: Key): T | undefined {
    const key = this.#uniqueByName.get(index)?.get(value)
    return key === undefined ? undefined : this.#records.get(key)
  }

  /** All records with this value of an index, in the order in which they got it. */
  *where(index: M, value: Key): Generator<T> {
    for (const key of this.#manyByName.get(index)?.get(value) ?? []) {
      const record = this.#records.get(key)
      if (record !== undefined) yield record
    }
  }

  count(index: M, value: Key): number {
    return this.#manyByName.get(index)?.count(value) ?? 0
  }

  values(): Iterable<T> {
    return this.#records.values()
  }

  /** Callers check uniqueness first (with `find`) and answer in their vendor's words; a clash here is a bug. */
  insert(record: T): T {
    const key = this.#key(record)
    for (const [name, read, index] of this.#unique) {
      const value = read(record)
      if (value !== undefined && index.get(value) !== undefined) {
        invariant(false, `a record with the ${name} ${value} exists`)
      }
    }
    if (!this.#records.add(key, record)) invariant(false, `a record with the key ${key} exists`)
    for (const [, read, index] of this.#unique) index.add(read(record), key)
    for (const [, read, index] of this.#many) index.add(read(record), key)
    this.#tell?.([key], undefined, record)
    return record
  }

  /** Puts a changed record in the place of the one that has its key, as it is now, and answers it. The key must stay. */
  update(record: T, change: Partial<T>): T {
    const key = this.#key(record)
    const before = this.#records.get(key)
    invariant(before !== undefined, `no record has the key ${key}`)
    return this.#replace(key, before, { ...before, ...change })
  }

  delete(key: Key): boolean {
    const record = this.#records.get(key)
    if (record === undefined) return false
    for (const [, read, index] of this.#unique) index.remove(read(record))
    for (const [, read, index] of this.#many) index.remove(read(record), key)
    this.#records.delete(key)
    this.#tell?.([key], record, undefined)
    return true
  }

  image(): TableImage<T> {
    return {
      records: this.#records.image(),
      unique: this.#unique.map(([, , index]) => index.image()),
      many: this.#many.map(([, , index]) => index.image()),
    }
  }

  restore({ records, unique, many }: TableImage<T>): void {
    this.#records.restore(records)
    for (const [at, [, , index]] of this.#unique.entries()) index.restore(unique[at] ?? new Map())
    for (const [at, [, , index]] of this.#many.entries()) index.restore(many[at] ?? new Map())
  }

  save(): SavedTable<T> {
    const orders = this.#many.map(([name, read, index]) => [name, this.#ordersOf(read, index)] as const)
    return { records: this.#records.save(), orders: new Map(orders.filter(([, own]) => own.size > 0)) }
  }

  load({ records, orders }: SavedTable<T>): void {
    this.#records.restore(records)
    for (const [, , index] of [...this.#unique, ...this.#many]) index.clear()
    for (const record of this.#records.values()) {
      const key = this.#key(record)
      for (const [, read, index] of this.#unique) index.add(read(record), key)
      for (const [, read, index] of this.#many) index.add(read(record), key)
    }
    for (const [name, , index] of this.#many) {
      for (const [value, keys] of orders.get(name) ?? []) index.reorder(value, keys)
    }
  }

  listen(tell: Tell | undefined): void {
    this.#tell = tell
  }

  put([key = 0]: Path, after: unknown): void {
    const before = this.#records.get(key)
    if (after === undefined) this.delete(key)
    else if (before === undefined) this.insert(after as T)
    else this.#replace(key, before, after as T)
  }

  #replace(key: Key, before: T, after: T): T {
    for (const [name, read, index] of this.#unique) {
      const value = read(after)
      const holder = value === undefined ? undefined : index.get(value)
      invariant(holder === undefined || holder === key, `a record with the ${name} ${value} exists`)
    }
    // Only what changes moves, so that an index keeps its order.
    for (const [, read, index] of this.#unique) {
      if (read(before) === read(after)) continue
      index.remove(read(before))
      index.add(read(after), key)
    }
    for (const [, read, index] of this.#many) {
      if (read(before) === read(after)) continue
      index.remove(read(before), key)
      index.add(read(after), key)
    }
    this.#records.replace(key, after)
    this.#tell?.([key], before, after)
    return after
  }

  #ordersOf(read: (record: T) => Value, index: ManyIndex): Map<Key, Key[]> {
    const byInsertion = new ManyIndex()
    for (const record of this.#records.values()) byInsertion.add(read(record), this.#key(record))
    const orders = new Map<Key, Key[]>()
    for (const [value, keys] of index.entries()) {
      const own = [...keys]
      const inserted = [...byInsertion.get(value)]
      if (own.some((key, at) => key !== inserted[at])) orders.set(value, own)
    }
    return orders
  }
}

function entries<K extends string, V>(record: Record<K, V> | undefined): [K, V][] {
  return Object.entries(record ?? {}) as [K, V][]
}
