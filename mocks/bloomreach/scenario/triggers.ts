// Who enters a running scenario and when: everyone now, on a date or again and again; one customer for each event or
// call of an API trigger. [D] creating-api-endpoint-for-webhooks: of events and calls each customer is a chunk.
import { Group } from '../../kit/kept/group.ts'
import { KeptLists } from '../../kit/kept/kept-lists.ts'
import { filtered } from '../../kit/time/breath.ts'
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

/** A trigger that waits for events of one type. */
interface Listener {
  readonly scenario: string
  readonly node: number
}

/** A customer who enters at this instant, once whatever runs now is done. */
type Arrival = Omit<Entrance, 'scenario'> & { readonly scenario: string }

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
  /** By the type of the event. */
  readonly #listeners = new KeptLists<string, Listener>()
  readonly #firings: JobKind<Firing>
  readonly #delays: JobKind<Delayed>
  readonly #entries: JobKind<Record<string, never>>
  readonly #arrivals = new KeptLists<'now', Arrival>()
  readonly kept = new Group({ listeners: this.#listeners, arrivals: this.#arrivals })

  constructor(house: House, engine: Engine, scenarioOf: (id: string) => Scenario | undefined) {
    this.#house = house
    this.#engine = engine
    this.#scenarioOf = scenarioOf
    const { clock } = house.world
    this.#firings = clock.performs<Firing>('bloomreach/fire-trigger', {
      label: ({ scenario, node }) => `"${scenarioOf(scenario)?.name}" starts at #${node}`,
      about: ({ scenario, node }) => ({ scenario, node }),
      run: (firing, { seq, dueAt }) => this.#fire(firing, seq, dueAt),
    })
    this.#delays = clock.performs<Delayed>('bloomreach/enter-later', {
      label: ({ scenario }) => `a customer enters "${scenarioOf(scenario)?.name}"`,
      about: ({ scenario }) => ({ scenario }),
      run: (delayed, { seq }) => this.#arriveLate(delayed, seq),
    })
    this.#entries = clock.performs<Record<string, never>>('bloomreach/enter', {
      label: () => this.#entryLabel(),
      run: () => this.#letIn(),
    })
    house.events.subscribe(arrival => this.#hear(arrival))
  }

  /** Sets the triggers of a started scenario. */
  start(scenario: Scenario, cause: number): void {
    scenario.startedSeq.value = cause
    for (const node of scenario.graph.triggers) {
      if (triggerOnPaper(node).firesAtStart) scenario.pendingNow.set(node.id, true)
    }
    this.#arm(scenario)
  }

  /** After an edit of a running scenario: Now fires at the start only, so none but one that was still to come. */
  rearm(scenario: Scenario): void {
    const pending = [...scenario.pendingNow.keys()]
    this.#unset(scenario)
    for (const id of pending) scenario.pendingNow.set(id, true)
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
        this.#listen(scenario, node as NodeOf<'on_event'>)
        return
      case 'on-call':
        scenario.armed.value++
    }
  }

  disarm(scenario: Scenario): void {
    this.#unset(scenario)
    for (const job of scenario.delayed.keys()) this.#house.world.clock.cancel(job)
    scenario.delayed.clear()
  }

  #unset(scenario: Scenario): void {
    for (const job of scenario.triggerJobs.keys()) this.#house.world.clock.cancel(job)
    scenario.triggerJobs.clear()
    this.#unlisten(scenario)
    scenario.pendingNow.clear()
    scenario.armed.value = 0
  }

  /** By a call of an API trigger: one customer, or everyone in the chunks of a run. */
  call({ scenario, node, customer, params, causedBy }: TriggerCall): void {
    const chunkOfNext = this.#chunks()
    const entrants = customer === undefined ? this.population(scenario) : [customer]
    for (const entrant of entrants) {
      if (customer !== undefined && !this.#passes(scenario, customer)) continue
      const chunk = chunkOfNext()
      this.#queue({ scenario: scenario.id, node, chunk, customerId: entrant.id, params, causedBy })
    }
  }

  /** Of those who come at the same time, one after the other: the chunk of each. */
  #chunks(): () => number {
    const { chunkSize } = this.#house.settings
    let chunk = this.#engine.newChunk()
    let inside = 0
    return () => {
      if (chunkSize > 0 && inside === chunkSize) {
        chunk = this.#engine.newChunk()
        inside = 0
      }
      inside++
      return chunk
    }
  }

  /** Everyone whom the global customer filter lets in. */
  population(scenario: Scenario): Customer[] {
    const all = [...this.#house.customers.all()]
    return scenario.definition.customerFilter === undefined
      ? all
      : all.filter(customer => this.#passes(scenario, customer))
  }

  async populationInBreaths(scenario: Scenario): Promise<Customer[]> {
    const all = this.#house.customers.all()
    return scenario.definition.customerFilter === undefined
      ? [...all]
      : filtered([...all], customer => this.#passes(scenario, customer))
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
    scenario.armed.value++
    scenario.triggerJobs.set(this.#firings.at(dueAt, firing, options), true)
  }

  async #fire(firing: Firing, job: number, dueAt: number): Promise<void> {
    const scenario = this.#scenarioOf(firing.scenario)
    const node = scenario?.graph.triggers.find(({ id }) => id === firing.node)
    if (scenario === undefined || node === undefined) return
    scenario.armed.value--
    scenario.triggerJobs.delete(job)
    const arm = triggerKindOf(node).arms(node)[firing.arm]
    if (arm?.kind === 'at-start') scenario.pendingNow.delete(node.id)
    if (arm?.kind === 'repeatedly') this.#repeat(scenario, firing, arm, dueAt)
    await this.#enter(scenario, node.id, arm?.kind === 'repeatedly' ? arm.whom : undefined)
  }

  /** Everyone, or those whom the trigger means: all as one chunk unless the setting `chunkSize` says otherwise. */
  async #enter(scenario: Scenario, node: number, whom: Repeatedly['whom']): Promise<void> {
    const chunkOfNext = this.#chunks()
    const now = this.#house.world.clock.now()
    const everyone = await this.populationInBreaths(scenario)
    const population = whom === undefined ? everyone : await filtered(everyone, one => whom(one, now))
    const entrances = population.map(({ id }) => ({
      scenario,
      node,
      chunk: chunkOfNext(),
      customerId: id,
      causedBy: scenario.startedSeq.value,
    }))
    await this.#engine.enterAll(scenario, entrances)
  }

  /** Counts as a trigger that may fire at any time, until the scenario stops. */
  #listen(scenario: Scenario, { id, event }: NodeOf<'on_event'>): void {
    this.#listeners.push(event, { scenario: scenario.id, node: id })
    scenario.armed.value++
  }

  #unlisten({ id }: Scenario): void {
    for (const event of [...this.#listeners.keys()]) {
      const all = this.#listeners.get(event)
      const others = all.filter(({ scenario }) => scenario !== id)
      if (others.length === 0) this.#listeners.delete(event)
      else if (others.length < all.length) this.#listeners.set(event, others)
    }
  }

  /** [D] trigger-comparison: exactly one customer each time the event is tracked. */
  #hear({ customerId, event, seq, triggersScenarios }: EventArrival): void {
    const listeners = triggersScenarios ? this.#listeners.get(event.type) : []
    if (listeners.length === 0) return
    const now = this.#house.world.clock.now()
    for (const listener of listeners) {
      const scenario = this.#scenarioOf(listener.scenario)
      const node = scenario?.graph.node(listener.node)
      if (scenario === undefined || node?.type !== 'on_event') continue
      if (!matchesAll(event.properties, node.filter, now)) continue
      if (node.delaySeconds === undefined) {
        this.#arrive(scenario, { node: node.id, customerId, event, causedBy: seq })
        continue
      }
      const dueAt = Math.min(now + node.delaySeconds * SECOND_MS, LAST_INSTANT)
      const delayed = { scenario: scenario.id, node: node.id, customer: customerId, event, causedBy: seq }
      scenario.delayed.set(this.#delays.at(dueAt, delayed), true)
    }
  }

  /** Alone in their chunk, when the customer filter lets them in by then. */
  #arrive(scenario: Scenario, arrival: Omit<Arrival, 'chunk' | 'scenario'>): void {
    const customer = this.#house.customers.get(arrival.customerId)
    if (customer === undefined || !this.#passes(scenario, customer)) return
    this.#queue({ ...arrival, scenario: scenario.id, chunk: this.#engine.newChunk() })
  }

  /** Unless the scenario stops before. */
  #arriveLate({ scenario: id, node, customer, event, causedBy }: Delayed, job: number): void {
    const scenario = this.#scenarioOf(id)
    if (scenario === undefined) return
    scenario.delayed.delete(job)
    this.#arrive(scenario, { node, customerId: customer, event, causedBy })
  }

  /** Those who come in the same breath share one job on the clock; the chunks stay what they are. */
  #queue(arrival: Arrival): void {
    this.#arrivals.push('now', arrival)
    if (this.#arrivals.get('now').length === 1) this.#entries.at(this.#house.world.clock.now(), {})
  }

  #entryLabel(): string {
    const [first] = this.#arrivals.get('now')
    const scenario = this.#scenarioOf(first?.scenario ?? '')
    return `${nameOf(this.#house.customers.get(first?.customerId ?? ''))} enters "${scenario?.name}"`
  }

  async #letIn(): Promise<void> {
    const arrivals = this.#arrivals.get('now')
    this.#arrivals.delete('now')
    for (const together of byChunk(arrivals)) {
      const scenario = this.#scenarioOf(together[0].scenario)
      if (scenario !== undefined) await this.#engine.enterAll(scenario, together)
    }
  }
}

/** What a call of an API trigger makes one chunk enters together, and its batches go out together. */
function byChunk(arrivals: readonly Arrival[]): [Arrival, ...Arrival[]][] {
  const groups: [Arrival, ...Arrival[]][] = []
  for (const arrival of arrivals) {
    const group = groups.at(-1)
    if (group?.[0].chunk === arrival.chunk) group.push(arrival)
    else groups.push([arrival])
  }
  return groups
}
