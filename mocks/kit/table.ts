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

/** An index with what it reads of a record: an object, for to take a tuple apart costs an iterator each time. */
interface Reading<T, I> {
  readonly read: (record: T) => Value
  readonly index: I
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
  readonly #uniqueByName: ReadonlyMap<U, Reading<T, UniqueIndex>>
  readonly #manyByName: ReadonlyMap<M, Reading<T, ManyIndex>>
  /** The same in a row. */
  readonly #unique: readonly Reading<T, UniqueIndex>[]
  readonly #many: readonly Reading<T, ManyIndex>[]
  #tell: Tell | undefined
  /** Until something is written. */
  #image: TableImage<T> | undefined

  constructor(options: TableOptions<T, U, M>) {
    this.#key = options.key
    this.#uniqueByName = readings(options.unique, () => new UniqueIndex())
    this.#manyByName = readings(options.many, () => new ManyIndex())
    this.#unique = [...this.#uniqueByName.values()]
    this.#many = [...this.#manyByName.values()]
  }

  get size(): number {
    return this.#records.size
  }

  get(key: Key): T | undefined {
    return this.#records.get(key)
  }

  /** The one record with this value of a unique index. */
  find(index: U, value: Key): T | undefined {
    const key = this.#uniqueByName.get(index)?.index.get(value)
    return key === undefined ? undefined : this.#records.get(key)
  }

  /** All records with this value of an index, in the order in which they got it. */
  *where(index: M, value: Key): Generator<T> {
    for (const key of this.#manyByName.get(index)?.index.get(value) ?? []) {
      const record = this.#records.get(key)
      if (record !== undefined) yield record
    }
  }

  count(index: M, value: Key): number {
    return this.#manyByName.get(index)?.index.count(value) ?? 0
  }

  values(): Iterable<T> {
    return this.#records.values()
  }

  /** Callers check uniqueness first (with `find`) and answer in their vendor's words; a clash here is a bug. */
  insert(record: T): T {
    const key = this.#key(record)
    for (const { read, index } of this.#unique) {
      const value = read(record)
      if (value !== undefined && index.get(value) !== undefined) this.#clash(index, value)
    }
    if (!this.#records.add(key, record)) invariant(false, `a record with the key ${key} exists`)
    for (const { read, index } of this.#unique) index.add(read(record), key)
    for (const { read, index } of this.#many) index.add(read(record), key)
    this.#image = undefined
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
    for (const { read, index } of this.#unique) index.remove(read(record))
    for (const { read, index } of this.#many) index.remove(read(record), key)
    this.#records.delete(key)
    this.#image = undefined
    this.#tell?.([key], record, undefined)
    return true
  }

  image(): TableImage<T> {
    this.#image ??= {
      records: this.#records.image(),
      unique: this.#unique.map(({ index }) => index.image()),
      many: this.#many.map(({ index }) => index.image()),
    }
    return this.#image
  }

  restore(image: TableImage<T>): void {
    const { records, unique, many } = image
    this.#image = image
    this.#records.restore(records)
    for (const [at, { index }] of this.#unique.entries()) index.restore(unique[at] ?? new Map())
    for (const [at, { index }] of this.#many.entries()) index.restore(many[at] ?? new Map())
  }

  save(): SavedTable<T> {
    const orders = [...this.#manyByName].map(([name, one]) => [name, this.#ordersOf(one)] as const)
    return { records: this.#records.save(), orders: new Map(orders.filter(([, own]) => own.size > 0)) }
  }

  load({ records, orders }: SavedTable<T>): void {
    this.#image = undefined
    this.#records.restore(records)
    for (const { index } of [...this.#unique, ...this.#many]) index.clear()
    for (const record of this.#records.values()) {
      const key = this.#key(record)
      for (const { read, index } of this.#unique) index.add(read(record), key)
      for (const { read, index } of this.#many) index.add(read(record), key)
    }
    for (const [name, { index }] of this.#manyByName) {
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
    for (const { read, index } of this.#unique) {
      const value = read(after)
      const holder = value === undefined ? undefined : index.get(value)
      if (holder !== undefined && holder !== key) this.#clash(index, value)
    }
    // Only what changes moves, so that an index keeps its order.
    for (const { read, index } of this.#unique) {
      if (read(before) === read(after)) continue
      index.remove(read(before))
      index.add(read(after), key)
    }
    for (const { read, index } of this.#many) {
      if (read(before) === read(after)) continue
      index.remove(read(before), key)
      index.add(read(after), key)
    }
    this.#records.replace(key, after)
    this.#image = undefined
    this.#tell?.([key], before, after)
    return after
  }

  #clash(index: UniqueIndex, value: Value): never {
    const [name] = [...this.#uniqueByName].find(([, one]) => one.index === index) ?? []
    invariant(false, `a record with the ${name} ${value} exists`)
  }

  #ordersOf({ read, index }: Reading<T, ManyIndex>): Map<Key, Key[]> {
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

function readings<T, N extends string, I>(
  reads: Record<N, (record: T) => Value> | undefined,
  make: () => I,
): Map<N, Reading<T, I>> {
  const named = Object.entries(reads ?? {}) as [N, (record: T) => Value][]
  return new Map(named.map(([name, read]) => [name, { read, index: make() }]))
}
