// The customers of the project: their ids, their properties, and which of them an id means. O(1) by any id.
// What may be an id is decided in `usable-id.ts`; events live in `events.ts`.
import type { Chance } from '../../kit/chance.ts'
import { invariant } from '../../kit/invariant.ts'

export interface Customer {
  /** Internal, 24 hex digits; only links in mails carry it. */
  readonly id: string
  /** The newest value of each kind: `registered` is the hard id, `cookie` and the others are soft. */
  readonly ids: Record<string, string>
  /** Soft ids that a newer one of the same kind replaced; they still find the customer. */
  earlierIds?: Record<string, string[]>
  readonly properties: Record<string, unknown>
  readonly createdAt: number
}

/**
 * Ids may be named like parts of an object, so they inherit nothing. Not by `Object.create(null)`, which is made for many names and
 * six times as large.
 */
class Ids {
  [type: string]: string
}
Object.setPrototypeOf(Ids.prototype, null)
Reflect.deleteProperty(Ids.prototype, 'constructor')

/** The hard id: at most one for a customer, and never moved to another. */
const HARD_ID = 'registered'

export class Customers {
  readonly #ids: Chance
  readonly #cookies: Chance
  readonly #now: () => number
  #byId = new Map<string, Customer>()
  /** By kind of id, then by its value. */
  #byExternalId = new Map<string, Map<string, Customer>>()
  /** A merged customer's internal id leads to the customer that remains. */
  #merged = new Map<string, string>()
  /** When a property was last written, where that was not at the customer's creation. */
  #writtenAt = new Map<string, Map<string, number>>()
  readonly #onMerge = new Set<(from: Customer, into: Customer) => void>()

  constructor({ chance, now }: { chance: Chance; now: () => number }) {
    this.#ids = chance.stream('bloomreach/customers')
    this.#cookies = chance.stream('bloomreach/cookies')
    this.#now = now
  }

  save() {
    return {
      byId: this.#byId,
      byExternalId: this.#byExternalId,
      merged: this.#merged,
      writtenAt: this.#writtenAt,
    }
  }

  restore(saved: ReturnType<Customers['save']>): void {
    this.#byId = saved.byId
    this.#byExternalId = saved.byExternalId
    this.#merged = saved.merged
    this.#writtenAt = saved.writtenAt
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
    if (hard !== undefined) return this.#owner(HARD_ID, hard)
    let anonymous: Customer | undefined
    for (const [type, value] of Object.entries(ids)) {
      const customer = this.#owner(type, value)
      if (customer?.ids[HARD_ID] !== undefined) return customer
      anonymous ??= customer
    }
    return anonymous
  }

  /** Any id, of whatever kind, or the internal id. */
  findByAny(value: string): Customer | undefined {
    const internal = this.get(value)
    if (internal !== undefined) return internal
    const registered = this.#owner(HARD_ID, value)
    if (registered !== undefined) return registered
    for (const owners of this.#byExternalId.values()) {
      const customer = owners.get(value)
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

  /**
   * Takes away every external id and the properties of these names, and gives a new cookie. With a new internal id
   * everything else moves to it, and nobody has the old one any more.
   */
  anonymize(
    customer: Customer,
    { without, internalId }: { without: ReadonlySet<string>; internalId: 'kept' | 'new' },
  ): Customer {
    for (const [type, values] of Object.entries(allIds(customer))) {
      for (const value of values) this.#byExternalId.get(type)?.delete(value)
      delete customer.ids[type]
    }
    delete customer.earlierIds
    for (const name of without) {
      delete customer.properties[name]
      this.#writtenAt.get(customer.id)?.delete(name)
    }
    const anonymous = internalId === 'kept' ? customer : this.#replace(customer)
    this.#own(anonymous, 'cookie', this.#cookies.uuid())
    return anonymous
  }

  /** Calls back before a merged or replaced customer disappears. */
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
      const owner = this.#owner(type, value)
      if (owner !== undefined && owner.ids[HARD_ID] === undefined) return owner
    }
    return undefined
  }

