// Answers on their way out: those of one turn of the event loop leave together at its end. Sent one by one, each wakes its client up, which
// costs more than all the rest of a small answer.
import { nextTurn } from '../../kit/clock.ts'

interface Departure {
  outgoing: { end(text: string): unknown }
  text: string
}

export class Departures {
  #waiting: Departure[] = []

  add(departure: Departure): void {
    if (this.#waiting.push(departure) === 1) void nextTurn().then(() => this.#leave())
  }

  #leave(): void {
    const leaving = this.#waiting
    this.#waiting = []
    for (const { outgoing, text } of leaving) outgoing.end(text)
  }
}
