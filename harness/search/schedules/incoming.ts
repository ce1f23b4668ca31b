// The events that come in from outside while a search runs: one for each customer whom a started scenario waits for, in the order of
// the world file. An event keeps what is known of the last one of its type.
import { msToUnixSeconds } from '../../../mocks/kit/time/duration.ts'
import type { Live } from '../../life.ts'
import type { Wire } from './wire.ts'

interface IncomingEvent {
  customer: string
  type: string
  properties: Readonly<Record<string, unknown>>
}

export interface SavedIncoming {
  events: readonly IncomingEvent[]
  late: readonly IncomingEvent[]
}

export class Incoming {
  #events: readonly IncomingEvent[]
  #late: readonly IncomingEvent[]

  constructor(events: readonly IncomingEvent[], late: readonly IncomingEvent[] = []) {
    this.#events = events
    this.#late = late
  }

  static forScenarios({ bloomreach }: Live, scenarios: readonly string[]): Incoming {
    const types = scenarios.flatMap(id =>
      bloomreach.scenarios.get(id).nodes.flatMap(node => (node.type === 'on_event' ? [node.event] : [])),
    )
    const customers = [...bloomreach.customers.all()]
    const events = [...new Set(types)].flatMap(type =>
      customers.map(({ id: customer }) => ({
        customer,
        type,
        properties: bloomreach.events.of(customer, type).at(-1)?.properties ?? {},
      })),
    )
    return new Incoming(events)
  }

  get isEmpty(): boolean {
    return this.#events.length + this.#late.length === 0
  }

  get next(): IncomingEvent | undefined {
    return this.#events[0]
  }

  save(): SavedIncoming {
    return { events: this.#events, late: this.#late }
  }

  deliver(live: Live, wire: Wire): void {
    const [first, second, ...others] = this.#events
    if (first === undefined) return
    const fault = wire.meet('event', { customer: first.customer, what: ` ${first.type}` })
    const isSwapped = fault === 'reordered' && second !== undefined
    this.#events = isSwapped ? [first, ...others] : this.#events.slice(1)
    if (isSwapped) track(live, second)
    else if (fault === 'late') this.#late = [...this.#late, first]
    else track(live, first)
    if (fault === 'duplicate') track(live, first)
  }

  deliverLate(live: Live): void {
    const [first, ...others] = this.#late
    this.#late = others
    if (first !== undefined) track(live, first)
  }
}

function track({ bloomreach, world }: Live, { customer, type, properties }: IncomingEvent): void {
  const timestamp = msToUnixSeconds(world.clock.now())
  bloomreach.events.track({ customer, type, timestamp, properties: { ...properties } })
}
