// Who waits where, and what wakes them: the clock, or an event of their own. Those who wait at the same node for the
// same instant share one job on the clock and wake in the order in which they came.
import type { Clock } from '../../kit/time/clock.ts'
import type { Run } from '../visit/run.ts'

interface Group {
  readonly runs: Set<Run>
  cancel: () => void
}

/** Called with everyone who wakes now. */
export type Wake = (runs: readonly Run[]) => Promise<void>

export class Sleepers {
  readonly #clock: Clock
  readonly #nameOf: (customerId: string) => string
  readonly #wake: Wake
  readonly #groups = new Map<string, Group>()

  constructor(deps: { clock: Clock; nameOf: (customerId: string) => string; wake: Wake }) {
    this.#clock = deps.clock
    this.#nameOf = deps.nameOf
    this.#wake = deps.wake
  }

  sleep(run: Run, until: number): void {
    run.state = 'sleeping'
    run.until = until
    const key = keyOf(run)
    const group = this.#groups.get(key)
    if (group === undefined) this.#groups.set(key, this.#begin(key, run))
    else group.runs.add(run)
  }

  /** Takes one out before their time has come. */
  remove(run: Run): void {
    const key = keyOf(run)
    const group = this.#groups.get(key)
    if (group === undefined || !group.runs.delete(run) || group.runs.size > 0) return
    this.#groups.delete(key)
    group.cancel()
  }

  #begin(key: string, first: Run): Group {
    const runs = new Set([first])
    const label = () => {
      const [head = first] = runs
      const others = runs.size === 1 ? 'waits' : `and ${runs.size - 1} more wait`
      return `${this.#nameOf(head.customerId)} ${others} at #${head.node}`
    }
    const cancel = this.#clock.at(first.until, label, async () => {
      this.#groups.delete(key)
      await this.#wake([...runs])
    })
    return { runs, cancel }
  }
}

const keyOf = (run: Run): string => `${run.scenarioId}/${run.node}/${run.until}`
