// Moves customers through scenarios: enter, step from node to node, sleep, wake, end. One customer after the other, each
// awaited; what nodes do lives in `nodes/`, when a scenario may start in `scenarios.ts`.

import { invariant } from '../../kit/invariant.ts'
import { Counter } from '../../kit/kept/cell.ts'
import { Group } from '../../kit/kept/group.ts'
import { KeptMap } from '../../kit/kept/kept-map.ts'
import { KeptMaps } from '../../kit/kept/kept-maps.ts'
import { Remembered } from '../../kit/remembered.ts'
import type { StoredEvent } from '../customers/events.ts'
import { DEFAULT_EXIT, TIMEOUT_EXIT } from '../definition/exits.ts'
import type { ScenarioNode } from '../definition/node-schemas.ts'
import type { House } from '../house.ts'
import type { Stops } from '../visit/chunk.ts'
import { freshRun, NO_CODES, type Run } from '../visit/run.ts'
import type { Step, Visit } from '../visit/step.ts'
import { nameOf } from '../visit/template-context.ts'
import { EventWaits } from './event-waits.ts'
import { Gatherings } from './gatherings.ts'
import { kindOf } from './nodes/index.ts'
import { type Pace, Path } from './path.ts'
import { type Lent, PathVisit } from './path-visit.ts'
import type { Scenario } from './scenario.ts'
import { Sleepers } from './sleepers.ts'

export interface Entrance {
  /** The trigger's node. */
  readonly node: number
  readonly chunk: number
  readonly customerId: string
  readonly event?: StoredEvent | undefined
  readonly params?: Readonly<Record<string, unknown>> | undefined
  readonly causedBy: number
}

export interface Postponement {
  readonly customerId: string
  readonly node: number
  readonly ms: number
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
type FirstStep = (forks: Path[]) => number | undefined | Promise<number | undefined>

export class Engine {
  readonly #house: House
  readonly #scenarioOf: (id: string) => Scenario | undefined
  readonly #whenEmpty: (scenario: Scenario) => void
  readonly #sleepers: Sleepers
  readonly #eventWaits: EventWaits
  readonly #gatherings = new Gatherings()
  readonly #runs = new Counter()
  readonly #chunks = new Counter()
  readonly #stops: Stops = new KeptMaps()
  /** By chunk: how many are inside. */
  readonly #inside = new KeptMap<number, number>()
  readonly #lent: Lent
  readonly kept: Group

