// Moves customers through scenarios: enter, step from node to node, sleep, wake, end. One customer after the other, each
// awaited; what nodes do lives in `nodes/`, when a scenario may start in `scenarios.ts`.
import { invariant } from '../../kit/invariant.ts'
import type { StoredEvent } from '../customers/events.ts'
import { DEFAULT_EXIT, TIMEOUT_EXIT } from '../definition/exits.ts'
import type { ScenarioNode } from '../definition/node-schemas.ts'
import type { House } from '../house.ts'
import type { Chunk } from '../visit/chunk.ts'
import { freshRun, type Run } from '../visit/run.ts'
import type { Step, Visit } from '../visit/step.ts'
import { nameOf } from '../visit/template-context.ts'
import { EventWaits } from './event-waits.ts'
import { Gatherings } from './gatherings.ts'
import { kindOf } from './nodes/index.ts'
import type { Scenario } from './scenario.ts'
import { Sleepers } from './sleepers.ts'

export interface Entrance {
  scenario: Scenario
  /** The trigger's node. */
  node: number
  chunk: Chunk
  customerId: string
  event?: StoredEvent | undefined
  params?: Readonly<Record<string, unknown>> | undefined
  causedBy: number
}

/** How a path ended. */
export type Ending =
  | 'completed'
  | 'failed'
  | 'suppressed'
  | 'stopped'
  | 'node-deleted'
  | 'scenario-deleted'
  | 'customer-gone'

/** Where a customer goes first; paths that fork off there are added to `forks`. */
type FirstStep = (forks: Run[]) => number | undefined | Promise<number | undefined>

export class Engine {
  readonly #house: House
  readonly #scenarioOf: (id: string) => Scenario | undefined
  readonly #whenEmpty: (scenario: Scenario) => void
  readonly #sleepers: Sleepers
  readonly #eventWaits: EventWaits
  readonly #gatherings = new Gatherings()
  #runs = 0
  #chunks = 0

