// One customer's path while it moves: the run as it is now, and what counts only until time moves.
import type { Run } from '../visit/run.ts'
import type { Scenario } from './scenario.ts'

/** Nodes passed since time last moved, by a path and by those that forked off it. */
export interface Pace {
  steps: number
}

export class Path {
  readonly scenario: Scenario
  readonly pace: Pace
  #last: Run

  constructor(scenario: Scenario, run: Run, pace: Pace = { steps: 0 }) {
    this.scenario = scenario
    this.pace = pace
    this.#last = run
  }

  /** After its end, as it was then. */
  get run(): Run {
    this.#last = this.scenario.runs.get(this.#last.id) ?? this.#last
    return this.#last
  }

  get isOver(): boolean {
    return this.scenario.runs.get(this.#last.id) === undefined
  }

  change(change: Partial<Run>): void {
    const { runs } = this.scenario
    const now = runs.get(this.#last.id)
    const changed = { ...(now ?? this.#last), ...change }
    if (now !== undefined) runs.set(changed.id, changed)
    this.#last = changed
  }

  end(): void {
    this.#last = this.run
    this.scenario.runs.delete(this.#last.id)
  }
}
