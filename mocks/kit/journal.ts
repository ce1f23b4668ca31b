// The append-only record of what happened, in the world's time. A ring: the oldest entries leave first.

import type { Part, Path, Tell } from './kept/part.ts'

/** What happened, before it has a place in the journal. `customer` is Bloomreach's internal customer id. */
export interface NewEntry {
  kind: string
  /** The seq of the entry that led to this one; its customer is inherited. */
  causedBy?: number | undefined
  customer?: string | undefined
  [detail: string]: unknown
}

export interface Entry extends NewEntry {
  seq: number
  /** Milliseconds since the epoch, on the world's clock. */
  at: number
}

export interface JournalQuery {
  after?: number | undefined
  customer?: string | undefined
  kind?: string | undefined
  limit?: number | undefined
  /** Of one customer: no more than so many, the newest. */
  newest?: number | undefined
}

/** A customer's entries, oldest first. Those that left the ring stand at its front for a while: to move up costs time. */
interface Seqs {
  all: number[]
  forgotten: number
}

const MOST_FORGOTTEN = 1_000

interface Index {
  /** Whose entry stands in each place of the ring, so that to forget one nothing of it need be read. */
  readonly customers: (string | undefined)[]
  readonly byCustomer: Map<string, Seqs>
}

/** What it holds; the ring is shared with whoever took an image, until it is written to again. */
interface Written {
  readonly last: number
  readonly ring: readonly (Entry | undefined)[]
}

export class Journal implements Part<Written, { last: number; entries: Entry[] }> {
  readonly capacity: number
  readonly #now: () => number
  #ring: (Entry | undefined)[] = []
  #isShared = false
  /** Made of the ring; undefined until somebody asks for a customer, after other entries were taken up. */
  #index: Index | undefined = { customers: [], byCustomer: new Map() }
  #tell: Tell | undefined
  readonly #subscribers = new Set<(entry: Entry) => void>()
  #last = 0

  constructor({ now, capacity = 200_000 }: { now: () => number; capacity?: number }) {
    this.#now = now
    this.capacity = capacity
  }

  image(): Written {
    this.#isShared = true
    return { last: this.#last, ring: this.#ring }
  }

  /** No subscriber hears of it: it has happened before. */
  restore({ last, ring }: Written): void {
    this.#last = last
    this.#ring = ring as (Entry | undefined)[]
    this.#isShared = true
    this.#index = undefined
  }

  save() {
    return { last: this.#last, entries: this.read({ limit: Number.POSITIVE_INFINITY }) }
  }

  load({ last, entries }: ReturnType<Journal['save']>): void {
    this.#ring = []
    this.#isShared = false
    this.#index = undefined
    for (const entry of entries) this.#ring[entry.seq % this.capacity] = entry
    this.#last = last
  }

  listen(tell: Tell | undefined): void {
    this.#tell = tell
  }

  put([seq = 0]: Path, entry: unknown): void {
    this.#place(entry as Entry)
    this.#last = Math.max(this.#last, Number(seq))
  }

  /** The seq of the newest entry, 0 while there is none. */
  get last(): number {
    return this.#last
  }

  append(entry: NewEntry): Entry {
    return this.keep({ seq: 0, at: 0, ...entry })
  }

  /** As `append`, for the path of every request: the entry itself is kept, with its seq and time put in. */
  keep(kept: Entry): Entry {
    const cause = kept.causedBy === undefined ? undefined : this.get(kept.causedBy)
    const customer = kept.customer ?? cause?.customer
    kept.seq = ++this.#last
    kept.at = this.#now()
    if (customer !== undefined) kept.customer = customer
    this.#place(kept)
    this.#tell?.([kept.seq], undefined, kept)
    for (const tell of this.#subscribers) tell(kept)
    return kept
  }

  #place(kept: Entry): void {
    if (this.#isShared) this.#own()
    const place = kept.seq % this.capacity
    this.#ring[place] = kept
    if (this.#index !== undefined) putInto(this.#index, place, kept)
  }

  #own(): void {
    this.#isShared = false
    this.#ring = this.#ring.slice()
  }

  #customers(): Map<string, Seqs> {
    if (this.#index !== undefined) return this.#index.byCustomer
    const index: Index = { customers: [], byCustomer: new Map() }
    for (const entry of this.#from(0, undefined)) putInto(index, entry.seq % this.capacity, entry)
    this.#index = index
    return index.byCustomer
  }

  /** The entry with this seq, or undefined when it never was or has left the ring. */
  get(seq: number): Entry | undefined {
    const entry = this.#ring[seq % this.capacity]
    return entry?.seq === seq ? entry : undefined
  }

  read({ after = 0, customer, kind, limit = 1_000, newest }: JournalQuery = {}): Entry[] {
    const found: Entry[] = []
    for (const entry of this.#from(after, customer, newest)) {
      if (found.length >= limit) break
      if (kind === undefined || entry.kind === kind) found.push(entry)
    }
    return found
  }

  /** Calls back for each new entry; answers a function that stops it. */
  subscribe(tell: (entry: Entry) => void): () => void {
    this.#subscribers.add(tell)
    return () => this.#subscribers.delete(tell)
  }

  *#from(after: number, customer: string | undefined, newest = Number.POSITIVE_INFINITY): Generator<Entry> {
    if (customer === undefined) {
      const first = Math.max(after + 1, this.#last - this.capacity + 1, 1)
      for (let seq = first; seq <= this.#last; seq++) {
        const entry = this.get(seq)
        if (entry !== undefined) yield entry
      }
      return
    }
    const { all = [], forgotten = 0 } = this.#customers().get(customer) ?? {}
    for (let index = Math.max(forgotten, all.length - newest); index < all.length; index++) {
      const seq = all[index] ?? 0
      const entry = seq > after ? this.get(seq) : undefined
      if (entry !== undefined) yield entry
    }
  }
}

function putInto({ customers, byCustomer }: Index, place: number, { seq, customer }: Entry): void {
  forget(byCustomer, customers[place])
  customers[place] = customer
  if (customer === undefined) return
  const seqs = byCustomer.get(customer)
  if (seqs === undefined) byCustomer.set(customer, { all: [seq], forgotten: 0 })
  else seqs.all.push(seq)
}

function forget(byCustomer: Map<string, Seqs>, customer: string | undefined): void {
  const seqs = customer === undefined ? undefined : byCustomer.get(customer)
  if (customer === undefined || seqs === undefined) return
  // The ring forgets in order of seq, so a customer's oldest entry is the first of their list.
  seqs.forgotten++
  if (seqs.forgotten === seqs.all.length) byCustomer.delete(customer)
  if (seqs.forgotten < MOST_FORGOTTEN) return
  seqs.all.splice(0, seqs.forgotten)
  seqs.forgotten = 0
}
