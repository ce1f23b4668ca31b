// The customers of the project: their ids, their properties, and which of them an id means. O(1) by any id.
// What may be an id on the wire is decided in `schemas/customer-ids.ts`; events live in `events.ts`.
import type { Chance } from '../kit/chance.ts'
import { invariant } from '../kit/invariant.ts'

export interface Customer {
  /** Internal, 24 hex digits; never seen on the wire. */
  readonly id: string
  /** The newest value of each kind: `registered` is the hard id, `cookie` and the others are soft. */
  readonly ids: Record<string, string>
  readonly properties: Record<string, unknown>
  readonly createdAt: number
}

/** The hard id: at most one for a customer, and never moved to another. */
const HARD_ID = 'registered'

export class Customers {
  readonly #ids: Chance
  readonly #now: () => number
  readonly #byId = new Map<string, Customer>()
  readonly #byExternalId = new Map<string, Customer>()
  /** A merged customer's internal id leads to the customer that remains. */
  readonly #merged = new Map<string, string>()
  /** When a property was last written, where that was not at the customer's creation. */
  readonly #writtenAt = new Map<string, Map<string, number>>()
  /** Every kind of id seen so far. */
  readonly #types = new Set<string>()
  readonly #onMerge = new Set<(from: Customer, into: Customer) => void>()

  constructor({ chance, now }: { chance: Chance; now: () => number }) {
    this.#ids = chance.stream('bloomreach/customers')
    this.#now = now
  }

  get size(): number {
    return this.#byId.size
  }

  all(): Iterable<Customer> {
    return this.#byId.values()
  }

  /** By the internal id; a merged customer's id still finds the one that remains. */
  get(id: string): Customer | undefined {
    return this.#byId.get(id) ?? this.#remaining(id)
  }

  /** The customer whom these ids mean: the hard id decides before the soft ones. */
  find(ids: Record<string, string>): Customer | undefined {
    const hard = ids[HARD_ID]
    if (hard !== undefined) return this.#byExternalId.get(key(HARD_ID, hard))
    let anonymous: Customer | undefined
    for (const [type, value] of Object.entries(ids)) {
      const customer = this.#byExternalId.get(key(type, value))
      if (customer?.ids[HARD_ID] !== undefined) return customer
      anonymous ??= customer
    }
    return anonymous
  }

  /** Any id, of whatever kind, or the internal id. */
  findByAny(value: string): Customer | undefined {
    const internal = this.get(value)
    if (internal !== undefined) return internal
    const registered = this.#byExternalId.get(key(HARD_ID, value))
    if (registered !== undefined) return registered
    for (const type of this.#types) {
      const customer = this.#byExternalId.get(key(type, value))
      if (customer !== undefined) return customer
    }
    return undefined
  }

  /**
   * Finds, merges or creates. Guess, README "Merging": an anonymous customer known by one of the soft ids becomes part
   * of the customer with the hard id; a soft id of a customer with another hard id moves and takes nothing along.
   */
  upsert(ids: Record<string, string>, properties: Record<string, unknown> = {}): Customer {
    const entries = Object.entries(ids)
    invariant(entries.length > 0, 'a customer without an id')
    const customer = this.find(ids) ?? this.#anonymousOwner(entries) ?? this.#create()
    for (const [type, value] of entries) this.#give(customer, type, value)
    this.set(customer, properties)
    return customer
  }

  /** `at` is the wire's update_timestamp: an older write never replaces a newer one. */
  set(customer: Customer, properties: Record<string, unknown>, at: number = this.#now()): void {
    for (const [name, value] of Object.entries(properties)) {
      const writtenAt = this.#writtenAt.get(customer.id)?.get(name) ?? customer.createdAt
      if (Object.hasOwn(customer.properties, name) && at < writtenAt) continue
      if (at !== customer.createdAt) this.#remember(customer, name, at)
      else this.#writtenAt.get(customer.id)?.delete(name)
      define(customer.properties, name, value)
    }
  }

  /** Calls back before a merged customer disappears. */
  subscribeToMerges(tell: (from: Customer, into: Customer) => void): () => void {
    this.#onMerge.add(tell)
    return () => this.#onMerge.delete(tell)
  }

  #remaining(id: string): Customer | undefined {
    let survivor = this.#merged.get(id)
    while (survivor !== undefined && !this.#byId.has(survivor)) survivor = this.#merged.get(survivor)
    return survivor === undefined ? undefined : this.#byId.get(survivor)
  }

  /** With a new hard id: the customer without one whom the soft ids mean. */
  #anonymousOwner(entries: [string, string][]): Customer | undefined {
    for (const [type, value] of entries) {
      const owner = this.#byExternalId.get(key(type, value))
      if (owner !== undefined && owner.ids[HARD_ID] === undefined) return owner
    }
    return undefined
  }

  #create(): Customer {
    const customer: Customer = {
      id: this.#ids.hex(24),
      ids: {},
      properties: {},
      createdAt: this.#now(),
    }
    this.#byId.set(customer.id, customer)
    return customer
  }

  #give(customer: Customer, type: string, value: string): void {
    const owner = this.#byExternalId.get(key(type, value))
    if (owner !== undefined && owner !== customer && owner.ids[HARD_ID] === undefined)
      this.#merge(owner, customer)
    define(customer.ids, type, value)
    this.#types.add(type)
    this.#byExternalId.set(key(type, value), customer)
  }

  #merge(from: Customer, into: Customer): void {
    for (const tell of this.#onMerge) tell(from, into)
    for (const [name, value] of Object.entries(from.properties)) {
      if (!Object.hasOwn(into.properties, name)) define(into.properties, name, value)
    }
    for (const [type, value] of Object.entries(from.ids)) {
      this.#byExternalId.set(key(type, value), into)
      if (into.ids[type] === undefined) define(into.ids, type, value)
    }
    this.#byId.delete(from.id)
    this.#writtenAt.delete(from.id)
    this.#merged.set(from.id, into.id)
  }

  #remember(customer: Customer, name: string, at: number): void {
    const times = this.#writtenAt.get(customer.id)
    if (times === undefined) this.#writtenAt.set(customer.id, new Map([[name, at]]))
    else times.set(name, at)
  }
}

const key = (type: string, value: string): string => `${type}\0${value}`

/** Assigns also names such as `__proto__`, which a client may send. */
function define(record: Record<string, unknown>, name: string, value: unknown): void {
  if (name === '__proto__') {
    Object.defineProperty(record, name, { value, writable: true, enumerable: true, configurable: true })
  } else {
    record[name] = value
  }
}
