// Nodes that are still being gathered, rows inside rows, on one stack: each row is copied once, at its
// end and in its size, where an array of its own would first grow beyond what most rows need.

export class Rows<T> {
  readonly #stack: T[] = []
  #size = 0

  /** Begins a row inside the one that is open. */
  begin(): number {
    return this.#size
  }

  add(node: T): void {
    this.#stack[this.#size] = node
    this.#size++
  }

  /** Ends the row that began there and answers it. */
  end(begin: number): readonly T[] {
    const row = this.#size === begin + 1 ? [this.#stack[begin] as T] : this.#stack.slice(begin, this.#size)
    this.#size = begin
    return row
  }
}
