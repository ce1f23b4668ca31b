// One value that a world keeps.
import type { Part, Path, Tell } from './part.ts'

export class Cell<T> implements Part<T, T> {
  #value: T
  #tell: Tell | undefined

  constructor(value: T) {
    this.#value = value
  }

  get value(): T {
    return this.#value
  }

  set value(value: T) {
    const before = this.#value
    this.#value = value
    if (this.#tell !== undefined && before !== value) this.#tell([], before, value)
  }

  image(): T {
    return this.#value
  }

  save(): T {
    return this.#value
  }

  restore(value: T): void {
    this.#value = value
  }

  load(value: T): void {
    this.#value = value
  }

  listen(tell: Tell | undefined): void {
    this.#tell = tell
  }

  put(_path: Path, after: unknown): void {
    this.value = after as T
  }
}

/** Ids that count up from 1. */
export class Counter extends Cell<number> {
  constructor() {
    super(0)
  }

  next(): number {
    return ++this.value
  }

  /** No later id is one of those up to this. */
  passes(id: number): void {
    if (id > this.value) this.value = id
  }
}
