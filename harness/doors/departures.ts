// Answers on their way out: those of one turn of the event loop leave together at its end. Sent one by one, each wakes its client up, which
// costs a server with many connections more than all the rest of a small answer.
import { type IncomingMessage, ServerResponse } from 'node:http'

/** The class of a server's answers; each server has its own, and its own queue. */
export function leavingTogether(): typeof ServerResponse<IncomingMessage> {
  let waiting: (() => void)[] = []

  function leave(): void {
    const leaving = waiting
    waiting = []
    for (const end of leaving) end()
  }

  return class extends ServerResponse<IncomingMessage> {
    override end(...said: unknown[]): this {
      if (waiting.push(() => super.end(...(said as []))) === 1) setImmediate(leave)
      return this
    }
  }
}
