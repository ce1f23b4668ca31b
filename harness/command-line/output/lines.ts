// Lines on their way out, written in batches: a line alone costs a call of the system.

interface Sink {
  write(text: string): unknown
}

/** Characters that are written at once, even while nothing else gets a turn. */
const BATCH = 64 * 1024

export class Lines {
  readonly #sink: Sink
  #waiting = ''

  constructor(sink: Sink) {
    this.#sink = sink
  }

  add(line: string): void {
    if (this.#waiting === '') setImmediate(() => this.flush())
    this.#waiting += `${line}\n`
    if (this.#waiting.length >= BATCH) this.flush()
  }

  flush(): void {
    if (this.#waiting === '') return
    const text = this.#waiting
    this.#waiting = ''
    this.#sink.write(text)
  }
}
