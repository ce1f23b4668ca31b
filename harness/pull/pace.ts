// At most so many requests in any second, by a clock that is handed in. [D] Management API: 3 requests a second.
import type { Timer } from '../doors/timer.ts'

const REQUESTS = 3
/** A little more than a second: what leaves here in time may arrive a moment early there. */
const WINDOW_MS = 1_050

export class Pace {
  readonly #timer: Timer
  readonly #beganAt: number[] = []

  constructor(timer: Timer) {
    this.#timer = timer
  }

  /** Resolves when the next request may leave. */
  async next(): Promise<void> {
    const oldest = this.#beganAt.length < REQUESTS ? undefined : this.#beganAt.shift()
    const left = oldest === undefined ? 0 : oldest + WINDOW_MS - this.#timer.now()
    if (left > 0) await this.pause(left)
    this.#beganAt.push(this.#timer.now())
  }

  pause(ms: number): Promise<void> {
    return new Promise(resolve => this.#timer.after(ms, resolve))
  }
}
