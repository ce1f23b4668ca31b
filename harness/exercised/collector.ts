// Counts what the runs of one world exercise of its scenarios, from the journal as it is written and from the templates as they are
// rendered. One for each world; all of a process are written into one file.
import type { TemplateWatch } from '../../mocks/bloomreach/outside.ts'
import type { Entry } from '../../mocks/kit/journal.ts'
import type { Live } from '../life.ts'
import type { ReadWorld } from '../world/definition.ts'
import { answerKey, connectionKey, exitKey, nodeKey, valueKey, wayKey } from './items.ts'
import { type CoveredScenario, coveredScenarios } from './scenarios.ts'
import { tagAt } from './templates.ts'

export interface Counting extends CoveredScenario {
  readonly hits: Map<string, number>
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
    this.#scenarios = new Map(
      coveredScenarios(read).map(one => [one.name, { ...one, hits: new Map<string, number>() }]),
    )
  }

  get scenarios(): Iterable<Counting> {
    return this.#scenarios.values()
  }

  end(): void {
    this.#ended(this)
  }

  take(entry: Entry): void {
    if (typeof entry.node !== 'number' || typeof entry.scenario !== 'string') return
    const covered = this.#coveredBy(entry.scenario)
    if (covered !== undefined) this.#count(covered, entry, entry.node)
  }

  branch({ scenario, node, template, at, way }: Parameters<TemplateWatch>[0]): void {
    const covered = this.#coveredBy(scenario)
    if (covered !== undefined) hit(covered, wayKey(node, tagAt(template, at), way))
  }

  #count(covered: Counting, entry: Entry, node: number): void {
    const { kind } = entry
    if (kind === 'bloomreach.run-entered') hit(covered, nodeKey(node))
    else if (kind === 'bloomreach.node-entered') this.#entered(covered, entry, node)
    else if (kind === 'bloomreach.way-taken') hit(covered, exitKey(node, exitOf(String(entry.way))))
    else if (kind === 'bloomreach.campaign-event') this.#told(covered, entry, node)
    else if (kind === 'bloomreach.webhook-outcome')
      hit(covered, answerKey(node, entry.because === 'retry' ? 'retried' : 'failed'))
    else if (kind === 'bloomreach.chunk-stopped') hit(covered, answerKey(node, 'stops the others'))
    else if (kind === 'bloomreach.undefined-printed') this.#lacks(covered, entry, node)
    else if (kind === 'bloomreach.email-sending') this.#printed(covered, entry, node)
  }

  #lacks(covered: Counting, entry: Entry, node: number): void {
    const name = String(entry.variable)
    const path = pathOf(entry)
    this.#lacked.set(path, new Set([...(this.#lacked.get(path) ?? []), name]))
    hit(covered, valueKey(node, name, 'nothing'))
  }

  #entered(covered: Counting, { causedBy = 0 }: Entry, node: number): void {
    hit(covered, nodeKey(node))
    const from = this.#live().world.journal.get(causedBy)?.node
    if (typeof from !== 'number') return
    hit(covered, connectionKey(from, node))
    const exits = covered.exits.get(`${from} ${node}`) ?? []
    // Where two exits lead to one node, only the node itself says which it was.
    if (exits.length === 1) hit(covered, exitKey(from, exits[0] ?? ''))
  }

  #told(covered: Counting, { status }: Entry, node: number): void {
    const isWebhook = covered.webhooks.has(node)
    const { webhookSuccessStatus } = this.#live().bloomreach.settings
    if (isWebhook && status === webhookSuccessStatus) hit(covered, answerKey(node, 'accepted'))
  }

  #printed(covered: Counting, entry: Entry, node: number): void {
    const lacked = this.#lacked.get(pathOf(entry))
    this.#lacked.delete(pathOf(entry))
    for (const name of covered.printed.get(node) ?? [])
      if (lacked?.has(name) !== true) hit(covered, valueKey(node, name, 'value'))
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

function hit({ hits }: Counting, key: string): void {
  hits.set(key, (hits.get(key) ?? 0) + 1)
}

const pathOf = ({ run, node }: Entry): string => `${run} ${node}`

/** As the journal words it. */
const WAYS: Readonly<Record<string, string>> = { matched: '', 'not matched': 'else' }

const exitOf = (way: string): string => WAYS[way] ?? way
