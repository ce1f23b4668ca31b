// The customers of the project: their ids, their properties, and which of them an id means. O(1) by any id.
// What may be an id is decided in `usable-id.ts`; events live in `events.ts`.

import type { Chance } from '../../kit/chance.ts'
import { invariant } from '../../kit/invariant.ts'
import { Group } from '../../kit/kept/group.ts'
import { KeptMap } from '../../kit/kept/kept-map.ts'
import { KeptMaps } from '../../kit/kept/kept-maps.ts'

export interface Customer {
  /** Internal, 24 hex digits; only links in mails carry it. */
  readonly id: string
  /** The newest value of each kind: `registered` is the hard id, `cookie` and the others are soft. */
  readonly ids: Readonly<Record<string, string>>
  /** Soft ids that a newer one of the same kind replaced; they still find the customer. */
  readonly earlierIds?: Readonly<Record<string, readonly string[]>>
  readonly properties: Readonly<Record<string, unknown>>
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
  readonly #byId = new KeptMap<string, Customer>()
  /** By kind of id, then by its value: the internal id. */
  readonly #owners = new KeptMaps<string, string, string>()
  /** A merged customer's internal id leads to the customer that remains. */
  readonly #merged = new KeptMap<string, string>()
  /** When a property was last written, where that was not at the customer's creation. */
  readonly #writtenAt = new KeptMaps<string, string, number>()
  readonly kept = new Group({
    byId: this.#byId,
    owners: this.#owners,
    merged: this.#merged,
    writtenAt: this.#writtenAt,
  })
  readonly #onMerge = new Set<(from: Customer, into: Customer) => void>()

  constructor({ chance, now }: { chance: Chance; now: () => number }) {
    this.#ids = chance.stream('bloomreach/customers')
    this.#cookies = chance.stream('bloomreach/cookies')
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
    for (const owners of this.#owners.values()) {
      const id = owners.get(value)
      if (id !== undefined) return this.#byId.get(id)
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
    const known = this.find(ids) ?? this.#anonymousOwner(entries)
    if (known === undefined) return this.#create(entries, properties)
    for (const [type, value] of entries) this.#give(known.id, type, value)
    return this.set(known, properties)
  }

  /** `at` is the wire's update_timestamp: an older write never replaces a newer one. Answers the customer as they are now. */
  set(
    { id }: Pick<Customer, 'id'>,
    properties: Readonly<Record<string, unknown>>,
    at: number = this.#now(),
  ): Customer {
    const customer = this.#present(id)
    const next = { ...customer.properties }
    let changes = 0
    for (const [name, value] of Object.entries(properties)) {
      const writtenAt = this.#writtenAt.get(id, name) ?? customer.createdAt
      if (Object.hasOwn(next, name) && at < writtenAt) continue
      if (at !== customer.createdAt) this.#writtenAt.set(id, name, at)
      else this.#writtenAt.delete(id, name)
      define(next, name, value)
      changes++
    }
    return changes === 0 ? customer : this.#keep({ ...customer, properties: next })
  }

  /**
   * Takes away every external id and the properties of these names, and gives a new cookie. With a new internal id
   * everything else moves to it, and nobody has the old one any more.
   */
  anonymize(
    customer: Customer,
    { without, internalId }: { without: ReadonlySet<string>; internalId: 'kept' | 'new' },
  ): Customer {
    const { id, createdAt, ...given } = this.#present(customer.id)
    for (const [type, values] of Object.entries(allIds(given))) {
      for (const value of values) this.#owners.delete(type, value)
    }
    const properties = { ...given.properties }
    for (const name of without) {
      delete properties[name]
      this.#writtenAt.delete(id, name)
    }
    const nameless = this.#keep({ id, ids: new Ids(), properties, createdAt })
    const anonymous = internalId === 'kept' ? nameless : this.#replace(nameless)
    this.#own(anonymous.id, 'cookie', this.#cookies.uuid())
    return this.#present(anonymous.id)
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

  /** With ids that nobody has without another hard id. */
  #create(entries: readonly [string, string][] = [], properties: Customer['properties'] = {}): Customer {
    const id = this.#ids.hex(24)
    const ids = new Ids()
    for (const [type, value] of entries) {
      const owner = this.#owner(type, value)
      if (owner !== undefined) this.#disown(owner, type, value)
      ids[type] = value
      this.#owners.set(type, value, id)
    }
    return this.#keep({ id, ids, properties: { ...properties }, createdAt: this.#now() })
  }

  #keep(customer: Customer): Customer {
    this.#byId.set(customer.id, customer)
    return customer
  }

