// [D] Management API: at most 3 requests per second for each endpoint. On the world's clock: time must move before more are taken.
import { SECOND_MS } from '../../kit/time/duration.ts'
import { tooManyRequests } from '../errors.ts'

const REQUESTS = 3

export class RateLimits {
  readonly #now: () => number
  #recent = new Map<string, number[]>()

  constructor(now: () => number) {
    this.#now = now
  }

  save() {
    return this.#recent
  }

  restore(recent: ReturnType<RateLimits['save']>): void {
    this.#recent = recent
  }

  /** Counts a request to the operation, or refuses it. */
  count(operation: string): void {
    const now = this.#now()
    const recent = (this.#recent.get(operation) ?? []).filter(at => at > now - SECOND_MS)
    this.#recent.set(operation, recent)
    if (recent.length >= REQUESTS) {
      throw tooManyRequests(
        `More than ${REQUESTS} requests to ${operation} within one second of the sandbox's clock; the setting rateLimits is "vendor".`,
        { operation },
      )
    }
    recent.push(now)
  }
}
