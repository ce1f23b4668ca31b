// Records by key. Ids that count up from 1 stand in an array: a map of a million of them is three times as large, and slower to fill.

type Key = number | string

export class Records<T> {
  /** Place 0 is nobody's. */
  #counted: (T | undefined)[] = [undefined]
  #deleted = 0
  /** Those with any other key. */
  #others = new Map<Key, T>()

  get size(): number {
    return this.#counted.length - 1 - this.#deleted + this.#others.size
  }

  get(key: Key): T | undefined {
    const counted = typeof key === 'number' ? this.#counted[key] : undefined
    return counted === undefined && this.#others.size > 0 ? this.#others.get(key) : counted
  }

  /** Whether the key was free; a record that has it already stays. */
  add(key: Key, record: T): boolean {
    // After the first of the others all are among them, so that the order of insertion is kept.
    if (key === this.#counted.length && this.#others.size === 0) {
      this.#counted.push(record)
      return true
    }
    if (this.get(key) !== undefined) return false
    this.#others.set(key, record)
    return true
  }

  delete(key: Key): boolean {
    if (typeof key !== 'number' || this.#counted[key] === undefined) return this.#others.delete(key)
    this.#counted[key] = undefined
    this.#deleted++
    return true
  }

  save() {
    return { counted: this.#counted, deleted: this.#deleted, others: this.#others }
  }

  restore({ counted, deleted, others }: ReturnType<Records<T>['save']>): void {
    this.#counted = counted
    this.#deleted = deleted
    this.#others = others
  }

  /** In the order of insertion. */
  *values(): Generator<T> {
    for (const record of this.#counted) if (record !== undefined) yield record
    yield* this.#others.values()
  }
}
