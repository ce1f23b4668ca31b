// A customer on a path, as the node that they are in sees them. A class and not an object of functions: each customer of a crowd makes
// one for every node, and what is left of them is the collector's work.
import type { Customer } from '../customers/customers.ts'
import { type Chunk, chunkOf, type Stops } from '../visit/chunk.ts'
import type { Run } from '../visit/run.ts'
import type { Visit } from '../visit/step.ts'
import type { Tally } from '../visit/tally.ts'
import type { Path } from './path.ts'
import type { Scenario } from './scenario.ts'

/** What the engine lends to those who are inside. */
export interface Lent {
  readonly stops: Stops
  record(path: Path, kind: string, details: Record<string, unknown>): number
}

export class PathVisit implements Visit {
  readonly customer: Customer
  readonly scenario: Scenario
  readonly #path: Path
  readonly #lent: Lent
  readonly #node: number

  constructor(path: Path, customer: Customer, lent: Lent) {
    this.customer = customer
    this.scenario = path.scenario
    this.#path = path
    this.#lent = lent
    this.#node = path.run.node
  }

  get run(): Run {
    return this.#path.run
  }

  get chunk(): Chunk {
    return chunkOf(this.run.chunk, this.#lent.stops)
  }

  get tally(): Tally {
    return this.scenario.tally(this.#node)
  }

  get stoppedWebhooks(): Visit['stoppedWebhooks'] {
    return this.scenario.stoppedWebhooks
  }

  change(change: Partial<Run>): void {
    this.#path.change(change)
  }

  record(kind: string, details: Record<string, unknown>): number {
    return this.#lent.record(this.#path, kind, details)
  }
}