  #create(): Customer {
    const customer: Customer = {
      id: this.#ids.hex(24),
      ids: new Ids(),
      properties: {},
      createdAt: this.#now(),
    }
    this.#byId.set(customer.id, customer)
    return customer
  }

  #give(customer: Customer, type: string, value: string): void {
    const owner = this.#owner(type, value)
    if (owner !== undefined && owner !== customer) {
      if (owner.ids[HARD_ID] === undefined) this.#merge(owner, customer)
      else this.#disown(owner, type, value)
    }
    this.#own(customer, type, value)
  }

  /** The newest value of a soft id comes first; earlier ones still mean the customer. */
  #own(customer: Customer, type: string, value: string): void {
    const known = customer.ids[type]
    if (known !== undefined && known !== value) {
      customer.earlierIds ??= Object.create(null) as Record<string, string[]>
      const earlier = customer.earlierIds
      define(earlier, type, [...(earlier[type] ?? []).filter(id => id !== value), known])
    }
    define(customer.ids, type, value)
    const owners = this.#byExternalId.get(type)
    if (owners === undefined) this.#byExternalId.set(type, new Map([[value, customer]]))
    else owners.set(value, customer)
  }

  #owner(type: string, value: string): Customer | undefined {
    return this.#byExternalId.get(type)?.get(value)
  }

  /** Takes an id away from a customer; the one before it takes its place. */
  #disown(customer: Customer, type: string, value: string): void {
    const earlier = (customer.earlierIds?.[type] ?? []).filter(id => id !== value)
    if (customer.ids[type] === value) {
      const before = earlier.pop()
      if (before === undefined) delete customer.ids[type]
      else define(customer.ids, type, before)
    }
    if (customer.earlierIds !== undefined) define(customer.earlierIds, type, earlier)
  }

  #merge(from: Customer, into: Customer): void {
    for (const tell of this.#onMerge) tell(from, into)
    for (const [name, value] of Object.entries(from.properties)) {
      if (!Object.hasOwn(into.properties, name)) define(into.properties, name, value)
    }
    const { registered: _, ...current } = into.ids
    for (const [type, values] of Object.entries(allIds(from))) {
      for (const value of values) this.#own(into, type, value)
    }
    for (const [type, value] of Object.entries(current)) this.#own(into, type, value)
    this.#byId.delete(from.id)
    this.#writtenAt.delete(from.id)
    this.#merged.set(from.id, into.id)
  }

  #replace(customer: Customer): Customer {
    const into = this.#create()
    for (const tell of this.#onMerge) tell(customer, into)
    this.set(into, customer.properties)
    this.#byId.delete(customer.id)
    this.#writtenAt.delete(customer.id)
    return into
  }

  #remember(customer: Customer, name: string, at: number): void {
    const times = this.#writtenAt.get(customer.id)
    if (times === undefined) this.#writtenAt.set(customer.id, new Map([[name, at]]))
    else times.set(name, at)
  }
}

/** Every id of a customer, the newest of a kind first. */
export function allIds({ ids, earlierIds }: Customer): Record<string, string[]> {
  const all = Object.entries(ids).map(([type, id]) => [
    type,
    [id, ...(earlierIds?.[type] ?? []).toReversed()],
  ])
  return Object.fromEntries(all)
}

/** Soft ids gather on a customer, so the vendor gives them as a list; the hard id is one text. */
export const isSoftId = (type: string): boolean => type !== HARD_ID

/** Assigns also names such as `__proto__`, which a client may send. */
function define<T>(record: Record<string, T>, name: string, value: T): void {
  if (name === '__proto__') {
    Object.defineProperty(record, name, { value, writable: true, enumerable: true, configurable: true })
  } else {
    record[name] = value
  }
}
