// Who waits where, and what wakes them: the clock, or an event of their own. Those who wait at the same node for the
// same instant share one job on the clock and wake in the order in which they came.
import { Group } from '../../kit/kept/group.ts'
import { KeptMap } from '../../kit/kept/kept-map.ts'
import { KeptMaps } from '../../kit/kept/kept-maps.ts'
import type { Clock } from '../../kit/time/clock.ts'
import type { JobKind } from '../../kit/time/job-kinds.ts'
import type { Run } from '../visit/run.ts'

/** Where and until when they wait. */
type Place = { scenario: string; node: number; until: number }

/** Called with everyone who wakes now, by the ids of their runs. */
export type Wake = (scenario: string, runs: readonly number[]) => Promise<void>

export class Sleepers {
  readonly #clock: Clock
  readonly #nameOf: (customerId: string) => string
  readonly #wakings: JobKind<Place>
  /** By place: the job that wakes them. */
  readonly #jobs = new KeptMap<string, number>()
  /** By place and run: whose. */
  readonly #customers = new KeptMaps<string, number, string>()
  readonly kept = new Group({ jobs: this.#jobs, customers: this.#customers })

  constructor(deps: { clock: Clock; nameOf: (customerId: string) => string; wake: Wake }) {
    this.#clock = deps.clock
    this.#nameOf = deps.nameOf
    this.#wakings = deps.clock.performs<Place>('bloomreach/wake', {
      label: place => this.#labelOf(place),
      about: ({ scenario, node, until }) => ({
        scenario,
        node,
        customers: [...(this.#customers.of(keyOf({ scenario, node, until }))?.values() ?? [])],
      }),
      run: async place => {
        const key = keyOf(place)
        const runs = [...(this.#customers.of(key)?.keys() ?? [])]
        this.#forget(key)
        await deps.wake(place.scenario, runs)
      },
    })
  }

  /** The run says where and until when. */
  sleep(run: Run): void {
    const place = placeOf(run)
    const key = keyOf(place)
    if (!this.#jobs.has(key)) this.#jobs.set(key, this.#wakings.at(run.until, place))
    this.#customers.set(key, run.id, run.customerId)
  }

  /** Takes one out before their time has come. */
  remove(run: Run): void {
    const key = keyOf(placeOf(run))
    const job = this.#jobs.get(key)
    if (job === undefined || !this.#customers.delete(key, run.id) || this.#customers.of(key) !== undefined)
      return
    this.#forget(key)
    this.#clock.cancel(job)
  }

  #forget(key: string): void {
    this.#jobs.delete(key)
    this.#customers.clear(key)
  }

  #labelOf(place: Place): string {
    const customers = this.#customers.of(keyOf(place))
    const [head = ''] = customers?.values() ?? []
    const others = (customers?.size ?? 1) - 1
    const wait = others <= 0 ? 'waits' : `and ${others} more wait`
    return `${this.#nameOf(head)} ${wait} at #${place.node}`
  }
}

const placeOf = ({ scenarioId, node, until }: Run): Place => ({ scenario: scenarioId, node, until })

const keyOf = ({ scenario, node, until }: Place): string => `${scenario}/${node}/${until}`
