// Records by key. Ids that count up from 1 stand in an array: a map of a million of them is three times as large, and slower to fill.

type Key = number | string

/** What it holds; shared with whoever took an image, until it is written to again. */
export interface RecordsImage<T> {
  readonly counted: readonly (T | undefined)[]
  readonly deleted: number
  readonly others: ReadonlyMap<Key, T>
}

export class Records<T> {
  /** Place 0 is nobody's. */
  #counted: (T | undefined)[] = [undefined]
  #deleted = 0
  /** Those with any other key. */
  #others = new Map<Key, T>()
  #isShared = false

  get size(): number {
    return this.#counted.length - 1 - this.#deleted + this.#others.size
  }

  get(key: Key): T | undefined {
    const counted = typeof key === 'number' ? this.#counted[key] : undefined
    return counted === undefined && this.#others.size > 0 ? this.#others.get(key) : counted
  }

  /** Whether the key was free; a record that has it already stays. */
  add(key: Key, record: T): boolean {
    if (this.#isShared) this.#own()
    // After the first of the others all are among them, so that the order of insertion is kept.
    if (key === this.#counted.length && this.#others.size === 0) {
      this.#counted.push(record)
      return true
    }
    if (this.get(key) !== undefined) return false
    this.#others.set(key, record)
    return true
  }

  /** In the place of the one that has the key. */
  replace(key: Key, record: T): void {
    if (this.#isShared) this.#own()
    if (typeof key === 'number' && this.#counted[key] !== undefined) this.#counted[key] = record
    else this.#others.set(key, record)
  }

  delete(key: Key): boolean {
    if (this.#isShared) this.#own()
    if (typeof key !== 'number' || this.#counted[key] === undefined) return this.#others.delete(key)
    this.#counted[key] = undefined
    this.#deleted++
    return true
  }

  image(): RecordsImage<T> {
    this.#isShared = true
    return this.save()
  }

  save(): RecordsImage<T> {
    return { counted: this.#counted, deleted: this.#deleted, others: this.#others }
  }

  restore({ counted, deleted, others }: RecordsImage<T>): void {
    this.#counted = counted as (T | undefined)[]
    this.#deleted = deleted
    this.#others = others as Map<Key, T>
    this.#isShared = true
  }

  /** In the order of insertion. */
  *values(): Generator<T> {
    for (const record of this.#counted) if (record !== undefined) yield record
    yield* this.#others.values()
  }

  #own(): void {
    this.#isShared = false
    this.#counted = this.#counted.slice()
    this.#others = new Map(this.#others)
  }
}
