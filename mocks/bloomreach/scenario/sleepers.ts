// Who waits where, and what wakes them: the clock, or an event of their own. Those who wait at the same node for the
// same instant share one job on the clock and wake in the order in which they came.
import type { Clock } from '../../kit/time/clock.ts'
import type { JobKind } from '../../kit/time/job-kinds.ts'
import type { Run } from '../visit/run.ts'

export interface Group {
  readonly runs: Set<Run>
  /** The job that wakes them. */
  readonly job: number
}

/** Where and until when they wait. */
type Place = { scenario: string; node: number; until: number }

/** Called with everyone who wakes now. */
export type Wake = (runs: readonly Run[]) => Promise<void>

export class Sleepers {
  readonly #clock: Clock
  readonly #nameOf: (customerId: string) => string
  readonly #wakings: JobKind<Place>
  #groups = new Map<string, Group>()

  constructor(deps: { clock: Clock; nameOf: (customerId: string) => string; wake: Wake }) {
    this.#clock = deps.clock
    this.#nameOf = deps.nameOf
    this.#wakings = deps.clock.performs<Place>('bloomreach/wake', {
      label: place => this.#labelOf(place),
      run: async place => {
        const key = keyOf(place)
        const { runs } = this.#groups.get(key) ?? {}
        this.#groups.delete(key)
        await deps.wake([...(runs ?? [])])
      },
    })
  }

  save() {
    return this.#groups
  }

  restore(groups: ReturnType<Sleepers['save']>): void {
    this.#groups = groups
  }

  sleep(run: Run, until: number): void {
    run.state = 'sleeping'
    run.until = until
    const place = placeOf(run)
    const key = keyOf(place)
    const group = this.#groups.get(key)
    if (group !== undefined) group.runs.add(run)
    else this.#groups.set(key, { runs: new Set([run]), job: this.#wakings.at(until, place) })
  }

  /** Takes one out before their time has come. */
  remove(run: Run): void {
    const key = keyOf(placeOf(run))
    const group = this.#groups.get(key)
    if (group === undefined || !group.runs.delete(run) || group.runs.size > 0) return
    this.#groups.delete(key)
    this.#clock.cancel(group.job)
  }

  #labelOf(place: Place): string {
    const { runs } = this.#groups.get(keyOf(place)) ?? { runs: [] as Iterable<Run> }
    const [head, ...others] = runs
    const wait = others.length === 0 ? 'waits' : `and ${others.length} more wait`
    return `${this.#nameOf(head?.customerId ?? '')} ${wait} at #${place.node}`
  }
}

const placeOf = ({ scenarioId, node, until }: Run): Place => ({ scenario: scenarioId, node, until })

const keyOf = ({ scenario, node, until }: Place): string => `${scenario}/${node}/${until}`