  constructor(
    house: House,
    hooks: { scenarioOf: (id: string) => Scenario | undefined; whenEmpty: (scenario: Scenario) => void },
  ) {
    this.#house = house
    this.#scenarioOf = hooks.scenarioOf
    this.#whenEmpty = hooks.whenEmpty
    const name = (customerId: string) => nameOf(house.customers.get(customerId))
    this.#sleepers = new Sleepers({
      clock: house.world.clock,
      nameOf: name,
      wake: runs => this.#wake(runs),
    })
    this.#eventWaits = new EventWaits(house, {
      runOf: (scenario, run) => this.#scenarioOf(scenario)?.runs.get(run),
      forget: run => this.#sleepers.remove(run),
      wake: runs => this.#resumeAll(runs, () => DEFAULT_EXIT),
    })
  }

  save() {
    return {
      runs: this.#runs,
      chunks: this.#chunks,
      sleepers: this.#sleepers.save(),
      eventWaits: this.#eventWaits.save(),
      gatherings: this.#gatherings.save(),
    }
  }

  restore({ runs, chunks, sleepers, eventWaits, gatherings }: ReturnType<Engine['save']>): void {
    this.#runs = runs
    this.#chunks = chunks
    this.#sleepers.restore(sleepers)
    this.#eventWaits.restore(eventWaits)
    this.#gatherings.restore(gatherings)
  }

  newChunk(): Chunk {
    return { id: ++this.#chunks }
  }

  /** Those who enter together, in the order given. */
  async enterAll(scenario: Scenario, entrances: Iterable<Entrance>): Promise<void> {
    // Between the trigger and now the scenario may have been stopped; those of a run that has begun all enter.
    if (scenario.status !== 'active') return
    for (const entrance of entrances) {
      await this.#enter(entrance)
      await this.#house.world.clock.breathe()
    }
    await this.#sendGathered()
    this.#noteEmpty(scenario)
  }

  /** Ends everyone inside, for a scenario that is deleted. */
  evict(scenario: Scenario): void {
    for (const run of [...scenario.runs.values()]) {
      this.#rouse(scenario, run)
      this.#end(scenario, run, 'scenario-deleted')
    }
  }

  /** [D] scenarios-faq: who is inside a deleted node is lost; they do not continue. */
  evictFromDeletedNodes(scenario: Scenario): void {
    for (const run of [...scenario.runs.values()]) {
      if (scenario.graph.node(run.node) !== undefined) continue
      this.#rouse(scenario, run)
      this.#end(scenario, run, 'node-deleted')
    }
    this.#noteEmpty(scenario)
  }

  async #enter({ scenario, node, chunk, customerId, event, params, causedBy }: Entrance): Promise<void> {
    if (this.#scenarioOf(scenario.id) !== scenario || scenario.graph.node(node) === undefined) return
    const run = freshRun({
      id: ++this.#runs,
      scenarioId: scenario.id,
      customerId,
      chunk,
      trigger: node,
      event,
      params,
      node,
      version: scenario.version,
      cause: causedBy,
    })
    scenario.runs.set(run.id, run)
    this.#record(run, 'run-entered', { scenarioName: scenario.name, chunk: chunk.id })
    await this.#walk(scenario, run, () => node)
  }

  /** From a first step on, node after node, until the customer waits or ends; the paths that fork off follow after. */
  async #walk(scenario: Scenario, run: Run, first: FirstStep): Promise<void> {
    const forks: Run[] = []
    let next = await first(forks)
    while (next !== undefined) next = await this.#visit(scenario, run, next, forks)
    for (const fork of forks) await this.#walk(scenario, fork, () => fork.node)
  }

  async #visit(scenario: Scenario, run: Run, id: number, forks: Run[]): Promise<number | undefined> {
    const node = scenario.graph.node(id)
    invariant(node !== undefined, 'a connection leads to no node')
    run.node = id
    run.version = scenario.version
    run.attempt = 0
    scenario.evaluation.of(id).entered++
    if (id !== run.trigger) this.#record(run, 'node-entered', { type: node.type })
    return this.#act(scenario, run, node, forks)
  }

  /** The node's behaviour once. Answers the next node, or undefined when the customer goes no further now. */
  async #act(scenario: Scenario, run: Run, node: ScenarioNode, forks: Run[]): Promise<number | undefined> {
    const visit = this.#visitOf(scenario, run)
    if (visit === undefined) return this.#end(scenario, run, 'customer-gone')
    if (++run.pace.steps > this.#house.settings.nodesWithoutWaiting) return this.#endless(scenario, run)
    const step = await kindOf(node).visit(node, visit, this.#house)
    return this.#follow(scenario, run, step, forks)
  }

  /** The next node. None for those who were lost while their request was on its way: their node or scenario was deleted. */
  #follow(scenario: Scenario, run: Run, step: Step, forks: Run[]): number | undefined {
    if (run.state === 'ended') return undefined
    switch (step.kind) {
      case 'leave':
        return this.#leave(scenario, run, step.exit ?? DEFAULT_EXIT, forks)
      case 'sleep':
        return this.#sleep(scenario, run, step.until, step.exit ?? DEFAULT_EXIT)
      case 'await-event':
        this.#eventWaits.add(run, step.type, step.filter)
        return this.#sleep(scenario, run, step.until, TIMEOUT_EXIT)
      case 'retry':
        return this.#sleep(scenario, run, step.until, undefined)
      case 'join':
        this.#gatherings.join(run, step.text)
        return undefined
      case 'failed':
      case 'suppressed':
        return this.#miss(scenario, run, step, forks)
    }
  }

  /** Several connections from one exit: the customer goes along each of them, on paths of their own. */
  #leave(scenario: Scenario, run: Run, exit: string, forks: Run[]): number | undefined {
    scenario.evaluation.leave(run.node, exit)
    return this.#goOn(scenario, run, exit, forks)
  }

  #goOn(scenario: Scenario, run: Run, exit: string, forks: Run[]): number | undefined {
    const [next, ...others] = scenario.graph.next(run.node, exit)
    if (next === undefined) return this.#end(scenario, run, 'completed')
    for (const node of others) {
      const fork = { ...run, id: ++this.#runs, node }
      scenario.runs.set(fork.id, fork)
      forks.push(fork)
    }
    return next
  }

  #miss(
    scenario: Scenario,
    run: Run,
    step: Extract<Step, { kind: 'failed' | 'suppressed' }>,
    forks: Run[],
  ): number | undefined {
    const { kind, message } = step
    scenario.evaluation.miss(run.node, kind, message)
    const { afterFailure, afterSuppression } = this.#house.settings
    if ((kind === 'failed' ? afterFailure : afterSuppression) === 'stop') {
      const isStopped = kind === 'failed' && step.isStopped
      return this.#end(scenario, run, isStopped ? 'stopped' : kind, message)
    }
    return this.#goOn(scenario, run, DEFAULT_EXIT, forks)
  }

  #sleep(scenario: Scenario, run: Run, until: number, exit: string | undefined): undefined {
    scenario.evaluation.of(run.node).waiting++
    run.exit = exit
    this.#record(run, 'waiting', { until })
    this.#sleepers.sleep(run, until)
    return undefined
  }

  /** By the clock: each by the exit that they wait for. */
  async #wake(runs: readonly Run[]): Promise<void> {
    for (const run of runs) if (run.state === 'sleeping') this.#eventWaits.remove(run)
    await this.#resumeAll(runs, run => run.exit)
  }

  async #resumeAll(runs: readonly Run[], exitOf: (run: Run) => string | undefined): Promise<void> {
    for (const run of runs) {
      const scenario = this.#scenarioOf(run.scenarioId)
      if (scenario !== undefined && run.state === 'sleeping') await this.#resume(scenario, run, exitOf(run))
      await this.#house.world.clock.breathe()
    }
    await this.#sendGathered()
    this.#noteAllEmpty(runs)
  }

  /** Leaves by the connections of now; an action that is tried again is the one that the customer entered. */
  async #resume(scenario: Scenario, run: Run, exit: string | undefined): Promise<void> {
    scenario.evaluation.of(run.node).waiting--
    run.state = 'walking'
    run.pace = { steps: 0 }
    const node = scenario.nodeOf(run)
    if (node === undefined || scenario.graph.node(run.node) === undefined) {
      this.#end(scenario, run, 'node-deleted')
      return
    }
    if (exit === undefined) run.attempt++
    await this.#walk(scenario, run, forks =>
      exit === undefined ? this.#act(scenario, run, node, forks) : this.#leave(scenario, run, exit, forks),
    )
  }

  /** Once all who came together have come by, their requests go out; what follows may gather new ones. */
  async #sendGathered(): Promise<void> {
    for (const { scenarioId, members } of this.#gatherings.take()) {
      const scenario = this.#scenarioOf(scenarioId)
      const [first] = members
      const node = first === undefined ? undefined : scenario?.nodeOf(first.run)
      const together = node === undefined ? undefined : kindOf(node).together
      if (scenario === undefined || node === undefined || together === undefined) continue
      const present = members.flatMap(({ run, text }) => {
        if (run.state === 'ended') return []
        const visit = this.#visitOf(scenario, run)
        if (visit === undefined) this.#end(scenario, run, 'customer-gone')
        return visit === undefined ? [] : [{ visit, text }]
      })
      for (const { run, step } of await together(node, present, this.#house)) {
        await this.#walk(scenario, run, forks => this.#follow(scenario, run, step, forks))
        await this.#house.world.clock.breathe()
      }
    }
  }

  #endless(scenario: Scenario, run: Run): undefined {
    const message = `Passed ${this.#house.settings.nodesWithoutWaiting} nodes without time moving: the customer is in a loop.`
    scenario.evaluation.miss(run.node, 'failed', message)
    return this.#end(scenario, run, 'failed', message)
  }

  #end(scenario: Scenario, run: Run, because: Ending, message?: string): undefined {
    run.state = 'ended'
    scenario.runs.delete(run.id)
    this.#record(run, 'run-ended', message === undefined ? { because } : { because, message })
    return undefined
  }

  /** Takes a sleeping customer out of whatever would wake them. */
  #rouse(scenario: Scenario, run: Run): void {
    if (run.state !== 'sleeping') return
    this.#eventWaits.remove(run)
    this.#sleepers.remove(run)
    scenario.evaluation.of(run.node).waiting--
  }

  #noteAllEmpty(runs: readonly Run[]): void {
    for (const id of new Set(runs.map(({ scenarioId }) => scenarioId))) {
      const scenario = this.#scenarioOf(id)
      if (scenario !== undefined) this.#noteEmpty(scenario)
    }
  }

  #noteEmpty(scenario: Scenario): void {
    if (scenario.runs.size === 0) this.#whenEmpty(scenario)
  }

  #visitOf(scenario: Scenario, run: Run): Visit | undefined {
    const customer = this.#house.customers.get(run.customerId)
    if (customer === undefined) return undefined
    return {
      run,
      customer,
      scenario,
      chunk: run.chunk,
      tally: scenario.tally(run.node),
      stoppedWebhooks: scenario.stoppedWebhooks,
      record: (kind, details) => this.#record(run, kind, details),
    }
  }

  #record(run: Run, kind: string, details: Record<string, unknown>): number {
    const { seq } = this.#house.world.journal.append({
      kind: `bloomreach.${kind}`,
      causedBy: run.cause,
      customer: run.customerId,
      scenario: run.scenarioId,
      node: run.node,
      run: run.id,
      ...details,
    })
    run.cause = seq
    return seq
  }
}
