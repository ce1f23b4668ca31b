// Answers on their way out: those of one turn of the event loop leave together at its end. Sent one by one, each wakes its client up, which
// costs a server with many connections more than all the rest of a small answer.
import { type IncomingMessage, ServerResponse } from 'node:http'

/** The class of a server's answers; each server has its own, and its own queue. */
export function leavingTogether(): typeof ServerResponse<IncomingMessage> {
  let waiting: Departure[] = []

  function leave(): void {
    const leaving = waiting
    waiting = []
    for (const answer of leaving) answer.leave()
  }

  /** What was said waits in the answer itself: a closure for each would be twice as much to clear away. */
  class Departure extends ServerResponse<IncomingMessage> {
    #said: unknown
    #encoding: unknown
    #callback: unknown
    #waits = false

    override end(said?: unknown, encoding?: unknown, callback?: unknown): this {
      if (this.#waits) {
        setImmediate(() => super.end(said, encoding as BufferEncoding, callback as () => void))
        return this
      }
      this.#waits = true
      this.#said = said
      this.#encoding = encoding
      this.#callback = callback
      if (waiting.push(this) === 1) setImmediate(leave)
      return this
    }

    leave(): void {
      super.end(this.#said, this.#encoding as BufferEncoding, this.#callback as () => void)
    }
  }
  return Departure
}
