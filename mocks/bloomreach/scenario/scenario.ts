// A scenario as it is kept: its versions, status, who is inside, and what the Evaluation tab shows.

import { invariant } from '../../kit/invariant.ts'
import { Cell } from '../../kit/kept/cell.ts'
import { Group } from '../../kit/kept/group.ts'
import { KeptLists } from '../../kit/kept/kept-lists.ts'
import { KeptMap } from '../../kit/kept/kept-map.ts'
import { KeptMaps } from '../../kit/kept/kept-maps.ts'
import type { ScenarioDefinition } from '../definition/definition.ts'
import { Graph } from '../definition/graph.ts'
import type { ScenarioNode } from '../definition/node-schemas.ts'
import type { Run } from '../visit/run.ts'
import type { Tally } from '../visit/tally.ts'
import { Evaluation } from './evaluation.ts'
import type { Status } from './lifecycle.ts'

/** [D] scenarios-faq: every save, start and stop makes an entry in the version history. */
export interface Version {
  readonly number: number
  readonly at: number
  readonly by: 'save' | 'start' | 'stop' | 'restore'
  readonly definition: ScenarioDefinition
  /** What its author wrote, comments and all; no vendor has it. */
  readonly text?: string
}

type NewVersion = Pick<Version, 'by' | 'at' | 'definition'> & { text?: string | undefined }

/** [D] api-trigger: received calls are in a Trigger log. */
export interface TriggerLogEntry {
  readonly at: number
  readonly node: number
  readonly customer: string | undefined
  readonly params: Readonly<Record<string, unknown>>
  readonly accepted: boolean
}

type Jobs = KeptMap<number, true>

export class Scenario {
  readonly id: string
  readonly #status = new Cell<Status>('draft')
  readonly #versions: Cell<readonly Version[]>
  readonly evaluation = new Evaluation()
  /** Everyone inside, by the id of their path. */
  readonly runs = new KeptMap<number, Run>()
  /** The jobs of its triggers, which end when the scenario stops. */
  readonly triggerJobs: Jobs = new KeptMap()
  /** The jobs of customers who enter some time after their event; an edit leaves them. */
  readonly delayed: Jobs = new KeptMap()
  /** Now triggers that were started and did not fire yet. */
  readonly pendingNow: Jobs = new KeptMap()
  /** How many triggers may still let customers in. */
  readonly armed = new Cell(0)
  /** The journal's seq of the last start. */
  readonly startedSeq = new Cell(0)
  /** The trigger log: calls of API triggers. */
  readonly #triggerLog = new KeptLists<'calls', TriggerLogEntry>()
  readonly #tallies = new KeptMaps<number, string, number>()
  /** Webhooks that stopped for everyone, with `webhookStopScope: scenario`. */
  readonly stoppedWebhooks = new KeptMap<number, number>()
  readonly kept: Group

  constructor(id: string, versions: readonly Version[]) {
    this.id = id
    this.#versions = new Cell(versions)
    this.kept = new Group({
      status: this.#status,
      versions: this.#versions,
      evaluation: this.evaluation.kept,
      runs: this.runs,
      triggerJobs: this.triggerJobs,
      delayed: this.delayed,
      pendingNow: this.pendingNow,
      armed: this.armed,
      startedSeq: this.startedSeq,
      triggerLog: this.#triggerLog,
      tallies: this.#tallies,
      stoppedWebhooks: this.stoppedWebhooks,
    })
  }

  static draft(id: string, first: Omit<NewVersion, 'by'>): Scenario {
    return new Scenario(id, [versionOf(1, { ...first, by: 'save' })])
  }

  get status(): Status {
    return this.#status.value
  }

  set status(status: Status) {
    this.#status.value = status
  }

  get name(): string {
    return this.definition.name
  }

  get versions(): readonly Version[] {
    return this.#versions.value
  }

  get createdAt(): number {
    return this.versions[0]?.at ?? 0
  }

  get definition(): ScenarioDefinition {
    const newest = this.versions.at(-1)
    invariant(newest !== undefined, 'a scenario without a version')
    return newest.definition
  }

  get graph(): Graph {
    return graphOf(this.definition)
  }

  get version(): number {
    return this.versions.length
  }

  get text(): string | undefined {
    return this.versions.at(-1)?.text
  }

  addVersion(next: NewVersion): void {
    this.#versions.value = [...this.versions, versionOf(this.version + 1, next)]
  }

  /** What was started and stopped is what was saved before. */
  addEntry(by: 'start' | 'stop', at: number): void {
    this.addVersion({ by, at, definition: this.definition, text: this.text })
  }

  /** The node as it was when a customer entered it. */
  nodeOf(run: Run): ScenarioNode | undefined {
    const version = this.versions[run.version - 1]
    return version && graphOf(version.definition).node(run.node)
  }

  tally(node: number): Tally {
    const get = (key: string) => this.#tallies.get(node, key) ?? 0
    return { get, add: key => this.#tallies.set(node, key, get(key) + 1) }
  }

  /** Newest last. */
  get triggerLog(): readonly TriggerLogEntry[] {
    return this.#triggerLog.get('calls')
  }

  log(call: TriggerLogEntry): void {
    this.#triggerLog.push('calls', call)
  }

  /** A new start counts from zero; those who are still inside stay. */
  beginAgain(): void {
    for (const node of [...this.#tallies.keys()]) this.#tallies.clear(node)
    this.stoppedWebhooks.clear()
    if (this.runs.size === 0) this.evaluation.clear()
  }
}

const versionOf = (number: number, { text, ...version }: NewVersion): Version => ({
  number,
  ...version,
  ...(text === undefined ? {} : { text }),
})

const graphs = new WeakMap<ScenarioDefinition, Graph>()

/** A definition never changes, so whoever has it shares its graph. */
function graphOf(definition: ScenarioDefinition): Graph {
  const known = graphs.get(definition)
  if (known !== undefined) return known
  const graph = new Graph(definition)
  graphs.set(definition, graph)
  return graph
}
