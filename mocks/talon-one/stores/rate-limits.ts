// [D] Management API: at most 3 requests per second for each endpoint. On the world's clock: time must move before more are taken.
import { KeptMap } from '../../kit/kept/kept-map.ts'
import { SECOND_MS } from '../../kit/time/duration.ts'
import { tooManyRequests } from '../errors.ts'

const REQUESTS = 3

export class RateLimits {
  readonly #now: () => number
  readonly #recent = new KeptMap<string, readonly number[]>()
  readonly kept = this.#recent

  constructor(now: () => number) {
    this.#now = now
  }

  /** Counts a request to the operation, or refuses it. */
  count(operation: string): void {
    const now = this.#now()
    const recent = (this.#recent.get(operation) ?? []).filter(at => at > now - SECOND_MS)
    if (recent.length >= REQUESTS) {
      throw tooManyRequests(
        `More than ${REQUESTS} requests to ${operation} within one second of the sandbox's clock; the setting rateLimits is "vendor".`,
        { operation },
      )
    }
    this.#recent.set(operation, [...recent, now])
  }
}
