// The events of every customer, append-only and in order of arrival. Who wants to act on them subscribes.

import type { Journal } from '../../kit/journal.ts'
import { Counter } from '../../kit/kept/cell.ts'
import { Group } from '../../kit/kept/group.ts'
import { KeptLists } from '../../kit/kept/kept-lists.ts'
import type { Customer, Customers } from './customers.ts'

export interface NewEvent {
  /** The customer, or the internal id. */
  customer: Customer | string
  type: string
  /** Unix seconds; may lie in the past or the future. */
  timestamp: number
  properties: Record<string, unknown>
  /** The seq of the journal entry that led to it. */
  causedBy?: number | undefined
  /** The seq of the journal entry that already tells of it; then no second one is written. */
  entry?: number | undefined
  /** [D] testing-scenarios: an added event starts other scenarios only with "Allow scenario triggering". */
  triggersScenarios?: boolean
}

export interface StoredEvent {
  readonly type: string
  readonly timestamp: number
  readonly properties: Readonly<Record<string, unknown>>
}

export interface EventArrival {
  customerId: string
  event: StoredEvent
  /** The seq of the journal's entry about this event: the cause of whatever it starts. */
  seq: number
  triggersScenarios: boolean
}

export class Events {
  readonly #journal: Journal
  readonly #byCustomer = new KeptLists<string, StoredEvent>()
  readonly #subscribers = new Set<(arrival: EventArrival) => void>()
  readonly #size = new Counter()
  readonly kept = new Group({ byCustomer: this.#byCustomer, size: this.#size })

  constructor({ journal, customers }: { journal: Journal; customers: Customers }) {
    this.#journal = journal
    customers.subscribeToMerges((from, into) => this.#move(from.id, into.id))
  }

  get size(): number {
    return this.#size.value
  }

  /** Keeps the event, writes it into the journal and tells the subscribers. */
  track(event: NewEvent): StoredEvent {
    const stored = this.keep(event)
    const customerId = idOf(event)
    const { type, timestamp } = stored
    const seq =
      event.entry ??
      this.#journal.append({
        kind: 'bloomreach.event',
        customer: customerId,
        causedBy: event.causedBy,
        type,
        timestamp,
        ...described(stored),
      }).seq
    const arrival = { customerId, event: stored, seq, triggersScenarios: event.triggersScenarios ?? true }
    for (const tell of this.#subscribers) tell(arrival)
    return stored
  }

  /** Only keeps it, for the history that a world file gives a customer: nobody is told. */
  keep(event: NewEvent): StoredEvent {
    const stored: StoredEvent = { type: event.type, timestamp: event.timestamp, properties: event.properties }
    this.#byCustomer.push(idOf(event), stored)
    this.#size.next()
    return stored
  }

  /** In order of arrival. */
  of(customerId: string, type?: string): readonly StoredEvent[] {
    const events = this.#byCustomer.get(customerId)
    return type === undefined ? events : events.filter(event => event.type === type)
  }

  /** The timestamp of the first thing that is known of a customer. */
  earliest(customerId: string): number | undefined {
    if (!this.#byCustomer.has(customerId)) return undefined
    const events = this.#byCustomer.get(customerId)
    return events.reduce((first, { timestamp }) => Math.min(first, timestamp), Number.POSITIVE_INFINITY)
  }

  /** Gives each event of the customer the properties that `change` answers. */
  rewrite(customerId: string, change: (event: StoredEvent) => StoredEvent['properties']): void {
    if (!this.#byCustomer.has(customerId)) return
    const events = this.#byCustomer.get(customerId)
    const rewritten = events.map(event => ({ ...event, properties: change(event) }))
    this.#byCustomer.set(customerId, rewritten)
  }

  subscribe(tell: (arrival: EventArrival) => void): () => void {
    this.#subscribers.add(tell)
    return () => this.#subscribers.delete(tell)
  }

  #move(from: string, into: string): void {
    if (!this.#byCustomer.has(from)) return
    const moved = this.#byCustomer.get(from)
    this.#byCustomer.delete(from)
    this.#byCustomer.set(into, [...this.#byCustomer.get(into), ...moved])
  }
}

const idOf = ({ customer }: NewEvent): string => (typeof customer === 'string' ? customer : customer.id)

/** The few properties by which a reader of the journal tells events of one type apart. */
function described({ type, properties }: StoredEvent): Record<string, unknown> {
  if (type === 'consent') return { action: properties.action, category: properties.category }
  if (type === 'campaign') return { status: properties.status, action: properties.action_id }
  return {}
}
