// Counts what the runs of one world exercise of its scenarios, from the journal as it is written and from the templates as they are
// rendered. One for each world; all of a process are written into one file.
import type { TemplateWatch } from '../../mocks/bloomreach/outside.ts'
import type { Entry } from '../../mocks/kit/journal.ts'
import { Remembered } from '../../mocks/kit/remembered.ts'
import type { Live } from '../life.ts'
import type { ReadWorld } from '../world/definition.ts'
import { Hits } from './hits.ts'
import { NodeCounters } from './node-counters.ts'
import { type CoveredScenario, coveredScenarios } from './scenarios.ts'

export interface Counting extends CoveredScenario {
  readonly hits: Hits
  readonly nodes: Remembered<number, NodeCounters>
}

export class Collector {
  readonly #live: () => Live
  readonly #ended: (collector: Collector) => void
  readonly #scenarios: ReadonlyMap<string, Counting>
  /** By the id of the scenario, which an edit keeps. */
  readonly #byId = new Map<string, Counting | undefined>()
  /** By path: what its mail lacked. */
  readonly #lacked = new Map<string, Set<string>>()

  /** `ended`: called when its world has ended. */
  constructor(read: ReadWorld, live: () => Live, ended: (collector: Collector) => void) {
    this.#ended = ended
    this.#live = live
    this.#scenarios = new Map(coveredScenarios(read).map(one => [one.name, countingOf(one)]))
  }

  get scenarios(): Iterable<Counting> {
    return this.#scenarios.values()
  }

  end(): void {
    this.#ended(this)
  }

  take(entry: Entry): void {
    const count = COUNTED.get(entry.kind)
    if (count === undefined || typeof entry.node !== 'number' || typeof entry.scenario !== 'string') return
    const node = this.#coveredBy(entry.scenario)?.nodes.of(entry.node)
    if (node !== undefined) this[count](node, entry)
  }

  branch({ scenario, node, template, at, way }: Parameters<TemplateWatch>[0]): void {
    const covered = this.#coveredBy(scenario)
    if (covered !== undefined) covered.nodes.of(node).branch(template, at, way).count++
  }

  began({ entered }: NodeCounters): void {
    entered.count++
  }

  entered(node: NodeCounters, { causedBy = 0 }: Entry): void {
    node.entered.count++
    const from = this.#live().world.journal.detail(causedBy, 'node')
    if (typeof from === 'number') for (const counter of node.cameFrom.of(from)) counter.count++
  }

  left({ exits }: NodeCounters, { way }: Entry): void {
    exits.of(exitOf(String(way))).count++
  }

  told({ isWebhook, answers }: NodeCounters, { status }: Entry): void {
    if (isWebhook && status === this.#live().bloomreach.settings.webhookSuccessStatus)
      answers.of('accepted').count++
  }

  missed({ answers }: NodeCounters, { because }: Entry): void {
    answers.of(because === 'retry' ? 'retried' : 'failed').count++
  }

  stopped({ answers }: NodeCounters): void {
    answers.of('stops the others').count++
  }

  lacked({ nothing }: NodeCounters, entry: Entry): void {
    const name = String(entry.variable)
    const path = pathOf(entry)
    this.#lacked.set(path, new Set([...(this.#lacked.get(path) ?? []), name]))
    nothing.of(name).count++
  }

  printed({ printed }: NodeCounters, entry: Entry): void {
    if (printed.length === 0) return
    const lacked = this.#lacked.size === 0 ? undefined : this.#lacked.get(pathOf(entry))
    if (lacked !== undefined) this.#lacked.delete(pathOf(entry))
    for (const { name, value } of printed) if (lacked?.has(name) !== true) value.count++
  }

  #coveredBy(id: string): Counting | undefined {
    if (this.#byId.has(id)) return this.#byId.get(id)
    const found = this.#live()
      .bloomreach.scenarios.list()
      .find(one => one.id === id)
    const covered = found && this.#scenarios.get(found.name)
    this.#byId.set(id, covered)
    return covered
  }
}

const COUNTED = new Map([
  ['bloomreach.run-entered', 'began'],
  ['bloomreach.node-entered', 'entered'],
  ['bloomreach.way-taken', 'left'],
  ['bloomreach.campaign-event', 'told'],
  ['bloomreach.webhook-outcome', 'missed'],
  ['bloomreach.chunk-stopped', 'stopped'],
  ['bloomreach.undefined-printed', 'lacked'],
  ['bloomreach.email-sending', 'printed'],
] as const) as ReadonlyMap<
  string,
  'began' | 'entered' | 'left' | 'told' | 'missed' | 'stopped' | 'lacked' | 'printed'
>

function countingOf(covered: CoveredScenario): Counting {
  const hits = new Hits()
  return { ...covered, hits, nodes: new Remembered(node => new NodeCounters(node, covered, hits)) }
}

const pathOf = ({ run, node }: Entry): string => `${run} ${node}`

/** As the journal words it. */
const WAYS: Readonly<Record<string, string>> = { matched: '', 'not matched': 'else' }

const exitOf = (way: string): string => WAYS[way] ?? way
