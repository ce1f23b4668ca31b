// How much of a trace a person is shown: the first customers and calls whole, then failures, the rest as a count.
import type { Entry } from '../../mocks/kit/journal.ts'
import { isFailure } from './trace.ts'

/** Customers whose story is told whole, and lines of calls that belong to none. */
const FIRST = 50
/** Lines about failures of later customers. */
const FAILURES = 100

const ALWAYS = new Set(['bloomreach.scenario-started', 'bloomreach.scenario-stopped'])

export class TraceBudget {
  readonly #customers = new Set<string>()
  #calls = 0
  #failures = 0
  #leftOut = 0

  /** Whether this entry is shown; one that is not is counted. */
  takes(entry: Entry): boolean {
    const isShown = ALWAYS.has(entry.kind) || this.#isAmongFirst(entry) || this.#isEarlyFailure(entry)
    if (!isShown) this.#leftOut++
    return isShown
  }

  /** How many were left out since the last time somebody asked. */
  leftOut(): number {
    const count = this.#leftOut
    this.#leftOut = 0
    return count
  }

  #isAmongFirst({ customer }: Entry): boolean {
    if (customer === undefined) return this.#calls++ < FIRST
    if (this.#customers.size < FIRST) this.#customers.add(customer)
    return this.#customers.has(customer)
  }

  #isEarlyFailure(entry: Entry): boolean {
    return isFailure(entry) && this.#failures++ < FAILURES
  }
}
