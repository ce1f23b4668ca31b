// A scenario as it is kept: its versions, status, who is inside, and what the Evaluation tab shows.

import { invariant } from '../../kit/invariant.ts'
import type { ScenarioDefinition } from '../definition/definition.ts'
import { Graph } from '../definition/graph.ts'
import type { ScenarioNode } from '../definition/node-schemas.ts'
import type { Run } from '../visit/run.ts'
import { type Tally, tallyOf } from '../visit/tally.ts'
import { Evaluation } from './evaluation.ts'
import type { Status } from './lifecycle.ts'

/** [D] scenarios-faq: every save, start and stop makes an entry in the version history. */
export interface Version {
  number: number
  at: number
  by: 'save' | 'start' | 'stop' | 'restore'
  definition: ScenarioDefinition
}

/** [D] api-trigger: received calls are in a Trigger log. */
export interface TriggerLogEntry {
  at: number
  node: number
  customer: string | undefined
  params: Readonly<Record<string, unknown>>
  accepted: boolean
}

export class Scenario {
  readonly id: string
  status: Status = 'draft'
  readonly createdAt: number
  versions: Version[] = []
  evaluation = new Evaluation()
  /** Everyone inside, by the id of their path. */
  runs = new Map<number, Run>()
  /** The jobs of its triggers, which end when the scenario stops. */
  triggerJobs = new Set<number>()
  /** The jobs of customers who enter some time after their event; an edit leaves them. */
  delayed = new Set<number>()
  /** Now triggers that were started and did not fire yet. */
  pendingNow = new Set<number>()
  /** How many triggers may still let customers in. */
  armed = 0
  /** The journal's seq of the last start. */
  startedSeq = 0
  /** The trigger log: calls of API triggers, newest last. */
  triggerLog: TriggerLogEntry[] = []
  #tallies = new Map<number, Map<string, number>>()
  /** Webhooks that stopped for everyone, with `webhookStopScope: scenario`. */
  stoppedWebhooks = new Map<number, number>()
  #graph: Graph
  readonly #graphs = new Map<number, Graph>()

  constructor(id: string, definition: ScenarioDefinition, at: number) {
    this.id = id
    this.createdAt = at
    this.#graph = new Graph(definition)
    this.addVersion(definition, 'save', at)
  }

  save() {
    const { id, createdAt, status, versions, runs, triggerJobs, delayed, pendingNow, armed } = this
    const { startedSeq, triggerLog, stoppedWebhooks } = this
    const kept = {
      status,
      runs,
      triggerJobs,
      delayed,
      pendingNow,
      armed,
      startedSeq,
      triggerLog,
      stoppedWebhooks,
    }
    return { id, createdAt, versions, kept, tallies: this.#tallies, evaluation: this.evaluation.save() }
  }

  /** With graphs of its own. */
  static from(saved: ReturnType<Scenario['save']>): Scenario {
    const [first, ...later] = saved.versions
    invariant(first !== undefined, 'a scenario without a version')
    const scenario = new Scenario(saved.id, first.definition, saved.createdAt)
    for (const { definition, by, at } of later) scenario.addVersion(definition, by, at)
    Object.assign(scenario, saved.kept)
    scenario.versions = saved.versions
    scenario.#tallies = saved.tallies
    scenario.evaluation.restore(saved.evaluation)
    return scenario
  }

  get name(): string {
    return this.#graph.definition.name
  }

  get definition(): ScenarioDefinition {
    return this.#graph.definition
  }

  get graph(): Graph {
    return this.#graph
  }

  get version(): number {
    return this.versions.length
  }

  addVersion(definition: ScenarioDefinition, by: Version['by'], at: number): void {
    if (definition !== this.#graph.definition) this.#graph = new Graph(definition)
    const number = this.versions.length + 1
    this.versions.push({ number, at, by, definition })
    this.#graphs.set(number, this.#graph)
  }

  /** The node as it was when a customer entered it. */
  nodeOf(run: Run): ScenarioNode | undefined {
    return this.#graphs.get(run.version)?.node(run.node)
  }

  tally(node: number): Tally {
    const counts = this.#tallies.get(node) ?? new Map<string, number>()
    this.#tallies.set(node, counts)
    return tallyOf(counts)
  }

  /** A new start counts from zero; those who are still inside stay. */
  beginAgain(): void {
    this.#tallies.clear()
    this.stoppedWebhooks.clear()
    if (this.runs.size === 0) this.evaluation = new Evaluation()
  }
}
