// Ids that count up from 1.
import { Counter } from '../../kit/kept/cell.ts'

export class Sequence {
  readonly #last = new Counter()
  readonly kept = this.#last

  next(): number {
    return this.#last.next()
  }
}
