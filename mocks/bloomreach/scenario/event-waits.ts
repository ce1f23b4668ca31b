// Customers who wait for an event of their own.
import { Group } from '../../kit/kept/group.ts'
import { KeptMap } from '../../kit/kept/kept-map.ts'
import { KeptMaps } from '../../kit/kept/kept-maps.ts'
import type { Clock } from '../../kit/time/clock.ts'
import type { JobKind } from '../../kit/time/job-kinds.ts'
import type { EventArrival } from '../customers/events.ts'
import type { PropertyFilter } from '../customers/filter-schemas.ts'
import { matchesAll } from '../customers/property-filter.ts'
import type { House } from '../house.ts'
import type { Run } from '../visit/run.ts'

export interface EventWait {
  readonly scenario: string
  readonly type: string
  readonly filter: readonly PropertyFilter[]
}

/** Whom an event reached, by scenario and run. */
type Reached = { runs: readonly (readonly [scenario: string, run: number])[] }

interface Hooks {
  /** An event reached them: they no longer wait for the clock, and it is the cause of what follows. */
  reach: (scenario: string, run: number, cause: number) => void
  wake: (runs: Reached['runs']) => Promise<void>
}

export class EventWaits {
  /** By customer, another one after a merge, and by run. */
  readonly #waits = new KeptMaps<string, number, EventWait>()
  /** By run: whose events count. */
  readonly #owners = new KeptMap<number, string>()
  readonly kept = new Group({ waits: this.#waits, owners: this.#owners })
  readonly #clock: Clock
  readonly #wakings: JobKind<Reached>
  readonly #reach: Hooks['reach']

  constructor({ events, world, customers }: House, { reach, wake }: Hooks) {
    this.#clock = world.clock
    this.#reach = reach
    this.#wakings = world.clock.performs<Reached>('bloomreach/wake-by-event', {
      label: ({ runs }) => `${runs.length} waited for this event`,
      run: ({ runs }) => wake(runs),
    })
    events.subscribe(arrival => this.#tell(arrival))
    customers.subscribeToMerges((from, into) => this.#move(from.id, into.id))
  }

  add({ id, scenarioId, customerId }: Run, type: string, filter: readonly PropertyFilter[]): void {
    this.#owners.set(id, customerId)
    this.#waits.set(customerId, id, { scenario: scenarioId, type, filter })
  }

  remove(run: number): void {
    const owner = this.#owners.get(run)
    if (owner === undefined) return
    this.#owners.delete(run)
    this.#waits.delete(owner, run)
  }

  #tell({ customerId, event, seq }: EventArrival): void {
    const waits = this.#waits.of(customerId)
    if (waits === undefined) return
    const met = [...waits].filter(
      ([, { type, filter }]) =>
        type === event.type && matchesAll(event.properties, filter, this.#clock.now()),
    )
    if (met.length === 0) return
    for (const [run, { scenario }] of met) {
      this.remove(run)
      this.#reach(scenario, run, seq)
    }
    const runs = met.map(([run, { scenario }]) => [scenario, run] as const)
    this.#wakings.at(this.#clock.now(), { runs })
  }

  #move(from: string, into: string): void {
    for (const [run, wait] of [...(this.#waits.of(from) ?? [])]) {
      this.#waits.delete(from, run)
      this.#waits.set(into, run, wait)
      this.#owners.set(run, into)
    }
  }
}
