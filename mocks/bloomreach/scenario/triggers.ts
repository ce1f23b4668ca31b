// Who enters a running scenario and when: everyone now, on a date or again and again; one customer for each event or
// call of an API trigger. [D] creating-api-endpoint-for-webhooks: of events and calls each customer is a chunk.
import { LAST_INSTANT, SECOND_MS } from '../../kit/time/duration.ts'
import type { AtOptions, JobKind } from '../../kit/time/job-kinds.ts'
import { holds } from '../customers/condition.ts'
import type { Customer } from '../customers/customers.ts'
import type { EventArrival, StoredEvent } from '../customers/events.ts'
import { matchesAll } from '../customers/property-filter.ts'
import { type NodeOf, type TriggerType, triggerOnPaper } from '../definition/node-schemas.ts'
import type { House } from '../house.ts'
import { renderForCustomer } from '../visit/dry-visit.ts'
import { attempt, nameOf } from '../visit/template-context.ts'
import type { Engine, Entrance } from './engine.ts'
import type { Arm, Repeatedly } from './nodes/arming.ts'
import { triggerKindOf } from './nodes/index.ts'
import type { Scenario } from './scenario.ts'
import { nextDue } from './schedule.ts'

interface Listener {
  scenario: Scenario
  node: NodeOf<'on_event'>
}

/** The trigger that fires; `arm` is which of the ways in which it is set. */
type Firing = { scenario: string; node: number; arm: number }

/** A customer who enters some time after their event. */
type Delayed = { scenario: string; node: number; customer: string; event: StoredEvent; causedBy: number }

export interface TriggerCall {
  scenario: Scenario
  node: number
  /** Undefined: everyone. */
  customer: Customer | undefined
  params: Readonly<Record<string, unknown>>
  causedBy: number
}

export class Triggers {
  readonly #house: House
  readonly #engine: Engine
  readonly #scenarioOf: (id: string) => Scenario | undefined
  readonly #listeners = new Map<string, Set<Listener>>()
  readonly #firings: JobKind<Firing>
  readonly #delays: JobKind<Delayed>
  readonly #entries: JobKind<Record<string, never>>
  #arrivals: Entrance[] = []

