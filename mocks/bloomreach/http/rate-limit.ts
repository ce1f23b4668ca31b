// [D] tracking-api-overview-2: 6,000 requests a minute from one address; above that 429, and the data is dropped.
import type { Clock } from '../../kit/time/clock.ts'
import { MINUTE_MS } from '../../kit/time/duration.ts'

const PER_MINUTE = 6_000

export class RateLimit {
  readonly #clock: Clock
  #windows = new Map<string, { since: number; count: number }>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  save() {
    return this.#windows
  }

  restore(saved: ReturnType<RateLimit['save']>): void {
    this.#windows = saved
  }

  /** Counts one request; false when it is one too many. */
  admits(address: string): boolean {
    const now = this.#clock.now()
    const window = this.#windows.get(address)
    if (window === undefined || now - window.since >= MINUTE_MS) {
      this.#windows.set(address, { since: now, count: 1 })
      return true
    }
    return ++window.count <= PER_MINUTE
  }
}
