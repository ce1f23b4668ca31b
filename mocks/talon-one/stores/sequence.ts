// Ids that count up from 1.
export class Sequence {
  #last = 0

  next(): number {
    return ++this.#last
  }
}