  constructor(house: House, engine: Engine, scenarioOf: (id: string) => Scenario | undefined) {
    this.#house = house
    this.#engine = engine
    this.#scenarioOf = scenarioOf
    const { clock } = house.world
    this.#firings = clock.performs<Firing>('bloomreach/fire-trigger', {
      label: ({ scenario, node }) => `"${scenarioOf(scenario)?.name}" starts at #${node}`,
      run: (firing, { seq, dueAt }) => this.#fire(firing, seq, dueAt),
    })
    this.#delays = clock.performs<Delayed>('bloomreach/enter-later', {
      label: ({ scenario }) => `a customer enters "${scenarioOf(scenario)?.name}"`,
      run: (delayed, { seq }) => this.#arriveLate(delayed, seq),
    })
    this.#entries = clock.performs<Record<string, never>>('bloomreach/enter', {
      label: () => this.#entryLabel(),
      run: () => this.#letIn(),
    })
    house.events.subscribe(arrival => this.#hear(arrival))
  }

  save() {
    const listeners = [...this.#listeners.values()].flatMap(set =>
      [...set].map(({ scenario, node }) => ({ scenario: scenario.id, node: node.id })),
    )
    const arrivals = this.#arrivals.map(({ scenario, ...entrance }) => ({
      ...entrance,
      scenario: scenario.id,
    }))
    return { listeners, arrivals }
  }

  /** After the scenarios: it finds them by their ids. */
  restore({ listeners, arrivals }: ReturnType<Triggers['save']>): void {
    this.#listeners.clear()
    for (const { scenario: id, node } of listeners) {
      const scenario = this.#scenarioOf(id)
      const found = scenario?.graph.node(node)
      if (scenario !== undefined && found?.type === 'on_event') this.#hearFor({ scenario, node: found })
    }
    this.#arrivals = arrivals.flatMap(({ scenario: id, ...entrance }) => {
      const scenario = this.#scenarioOf(id)
      return scenario === undefined ? [] : [{ ...entrance, scenario }]
    })
  }

  /** Sets the triggers of a started scenario. */
  start(scenario: Scenario, cause: number): void {
    scenario.startedSeq = cause
    for (const node of scenario.graph.triggers) {
      if (triggerOnPaper(node).firesAtStart) scenario.pendingNow.add(node.id)
    }
    this.#arm(scenario)
  }

  /** After an edit of a running scenario: Now fires at the start only, so none but one that was still to come. */
  rearm(scenario: Scenario): void {
    const pending = [...scenario.pendingNow]
    this.#unset(scenario)
    for (const id of pending) scenario.pendingNow.add(id)
    this.#arm(scenario)
  }

  #arm(scenario: Scenario): void {
    for (const node of scenario.graph.triggers) {
      for (const [index, arm] of triggerKindOf(node).arms(node).entries()) {
        this.#set(scenario, node, arm, { scenario: scenario.id, node: node.id, arm: index })
      }
    }
  }

  #set(scenario: Scenario, node: NodeOf<TriggerType>, arm: Arm, firing: Firing): void {
    const now = this.#house.world.clock.now()
    switch (arm.kind) {
      case 'at-start':
        if (scenario.pendingNow.has(node.id)) this.#at(scenario, firing, now, {})
        return
      case 'at':
        if (arm.dueAt >= now) this.#at(scenario, firing, arm.dueAt)
        return
      case 'repeatedly':
        this.#repeat(scenario, firing, arm, now)
        return
      case 'on-event':
        this.#listen({ scenario, node: node as Listener['node'] })
        return
      case 'on-call':
        scenario.armed++
    }
  }

  disarm(scenario: Scenario): void {
    this.#unset(scenario)
    for (const job of scenario.delayed) this.#house.world.clock.cancel(job)
    scenario.delayed.clear()
  }

  #unset(scenario: Scenario): void {
    for (const job of scenario.triggerJobs) this.#house.world.clock.cancel(job)
    scenario.triggerJobs.clear()
    this.#unlisten(scenario)
    scenario.pendingNow.clear()
    scenario.armed = 0
  }

  /** By a call of an API trigger: one customer, or everyone as one chunk. */
  call({ scenario, node, customer, params, causedBy }: TriggerCall): void {
    const chunk = this.#engine.newChunk()
    const entrants = customer === undefined ? this.population(scenario) : [customer]
    for (const entrant of entrants) {
      if (customer !== undefined && !this.#passes(scenario, customer)) continue
      this.#queue({ scenario, node, chunk, customerId: entrant.id, params, causedBy })
    }
  }

  /** Everyone whom the global customer filter lets in. */
  population(scenario: Scenario): Customer[] {
    const all = [...this.#house.customers.all()]
    return scenario.definition.customerFilter === undefined
      ? all
      : all.filter(customer => this.#passes(scenario, customer))
  }

  #passes(scenario: Scenario, customer: Customer): boolean {
    const { customerFilter } = scenario.definition
    if (customerFilter === undefined) return true
    const render = (template: string) => renderForCustomer(template, customer, this.#house)
    // A filter whose template fails lets nobody in.
    const verdict = attempt(() => holds(customerFilter, { customer, render }, this.#house))
    return verdict.ok && verdict.value
  }

  #repeat(scenario: Scenario, firing: Firing, { schedule }: Repeatedly, after: number): void {
    const dueAt = nextDue(schedule, after)
    if (dueAt !== undefined) this.#at(scenario, firing, dueAt)
  }

  #at(scenario: Scenario, firing: Firing, dueAt: number, options: AtOptions = { onDemand: true }): void {
    scenario.armed++
    scenario.triggerJobs.add(this.#firings.at(dueAt, firing, options))
  }

  async #fire(firing: Firing, job: number, dueAt: number): Promise<void> {
    const scenario = this.#scenarioOf(firing.scenario)
    const node = scenario?.graph.triggers.find(({ id }) => id === firing.node)
    if (scenario === undefined || node === undefined) return
    scenario.armed--
    scenario.triggerJobs.delete(job)
    const arm = triggerKindOf(node).arms(node)[firing.arm]
    if (arm?.kind === 'at-start') scenario.pendingNow.delete(node.id)
    if (arm?.kind === 'repeatedly') this.#repeat(scenario, firing, arm, dueAt)
    await this.#enter(scenario, node.id, arm?.kind === 'repeatedly' ? arm.whom : undefined)
  }

  /** Everyone, or those whom the trigger means, as one chunk. */
  async #enter(scenario: Scenario, node: number, whom: Repeatedly['whom']): Promise<void> {
    const chunk = this.#engine.newChunk()
    const now = this.#house.world.clock.now()
    const population = this.population(scenario).filter(customer => whom?.(customer, now) ?? true)
    const entrances = population.map(({ id }) => ({
      scenario,
      node,
      chunk,
      customerId: id,
      causedBy: scenario.startedSeq,
    }))
    await this.#engine.enterAll(scenario, entrances)
  }

  /** Counts as a trigger that may fire at any time, until the scenario stops. */
  #listen(listener: Listener): void {
    this.#hearFor(listener)
    listener.scenario.armed++
  }

  #hearFor(listener: Listener): void {
    const { event } = listener.node
    const listeners = this.#listeners.get(event) ?? new Set()
    this.#listeners.set(event, listeners.add(listener))
  }

  #unlisten(scenario: Scenario): void {
    for (const [event, listeners] of this.#listeners) {
      for (const listener of listeners) if (listener.scenario === scenario) listeners.delete(listener)
      if (listeners.size === 0) this.#listeners.delete(event)
    }
  }

  /** [D] trigger-comparison: exactly one customer each time the event is tracked. */
  #hear({ customerId, event, seq, triggersScenarios }: EventArrival): void {
    const listeners = triggersScenarios ? this.#listeners.get(event.type) : undefined
    if (listeners === undefined) return
    const now = this.#house.world.clock.now()
    for (const { scenario, node } of listeners) {
      if (!matchesAll(event.properties, node.filter, now)) continue
      if (node.delaySeconds === undefined) {
        this.#arrive({ scenario, node: node.id, customerId, event, causedBy: seq })
        continue
      }
      const dueAt = Math.min(now + node.delaySeconds * SECOND_MS, LAST_INSTANT)
      const delayed = { scenario: scenario.id, node: node.id, customer: customerId, event, causedBy: seq }
      scenario.delayed.add(this.#delays.at(dueAt, delayed))
    }
  }

  /** Alone in their chunk, when the customer filter lets them in by then. */
  #arrive(arrival: Omit<Entrance, 'chunk'>): void {
    const customer = this.#house.customers.get(arrival.customerId)
    if (customer === undefined || !this.#passes(arrival.scenario, customer)) return
    this.#queue({ ...arrival, chunk: this.#engine.newChunk() })
  }

  /** Unless the scenario stops before. */
  #arriveLate({ scenario: id, node, customer, event, causedBy }: Delayed, job: number): void {
    const scenario = this.#scenarioOf(id)
    if (scenario === undefined) return
    scenario.delayed.delete(job)
    this.#arrive({ scenario, node, customerId: customer, event, causedBy })
  }

  /** Those who come in the same breath share one job on the clock; the chunks stay what they are. */
  #queue(entrance: Entrance): void {
    this.#arrivals.push(entrance)
    if (this.#arrivals.length === 1) this.#entries.at(this.#house.world.clock.now(), {})
  }

  #entryLabel(): string {
    const [first] = this.#arrivals
    return `${nameOf(this.#house.customers.get(first?.customerId ?? ''))} enters "${first?.scenario.name}"`
  }

  async #letIn(): Promise<void> {
    const arrivals = this.#arrivals
    this.#arrivals = []
    for (const together of byChunk(arrivals)) await this.#engine.enterAll(together[0].scenario, together)
  }
}

/** A call of an API trigger for everyone is one chunk, whose batches go out together. */
function byChunk(arrivals: readonly Entrance[]): [Entrance, ...Entrance[]][] {
  const groups: [Entrance, ...Entrance[]][] = []
  for (const arrival of arrivals) {
    const group = groups.at(-1)
    if (group?.[0].chunk === arrival.chunk) group.push(arrival)
    else groups.push([arrival])
  }
  return groups
}
