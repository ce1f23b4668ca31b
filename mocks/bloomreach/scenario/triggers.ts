// Who enters a running scenario and when: everyone now, on a date or again and again; one customer for each event or
// call of an API trigger. [D] creating-api-endpoint-for-webhooks: of events and calls each customer is a chunk.
import { LAST_INSTANT, SECOND_MS } from '../../kit/time/duration.ts'
import { holds } from '../customers/condition.ts'
import type { Customer } from '../customers/customers.ts'
import type { EventArrival } from '../customers/events.ts'
import { matchesAll } from '../customers/property-filter.ts'
import { type NodeOf, triggerOnPaper } from '../definition/node-schemas.ts'
import type { House } from '../house.ts'
import { renderForCustomer } from '../visit/dry-visit.ts'
import { attempt, nameOf } from '../visit/template-context.ts'
import type { Engine, Entrance } from './engine.ts'
import type { Arming, Repeated } from './nodes/arming.ts'
import { triggerKindOf } from './nodes/index.ts'
import type { Scenario } from './scenario.ts'
import { nextDue } from './schedule.ts'

interface Listener {
  scenario: Scenario
  node: NodeOf<'on_event'>
}

/** When a trigger lets customers in next. */
interface Due {
  node: number
  dueAt: number
  onDemand?: boolean
  fired?: () => void
  /** Without it, everyone. */
  whom?: Repeated['whom']
}

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
  readonly #listeners = new Map<string, Set<Listener>>()
  #arrivals: Entrance[] = []

  constructor(house: House, engine: Engine) {
    this.#house = house
    this.#engine = engine
    house.events.subscribe(arrival => this.#hear(arrival))
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
    const arming = this.#armingOf(scenario)
    for (const node of scenario.graph.triggers) triggerKindOf(node).arm(node, arming)
  }

  #armingOf(scenario: Scenario): Arming {
    const { clock } = this.#house.world
    return {
      now: () => clock.now(),
      atStart: node => {
        if (!scenario.pendingNow.has(node)) return
        const fired = () => scenario.pendingNow.delete(node)
        this.#at(scenario, { node, dueAt: clock.now(), fired })
      },
      at: (node, dueAt) => this.#at(scenario, { node, dueAt, onDemand: true }),
      repeatedly: repeated => this.#repeat(scenario, repeated),
      onEvent: node => this.#listen({ scenario, node }),
      onCall: () => this.#keepOpen(scenario),
    }
  }

  disarm(scenario: Scenario): void {
    this.#unset(scenario)
    for (const forget of scenario.delayed) forget()
    scenario.delayed.clear()
  }

  #unset(scenario: Scenario): void {
    for (const stop of scenario.disarm) stop()
    scenario.disarm.clear()
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

  #repeat(scenario: Scenario, repeated: Repeated, after = this.#house.world.clock.now()): void {
    const { node, schedule, whom } = repeated
    const dueAt = nextDue(schedule, after)
    if (dueAt === undefined) return
    const fired = () => this.#repeat(scenario, repeated, dueAt)
    this.#at(scenario, { node, dueAt, onDemand: true, fired, whom })
  }

  #at(scenario: Scenario, { node, dueAt, onDemand = false, fired, whom }: Due): void {
    scenario.armed++
    const label = () => `"${scenario.name}" starts at #${node}`
    const cancel = this.#house.world.clock.at(
      dueAt,
      label,
      () => {
        scenario.armed--
        scenario.disarm.delete(cancel)
        fired?.()
        return this.#enter(scenario, node, whom)
      },
      { onDemand },
    )
    scenario.disarm.add(cancel)
  }

  /** Everyone, or those whom the trigger means, as one chunk. */
  async #enter(scenario: Scenario, node: number, whom?: Due['whom']): Promise<void> {
    const chunk = this.#engine.newChunk()
    const population = this.population(scenario)
    const entrances = (whom === undefined ? population : population.filter(whom)).map(({ id }) => ({
      scenario,
      node,
      chunk,
      customerId: id,
      causedBy: scenario.startedSeq,
    }))
    await this.#engine.enterAll(scenario, entrances)
  }

  #listen(listener: Listener): void {
    const { event } = listener.node
    const listeners = this.#listeners.get(event) ?? new Set()
    this.#listeners.set(event, listeners.add(listener))
    this.#keepOpen(listener.scenario, () => {
      listeners.delete(listener)
      if (listeners.size === 0) this.#listeners.delete(event)
    })
  }

  /** Counts as a trigger that may fire at any time, until the scenario stops. */
  #keepOpen(scenario: Scenario, close: () => void = () => {}): void {
    scenario.armed++
    scenario.disarm.add(close)
  }

  /** [D] trigger-comparison: exactly one customer each time the event is tracked. */
  #hear({ customerId, event, seq, triggersScenarios }: EventArrival): void {
    const listeners = triggersScenarios ? this.#listeners.get(event.type) : undefined
    if (listeners === undefined) return
    const now = this.#house.world.clock.now()
    for (const { scenario, node } of listeners) {
      if (!matchesAll(event.properties, node.filter, now)) continue
      const arrive = () => this.#arrive({ scenario, node: node.id, customerId, event, causedBy: seq })
      if (node.delaySeconds === undefined) arrive()
      else this.#later(scenario, Math.min(now + node.delaySeconds * SECOND_MS, LAST_INSTANT), arrive)
    }
  }

  /** Alone in their chunk, when the customer filter lets them in by then. */
  #arrive(arrival: Omit<Entrance, 'chunk'>): void {
    const customer = this.#house.customers.get(arrival.customerId)
    if (customer === undefined || !this.#passes(arrival.scenario, customer)) return
    this.#queue({ ...arrival, chunk: this.#engine.newChunk() })
  }

  /** Unless the scenario stops before. */
  #later(scenario: Scenario, dueAt: number, arrive: () => void): void {
    const cancel = this.#house.world.clock.at(
      dueAt,
      () => `a customer enters "${scenario.name}"`,
      () => {
        scenario.delayed.delete(cancel)
        arrive()
      },
    )
    scenario.delayed.add(cancel)
  }

  /** Those who come in the same breath share one job on the clock; the chunks stay what they are. */
  #queue(entrance: Entrance): void {
    this.#arrivals.push(entrance)
    if (this.#arrivals.length > 1) return
    const { clock } = this.#house.world
    const label = () =>
      `${nameOf(this.#house.customers.get(entrance.customerId))} enters "${entrance.scenario.name}"`
    clock.at(clock.now(), label, async () => {
      const arrivals = this.#arrivals
      this.#arrivals = []
      for (const together of byChunk(arrivals)) await this.#engine.enterAll(together[0].scenario, together)
    })
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