  constructor(
    house: House,
    hooks: { scenarioOf: (id: string) => Scenario | undefined; whenEmpty: (scenario: Scenario) => void },
  ) {
    this.#house = house
    this.#scenarioOf = hooks.scenarioOf
    this.#whenEmpty = hooks.whenEmpty
    this.#lent = {
      stops: this.#stops,
      record: (path, kind, details) => this.#record(path, kind, details),
    }
    const name = (customerId: string) => nameOf(house.customers.get(customerId))
    this.#sleepers = new Sleepers({
      clock: house.world.clock,
      nameOf: name,
      wake: (scenario, runs) => this.#wake(this.#pathsOf(runs.map(run => [scenario, run]))),
    })
    this.#eventWaits = new EventWaits(house, {
      reach: (scenario, run, cause) => this.#reach(scenario, run, cause),
      wake: runs => this.#resumeAll(this.#pathsOf(runs), () => DEFAULT_EXIT),
    })
    this.kept = new Group({
      runs: this.#runs,
      chunks: this.#chunks,
      stops: this.#stops,
      inside: this.#inside,
      sleepers: this.#sleepers.kept,
      eventWaits: this.#eventWaits.kept,
    })
  }

  newChunk(): number {
    return this.#chunks.next()
  }

  /** Those who enter together, in the order given. */
  async enterAll(scenario: Scenario, entrances: Iterable<Entrance>): Promise<void> {
    // Between the trigger and now the scenario may have been stopped; those of a run that has begun all enter.
    if (scenario.status !== 'active') return
    const chunks = new Set<number>()
    for (const entrance of entrances) {
      chunks.add(entrance.chunk)
      await this.#enter(scenario, entrance)
      await this.#house.world.clock.breathe()
    }
    await this.#sendGathered()
    this.#forgetStops(chunks)
    this.#noteEmpty(scenario)
  }

  /** Ends everyone inside, for a scenario that is deleted. */
  evict(scenario: Scenario): void {
    const paths = pathsIn(scenario)
    for (const path of paths) {
      this.#rouse(path)
      this.#end(path, 'scenario-deleted')
    }
    this.#forgetStops(new Set(paths.map(({ run }) => run.chunk)))
  }

  /** Whoever sleeps there wakes so much later than was said, or earlier, as where the clocks change meanwhile. */
  postpone(scenario: Scenario, { customerId, node, ms }: Postponement): void {
    for (const path of pathsIn(scenario)) {
      const { run } = path
      if (run.state !== 'sleeping' || run.customerId !== customerId || run.node !== node) continue
      this.#sleepers.remove(run)
      path.change({ until: run.until + ms })
      this.#sleepers.sleep(path.run)
    }
  }

  /** [D] scenarios-faq: who is inside a deleted node is lost; they do not continue. */
  evictFromDeletedNodes(scenario: Scenario): void {
    for (const path of pathsIn(scenario)) {
      if (scenario.graph.node(path.run.node) !== undefined) continue
      this.#rouse(path)
      this.#end(path, 'node-deleted')
    }
    this.#noteEmpty(scenario)
  }

  async #enter(
    scenario: Scenario,
    { node, chunk, customerId, event, params, causedBy }: Entrance,
  ): Promise<void> {
    if (this.#scenarioOf(scenario.id) !== scenario || scenario.graph.node(node) === undefined) return
    const run = freshRun({
      id: this.#runs.next(),
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
    const path = this.#begin(scenario, run)
    this.#record(path, 'run-entered', { scenarioName: scenario.name, chunk })
    await this.#walk(path, () => node)
  }

  #begin(scenario: Scenario, run: Run, pace?: Pace): Path {
    scenario.runs.set(run.id, run)
    this.#inside.set(run.chunk, (this.#inside.get(run.chunk) ?? 0) + 1)
    return new Path(scenario, run, pace)
  }

  /** From a first step on, node after node, until the customer waits or ends; the paths that fork off follow after. */
  async #walk(path: Path, first: FirstStep): Promise<void> {
    const forks: Path[] = []
    let next = await first(forks)
    while (next !== undefined) {
      next = await this.#visit(path, next, forks)
      const breath = this.#house.world.clock.breathe()
      if (breath !== undefined) await breath
    }
    for (const fork of forks) await this.#walk(fork, () => fork.run.node)
  }

  async #visit(path: Path, id: number, forks: Path[]): Promise<number | undefined> {
    const { scenario } = path
    const node = scenario.graph.node(id)
    invariant(node !== undefined, 'a connection leads to no node')
    path.change({ node: id, version: scenario.version, attempt: 0, codes: NO_CODES })
    scenario.evaluation.enter(id)
    if (id !== path.run.trigger) this.#record(path, 'node-entered', { type: node.type })
    return this.#act(path, node, forks)
  }

  /** The node's behaviour once. Answers the next node, or undefined when the customer goes no further now. */
  async #act(path: Path, node: ScenarioNode, forks: Path[]): Promise<number | undefined> {
    const visit = this.#visitOf(path)
    if (visit === undefined) return this.#end(path, 'customer-gone')
    if (++path.pace.steps > this.#house.settings.nodesWithoutWaiting) return this.#endless(path)
    const step = await kindOf(node).visit(node, visit, this.#house)
    return this.#follow(path, step, forks)
  }

  /** The next node. None for those who were lost while their request was on its way: their node or scenario was deleted. */
  #follow(path: Path, step: Step, forks: Path[]): number | undefined {
    if (path.isOver) return undefined
    switch (step.kind) {
      case 'leave':
        return this.#leave(path, step.exit ?? DEFAULT_EXIT, forks)
      case 'sleep':
        return this.#sleep(path, step.until, step.exit ?? DEFAULT_EXIT)
      case 'await-event':
        this.#eventWaits.add(path.run, step.type, step.filter)
        return this.#sleep(path, step.until, TIMEOUT_EXIT)
      case 'retry':
        return this.#sleep(path, step.until, undefined)
      case 'join':
        this.#gatherings.join(path, step.text)
        return undefined
      case 'failed':
      case 'suppressed':
        return this.#miss(path, step, forks)
    }
  }

  /** Several connections from one exit: the customer goes along each of them, on paths of their own. */
  #leave(path: Path, exit: string, forks: Path[]): number | undefined {
    path.scenario.evaluation.leave(path.run.node, exit)
    return this.#goOn(path, exit, forks)
  }

  #goOn(path: Path, exit: string, forks: Path[]): number | undefined {
    const { scenario, run, pace } = path
    const [next, ...others] = scenario.graph.next(run.node, exit)
    if (next === undefined) return this.#end(path, 'completed')
    for (const node of others) {
      forks.push(this.#begin(scenario, { ...run, id: this.#runs.next(), node }, pace))
    }
    return next
  }

  #miss(
    path: Path,
    step: Extract<Step, { kind: 'failed' | 'suppressed' }>,
    forks: Path[],
  ): number | undefined {
    const { kind, message } = step
    path.scenario.evaluation.miss(path.run.node, kind, message)
    const { afterFailure, afterSuppression } = this.#house.settings
    if ((kind === 'failed' ? afterFailure : afterSuppression) === 'stop') {
      const isStopped = kind === 'failed' && step.isStopped
      return this.#end(path, isStopped ? 'stopped' : kind, message)
    }
    return this.#goOn(path, DEFAULT_EXIT, forks)
  }

  #sleep(path: Path, until: number, exit: string | undefined): undefined {
    path.scenario.evaluation.wait(path.run.node, 1)
    this.#record(path, 'waiting', { until })
    path.change({ state: 'sleeping', until, exit })
    this.#sleepers.sleep(path.run)
    return undefined
  }

  /** By the clock: each by the exit that they wait for. */
  async #wake(paths: readonly Path[]): Promise<void> {
    for (const { run } of paths) this.#eventWaits.remove(run.id)
    await this.#resumeAll(paths, run => run.exit)
  }

  async #resumeAll(paths: readonly Path[], exitOf: (run: Run) => string | undefined): Promise<void> {
    for (const path of paths) {
      const { run } = path
      if (!path.isOver && run.state === 'sleeping') await this.#resume(path, exitOf(run))
      await this.#house.world.clock.breathe()
    }
    await this.#sendGathered()
    this.#forgetStops(new Set(paths.map(({ run }) => run.chunk)))
    for (const scenario of new Set(paths.map(path => path.scenario))) this.#noteEmpty(scenario)
  }

  /** Those of them who are still inside. */
  #pathsOf(runs: readonly (readonly [scenario: string, run: number])[]): Path[] {
    return runs.flatMap(([id, number]) => {
      const scenario = this.#scenarioOf(id)
      const run = scenario?.runs.get(number)
      return scenario === undefined || run === undefined ? [] : [new Path(scenario, run)]
    })
  }

  #reach(id: string, run: number, cause: number): void {
    const [path] = this.#pathsOf([[id, run]])
    if (path === undefined) return
    path.change({ cause })
    this.#sleepers.remove(path.run)
  }

  /** Leaves by the connections of now; an action that is tried again is the one that the customer entered. */
  async #resume(path: Path, exit: string | undefined): Promise<void> {
    const { scenario, run } = path
    scenario.evaluation.wait(run.node, -1)
    path.change({ state: 'walking', attempt: run.attempt + (exit === undefined ? 1 : 0) })
    const node = scenario.nodeOf(run)
    if (node === undefined || scenario.graph.node(run.node) === undefined) {
      this.#end(path, 'node-deleted')
      return
    }
    await this.#walk(path, forks =>
      exit === undefined ? this.#act(path, node, forks) : this.#leave(path, exit, forks),
    )
  }

  /** Once all who came together have come by, their requests go out; what follows may gather new ones. */
  async #sendGathered(): Promise<void> {
    for (const { members } of this.#gatherings.take()) {
      const [first] = members
      const node = first?.path.scenario.nodeOf(first.path.run)
      const together = node === undefined ? undefined : kindOf(node).together
      if (node === undefined || together === undefined) continue
      const paths = new Map<Visit, Path>()
      const present = members.flatMap(({ path, text }) => {
        if (path.isOver) return []
        const visit = this.#visitOf(path)
        if (visit === undefined) this.#end(path, 'customer-gone')
        else paths.set(visit, path)
        return visit === undefined ? [] : [{ visit, text }]
      })
      for (const { visit, step } of await together(node, present, this.#house)) {
        const path = paths.get(visit)
        invariant(path !== undefined, 'a step of somebody who was not there')
        await this.#walk(path, forks => this.#follow(path, step, forks))
        await this.#house.world.clock.breathe()
      }
    }
  }

  #endless(path: Path): undefined {
    const message = `Passed ${this.#house.settings.nodesWithoutWaiting} nodes without time moving: the customer is in a loop.`
    path.scenario.evaluation.miss(path.run.node, 'failed', message)
    return this.#end(path, 'failed', message)
  }

  #end(path: Path, because: Ending, message?: string): undefined {
    path.end()
    this.#leaveChunk(path.run.chunk)
    this.#record(path, 'run-ended', message === undefined ? { because } : { because, message })
    return undefined
  }

  /** Takes a sleeping customer out of whatever would wake them. */
  #rouse({ scenario, run }: Path): void {
    if (run.state !== 'sleeping') return
    this.#eventWaits.remove(run.id)
    this.#sleepers.remove(run)
    scenario.evaluation.wait(run.node, -1)
  }

  /** Of chunks of which nobody is inside any more. */
  #forgetStops(chunks: ReadonlySet<number>): void {
    for (const chunk of chunks) if (!this.#inside.has(chunk)) this.#stops.clear(chunk)
  }

  #leaveChunk(chunk: number): void {
    const others = (this.#inside.get(chunk) ?? 0) - 1
    if (others > 0) this.#inside.set(chunk, others)
    else this.#inside.delete(chunk)
  }

  #noteEmpty(scenario: Scenario): void {
    if (scenario.runs.size === 0) this.#whenEmpty(scenario)
  }

  #visitOf(path: Path): Visit | undefined {
    const customer = this.#house.customers.get(path.run.customerId)
    return customer && new PathVisit(path, customer, this.#lent)
  }

  #record(path: Path, kind: string, details: Record<string, unknown>): number {
    const { run } = path
    const { seq } = this.#house.world.journal.keep({
      seq: 0,
      at: 0,
      kind: kindInJournal.of(kind),
      causedBy: run.cause,
      customer: run.customerId,
      scenario: run.scenarioId,
      node: run.node,
      run: run.id,
      ...details,
    })
    path.change({ cause: seq })
    return seq
  }
}

/** The same text each time, which is found faster than one that is put together anew. */
const kindInJournal = new Remembered((kind: string) => `bloomreach.${kind}`)

const pathsIn = (scenario: Scenario): Path[] =>
  [...scenario.runs.values()].map(run => new Path(scenario, run))
