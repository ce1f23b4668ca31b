// How much of a trace a person is shown: the first customers and calls whole, then failures, the rest as a count.
import type { Entry } from '../../../mocks/kit/journal.ts'
import { isFailure } from './trace.ts'

interface Bounds {
  /** Customers whose story is told whole. */
  customers: number
  /** Lines of calls that belong to none. */
  calls: number
  /** Lines about failures of later customers. */
  failures: number
}

/** How many customers a person reads whole. */
const CROWD = 50

const FEW: Bounds = { customers: CROWD, calls: 50, failures: 100 }
/** Together with the mails less than 200 lines. */
const MANY: Bounds = { customers: 5, calls: 10, failures: 50 }
const ENDLESS = Number.POSITIVE_INFINITY

const CHOSEN = {
  all: { customers: ENDLESS, calls: ENDLESS, failures: ENDLESS },
  failures: { customers: 0, calls: 0, failures: ENDLESS },
  none: { customers: 0, calls: 0, failures: 0 },
} satisfies Record<string, Bounds>

export interface Wish {
  trace?: keyof typeof CHOSEN | undefined
  /** How many there are in the world. */
  customers?: number
}

export const isCrowd = (customers: number): boolean => customers > CROWD

const ALWAYS = new Set(['bloomreach.scenario-started', 'bloomreach.scenario-stopped'])

export class TraceBudget {
  readonly #customers = new Set<string>()
  #calls = 0
  #failures = 0
  #leftOut = 0
  readonly #bounds: Bounds
  readonly #isSilent: boolean

  constructor({ trace, customers = 0 }: Wish = {}) {
    this.#bounds = trace === undefined ? (isCrowd(customers) ? MANY : FEW) : CHOSEN[trace]
    this.#isSilent = trace === 'none'
  }

  /** Whether this entry is shown; one that is not is counted. */
  takes(entry: Entry): boolean {
    if (this.#isSilent) return false
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
    if (customer === undefined) return this.#calls++ < this.#bounds.calls
    if (this.#customers.size < this.#bounds.customers) this.#customers.add(customer)
    return this.#customers.has(customer)
  }

  #isEarlyFailure(entry: Entry): boolean {
    return isFailure(entry) && this.#failures++ < this.#bounds.failures
  }
}
