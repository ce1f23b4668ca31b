// Customers who wait for an event of their own.
import type { Clock } from '../../kit/time/clock.ts'
import type { JobKind } from '../../kit/time/job-kinds.ts'
import type { EventArrival } from '../customers/events.ts'
import type { PropertyFilter } from '../customers/filter-schemas.ts'
import { matchesAll } from '../customers/property-filter.ts'
import type { House } from '../house.ts'
import type { Run } from '../visit/run.ts'

export interface EventWait {
  /** Whose events count; another one after a merge. */
  owner: string
  run: Run
  type: string
  filter: readonly PropertyFilter[]
}

/** Whom an event reached, by scenario and run. */
type Reached = { runs: readonly (readonly [scenario: string, run: number])[] }

interface Hooks {
  runOf: (scenario: string, run: number) => Run | undefined
  /** They no longer wait for the clock. */
  forget: (run: Run) => void
  wake: (runs: readonly Run[]) => Promise<void>
}

export class EventWaits {
  #byCustomer = new Map<string, Set<EventWait>>()
  #byRun = new Map<number, EventWait>()
  readonly #clock: Clock
  readonly #wakings: JobKind<Reached>
  readonly #forget: (run: Run) => void

  constructor({ events, world, customers }: House, { runOf, forget, wake }: Hooks) {
    this.#clock = world.clock
    this.#forget = forget
    this.#wakings = world.clock.performs<Reached>('bloomreach/wake-by-event', {
      label: ({ runs }) => `${runs.length} waited for this event`,
      run: ({ runs }) => wake(runs.flatMap(([scenario, run]) => runOf(scenario, run) ?? [])),
    })
    events.subscribe(arrival => this.#tell(arrival))
    customers.subscribeToMerges((from, into) => this.#move(from.id, into.id))
  }

  save() {
    return { byCustomer: this.#byCustomer, byRun: this.#byRun }
  }

  restore({ byCustomer, byRun }: ReturnType<EventWaits['save']>): void {
    this.#byCustomer = byCustomer
    this.#byRun = byRun
  }

  add(run: Run, type: string, filter: readonly PropertyFilter[]): void {
    const wait = { owner: run.customerId, run, type, filter }
    this.#byRun.set(run.id, wait)
    const waits = this.#byCustomer.get(run.customerId)
    if (waits === undefined) this.#byCustomer.set(run.customerId, new Set([wait]))
    else waits.add(wait)
  }

  remove(run: Run): void {
    const wait = this.#byRun.get(run.id)
    if (wait === undefined) return
    this.#byRun.delete(run.id)
    const waits = this.#byCustomer.get(wait.owner)
    waits?.delete(wait)
    if (waits?.size === 0) this.#byCustomer.delete(wait.owner)
  }

  #tell({ customerId, event, seq }: EventArrival): void {
    const waits = this.#byCustomer.get(customerId)
    if (waits === undefined) return
    const met = [...waits].filter(
      ({ type, filter }) => type === event.type && matchesAll(event.properties, filter, this.#clock.now()),
    )
    if (met.length === 0) return
    for (const { run } of met) {
      this.remove(run)
      run.cause = seq
      this.#forget(run)
    }
    const runs = met.map(({ run }) => [run.scenarioId, run.id] as const)
    this.#wakings.at(this.#clock.now(), { runs })
  }

  #move(from: string, into: string): void {
    const waits = this.#byCustomer.get(from)
    if (waits === undefined) return
    this.#byCustomer.delete(from)
    for (const wait of waits) wait.owner = into
    this.#byCustomer.set(into, new Set([...(this.#byCustomer.get(into) ?? []), ...waits]))
  }
}
