// [D] tracking-api-overview-2: 6,000 requests a minute from one address; above that 429, and the data is dropped.
import { KeptMap } from '../../kit/kept/kept-map.ts'
import type { Clock } from '../../kit/time/clock.ts'
import { MINUTE_MS } from '../../kit/time/duration.ts'

const PER_MINUTE = 6_000

export class RateLimit {
  readonly #clock: Clock
  readonly #windows = new KeptMap<string, { readonly since: number; readonly count: number }>()
  readonly kept = this.#windows

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Counts one request; false when it is one too many. */
  admits(address: string): boolean {
    const now = this.#clock.now()
    const window = this.#windows.get(address)
    if (window === undefined || now - window.since >= MINUTE_MS) {
      this.#windows.set(address, { since: now, count: 1 })
      return true
    }
    const count = window.count + 1
    this.#windows.set(address, { since: window.since, count })
    return count <= PER_MINUTE
  }
}
