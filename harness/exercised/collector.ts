// Counts what the runs of one world exercise of its scenarios, from the journal, a while after it is written, and from the
// templates as they are rendered. One for each world; all of a process are written into one file.
import type { TemplateWatch } from '../../mocks/bloomreach/outside.ts'
import type { Entry, Journal } from '../../mocks/kit/journal.ts'
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
  /** The newest entries stand in it, and are counted up to there. */
  #journal: Journal | undefined
  #seen = 0
  #counted = 0

  /** `ended`: called when its world has ended. */
  constructor(read: ReadWorld, live: () => Live, ended: (collector: Collector) => void) {
    this.#ended = ended
    this.#live = live
    this.#scenarios = new Map(coveredScenarios(read).map(one => [one.name, countingOf(one)]))
  }

  get scenarios(): Iterable<Counting> {
    this.#countUp()
    return this.#scenarios.values()
  }

  end(): void {
    this.#ended(this)
  }

  /** Each entry as it comes, with the journal that it stands in: every life of a world has its own. */
  take({ seq, kind }: Entry, journal: Journal): void {
    if (journal !== this.#journal || seq !== this.#seen + 1) this.#turnTo(journal, seq)
    this.#seen = seq
    if (seq - this.#counted === AT_ONCE || kind === 'sandbox.request') this.#countUp()
  }

  /** Who hears of the ways that a template takes; nobody where it has none. */
  branches(...[scenario, node, template]: Parameters<TemplateWatch>): ReturnType<TemplateWatch> {
    return this.#coveredBy(scenario)?.nodes.of(node).branches.of(template)
  }

  began({ entered }: NodeCounters): void {
    entered.count++
  }

  entered(node: NodeCounters, entry: Row): void {
    node.entered.count++
    const from = entry.journal.detail(Number(entry.of('causedBy')), 'node')
    if (typeof from === 'number') for (const counter of node.cameFrom.of(from)) counter.count++
  }

  left({ exits }: NodeCounters, entry: Row): void {
    exits.of(exitOf(String(entry.of('way')))).count++
  }

  told({ isWebhook, answers }: NodeCounters, entry: Row): void {
    if (isWebhook && entry.of('status') === this.#live().bloomreach.settings.webhookSuccessStatus)
      answers.of('accepted').count++
  }

  missed({ answers }: NodeCounters, entry: Row): void {
    answers.of(entry.of('because') === 'retry' ? 'retried' : 'failed').count++
  }

  stopped({ answers }: NodeCounters): void {
    answers.of('stops the others').count++
  }

  lacked({ nothing }: NodeCounters, entry: Row): void {
    const name = String(entry.of('variable'))
    const path = pathOf(entry)
    this.#lacked.set(path, new Set([...(this.#lacked.get(path) ?? []), name]))
    nothing.of(name).count++
  }

  printed({ printed }: NodeCounters, entry: Row): void {
    if (printed.length === 0) return
    const lacked = this.#lacked.size === 0 ? undefined : this.#lacked.get(pathOf(entry))
    if (lacked !== undefined) this.#lacked.delete(pathOf(entry))
    for (const { name, value } of printed) if (lacked?.has(name) !== true) value.count++
  }

  #turnTo(journal: Journal, seq: number): void {
    this.#countUp()
    this.#journal = journal
    this.#counted = seq - 1
  }

  #countUp(): void {
    if (this.#journal === undefined) return
    const row = new Row(this.#journal)
    for (row.seq = this.#counted + 1; row.seq <= this.#seen; row.seq++) this.#count(row)
    this.#counted = this.#seen
  }

  #count(entry: Row): void {
    const count = COUNTED.get(entry.of('kind') as string)
    if (count === undefined) return
    const node = entry.of('node')
    const scenario = entry.of('scenario')
    if (typeof node !== 'number' || typeof scenario !== 'string') return
    const counters = this.#coveredBy(scenario)?.nodes.of(node)
    if (counters !== undefined) this[count](counters, entry)
  }

  #coveredBy(id: string): Counting | undefined {
    const known = this.#byId.get(id)
    if (known !== undefined || this.#byId.has(id)) return known
    this.#byId.set(id, undefined)
    // All that there are, for a name may be another by the time that somebody asks.
    for (const { id: each, name } of this.#live().bloomreach.scenarios.list())
      if (this.#byId.get(each) === undefined) this.#byId.set(each, this.#scenarios.get(name))
    return this.#byId.get(id)
  }
}

/** To count many in a row costs a small part of what it costs after each, in the midst of other work. */
const AT_ONCE = 10_000

/** An entry as it stands in the journal; one for all of them. */
class Row {
  readonly journal: Journal
  seq = 0

  constructor(journal: Journal) {
    this.journal = journal
  }

  of(name: string): unknown {
    return this.journal.detail(this.seq, name)
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

const pathOf = (entry: Row): string => `${entry.of('run')} ${entry.of('node')}`

/** As the journal words it. */
const WAYS: Readonly<Record<string, string>> = { matched: '', 'not matched': 'else' }

const exitOf = (way: string): string => WAYS[way] ?? way
