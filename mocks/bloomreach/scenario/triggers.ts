// Who enters a running scenario and when: everyone now, on a date or again and again; one customer for each event or
// call of an API trigger. [D] creating-api-endpoint-for-webhooks: of events and calls each customer is a chunk.
import { parseInstant } from '../../kit/duration.ts'
import { assertNever } from '../../kit/invariant.ts'
import { holds } from '../customers/condition.ts'
import type { Customer } from '../customers/customers.ts'
import type { EventArrival } from '../customers/events.ts'
import { matchesAll } from '../customers/property-filter.ts'
import type { NodeOf } from '../definition/node-schemas.ts'
import type { House } from '../house.ts'
import { renderForCustomer } from '../visit/dry-visit.ts'
import { attempt, nameOf } from '../visit/template-context.ts'
import type { Engine, Entrance } from './engine.ts'
import type { Scenario } from './scenario.ts'
import { nextDue } from './schedule.ts'

interface Listener {
  scenario: Scenario
  node: NodeOf<'on_event'>
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
    for (const { id, type } of scenario.graph.triggers) if (type === 'now') scenario.pendingNow.add(id)
    this.#arm(scenario)
  }

  /** After an edit of a running scenario: Now fires at the start only, so none but one that was still to come. */
  rearm(scenario: Scenario): void {
    const pending = [...scenario.pendingNow]
    this.disarm(scenario)
    for (const id of pending) scenario.pendingNow.add(id)
    this.#arm(scenario)
  }

  #arm(scenario: Scenario): void {
    for (const node of scenario.graph.triggers) {
      switch (node.type) {
        case 'now':
          if (scenario.pendingNow.has(node.id)) {
            const fired = () => scenario.pendingNow.delete(node.id)
            this.#at(scenario, node.id, this.#house.world.clock.now(), false, fired)
          }
          break
        case 'on_date':
          this.#onDate(scenario, node)
          break
        case 'repeat':
          this.#repeat(scenario, node, this.#house.world.clock.now())
          break
        case 'on_event':
          this.#listen({ scenario, node })
          break
        case 'api_trigger':
          this.#keepOpen(scenario)
          break
        default:
          assertNever(node)
      }
    }
  }

  disarm(scenario: Scenario): void {
    for (const stop of scenario.disarm.splice(0)) stop()
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

  #onDate(scenario: Scenario, node: NodeOf<'on_date'>): void {
    const at = parseInstant(node.at) ?? 0
    if (at >= this.#house.world.clock.now()) this.#at(scenario, node.id, at, true)
  }

  #repeat(scenario: Scenario, node: NodeOf<'repeat'>, after: number): void {
    const due = nextDue(node, after)
    if (due === undefined) return
    this.#at(scenario, node.id, due, true, () => this.#repeat(scenario, node, due))
  }

  #at(scenario: Scenario, node: number, dueAt: number, onDemand: boolean, fired?: () => void): void {
    scenario.armed++
    const label = () => `"${scenario.name}" starts at #${node}`
    const cancel = this.#house.world.clock.at(
      dueAt,
      label,
      () => {
        scenario.armed--
        scenario.disarm.splice(scenario.disarm.indexOf(cancel), 1)
        fired?.()
        return this.#enterEveryone(scenario, node)
      },
      { onDemand },
    )
    scenario.disarm.push(cancel)
  }

  async #enterEveryone(scenario: Scenario, node: number): Promise<void> {
    const chunk = this.#engine.newChunk()
    const entrances = this.population(scenario).map(({ id }) => ({
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
    scenario.disarm.push(close)
  }

  /** [D] trigger-comparison: exactly one customer each time the event is tracked. */
  #hear({ customerId, event, seq, triggersScenarios }: EventArrival): void {
    const listeners = triggersScenarios ? this.#listeners.get(event.type) : undefined
    if (listeners === undefined) return
    const customer = this.#house.customers.get(customerId)
    if (customer === undefined) return
    const now = this.#house.world.clock.now()
    for (const { scenario, node } of listeners) {
      if (!matchesAll(event.properties, node.filter, now) || !this.#passes(scenario, customer)) continue
      const chunk = this.#engine.newChunk()
      this.#queue({ scenario, node: node.id, chunk, customerId, event, causedBy: seq })
    }
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