  #present(id: string): Customer {
    const customer = this.#byId.get(id)
    invariant(customer !== undefined, `no customer has the internal id ${id}`)
    return customer
  }

  #give(id: string, type: string, value: string): void {
    const owner = this.#owner(type, value)
    if (owner !== undefined && owner.id !== id) {
      if (owner.ids[HARD_ID] === undefined) this.#merge(owner, id)
      else this.#disown(owner, type, value)
    }
    this.#own(id, type, value)
  }

  /** The newest value of a soft id comes first; earlier ones still mean the customer. */
  #own(id: string, type: string, value: string): void {
    const customer = this.#present(id)
    const known = customer.ids[type]
    if (known !== value) {
      const ids = withOne(customer.ids, type, value)
      const earlier = known === undefined ? customer.earlierIds : withEarlier(customer, type, known, value)
      this.#keep(earlier === undefined ? { ...customer, ids } : { ...customer, ids, earlierIds: earlier })
    }
    this.#owners.set(type, value, id)
  }

  #owner(type: string, value: string): Customer | undefined {
    const id = this.#owners.get(type, value)
    return id === undefined ? undefined : this.#byId.get(id)
  }

  /** Takes an id away from a customer; the one before it takes its place. */
  #disown(customer: Customer, type: string, value: string): void {
    const earlier = (customer.earlierIds?.[type] ?? []).filter(id => id !== value)
    let { ids } = customer
    if (ids[type] === value) {
      const before = earlier.pop()
      ids = before === undefined ? withoutOne(ids, type) : withOne(ids, type, before)
    }
    const { earlierIds } = customer
    if (earlierIds === undefined) this.#keep({ ...customer, ids })
    else this.#keep({ ...customer, ids, earlierIds: lists(earlierIds, type, earlier) })
  }

  #merge(from: Customer, id: string): void {
    const into = this.#present(id)
    for (const tell of this.#onMerge) tell(from, into)
    const properties = { ...into.properties }
    for (const [name, value] of Object.entries(from.properties)) {
      if (!Object.hasOwn(properties, name)) define(properties, name, value)
    }
    this.#keep({ ...into, properties })
    const { registered: _, ...current } = into.ids
    for (const [type, values] of Object.entries(allIds(from))) {
      for (const value of values) this.#own(id, type, value)
    }
    for (const [type, value] of Object.entries(current)) this.#own(id, type, value)
    this.#byId.delete(from.id)
    this.#writtenAt.clear(from.id)
    this.#merged.set(from.id, id)
  }

  #replace(customer: Customer): Customer {
    const into = this.#create()
    for (const tell of this.#onMerge) tell(customer, into)
    const replaced = this.set(into, customer.properties)
    this.#byId.delete(customer.id)
    this.#writtenAt.clear(customer.id)
    return replaced
  }
}

type IdsOf = Customer['ids']
type EarlierIds = NonNullable<Customer['earlierIds']>

const withOne = (ids: IdsOf, type: string, value: string): IdsOf =>
  Object.assign(new Ids(), ids, { [type]: value })

function withoutOne(ids: IdsOf, type: string): IdsOf {
  const others: Record<string, string> = Object.assign(new Ids(), ids)
  delete others[type]
  return others
}

/** Of one kind, the lists of the others as they were. */
const lists = (earlier: EarlierIds | undefined, type: string, ids: readonly string[]): EarlierIds =>
  Object.assign(Object.create(null) as object, earlier, { [type]: ids })

/** With the one that the new one replaces, which is no earlier one any more. */
const withEarlier = ({ earlierIds }: Customer, type: string, replaced: string, next: string): EarlierIds =>
  lists(earlierIds, type, [...(earlierIds?.[type] ?? []).filter(id => id !== next), replaced])

/** Every id of a customer, the newest of a kind first. */
export function allIds({ ids, earlierIds }: Pick<Customer, 'ids' | 'earlierIds'>): Record<string, string[]> {
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
