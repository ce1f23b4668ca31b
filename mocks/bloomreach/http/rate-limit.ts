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

  /** Counts one request to an API; false when it is one too many. */
  admits(api: string, address: string): boolean {
    const key = `${api} ${address}`
    const now = this.#clock.now()
    const window = this.#windows.get(key)
    if (window === undefined || now - window.since >= MINUTE_MS) {
      this.#windows.set(key, { since: now, count: 1 })
      return true
    }
    const count = window.count + 1
    this.#windows.set(key, { since: window.since, count })
    return count <= PER_MINUTE
  }
}
