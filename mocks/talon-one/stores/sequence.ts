// Ids that count up from 1.
export class Sequence {
  #last = 0

  save(): number {
    return this.#last
  }

  restore(last: number): void {
    this.#last = last
  }

  next(): number {
    return ++this.#last
  }
}
