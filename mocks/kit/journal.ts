// The append-only record of what happened, in the world's time. A ring: the oldest entries leave first.

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

export class Journal {
  readonly capacity: number
  readonly #now: () => number
  readonly #ring: (Entry | undefined)[] = []
  /** Whose entry stands in each place of the ring, so that to forget one nothing of it need be read. */
  readonly #customers: (string | undefined)[] = []
  readonly #byCustomer = new Map<string, Seqs>()
  readonly #subscribers = new Set<(entry: Entry) => void>()
  #last = 0

  constructor({ now, capacity = 200_000 }: { now: () => number; capacity?: number }) {
    this.#now = now
    this.capacity = capacity
  }

  save() {
    return { last: this.#last, entries: this.read({ limit: Number.POSITIVE_INFINITY }) }
  }

  /** Nobody is told: it has happened before. */
  restore({ last, entries }: ReturnType<Journal['save']>): void {
    this.#ring.length = 0
    this.#customers.length = 0
    this.#byCustomer.clear()
    for (const entry of entries) this.#place(entry)
    this.#last = last
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
    for (const tell of this.#subscribers) tell(kept)
    return kept
  }

  #place(kept: Entry): void {
    const { seq, customer } = kept
    const place = seq % this.capacity
    this.#forget(this.#customers[place])
    this.#ring[place] = kept
    this.#customers[place] = customer
    if (customer === undefined) return
    const seqs = this.#byCustomer.get(customer)
    if (seqs === undefined) this.#byCustomer.set(customer, { all: [seq], forgotten: 0 })
    else seqs.all.push(seq)
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
    const { all = [], forgotten = 0 } = this.#byCustomer.get(customer) ?? {}
    for (let index = Math.max(forgotten, all.length - newest); index < all.length; index++) {
      const seq = all[index] ?? 0
      const entry = seq > after ? this.get(seq) : undefined
      if (entry !== undefined) yield entry
    }
  }

  #forget(customer: string | undefined): void {
    if (customer === undefined) return
    const seqs = this.#byCustomer.get(customer)
    if (seqs === undefined) return
    // The ring forgets in order of seq, so a customer's oldest entry is the first of their list.
    seqs.forgotten++
    if (seqs.forgotten === seqs.all.length) this.#byCustomer.delete(customer)
    if (seqs.forgotten < MOST_FORGOTTEN) return
    seqs.all.splice(0, seqs.forgotten)
    seqs.forgotten = 0
  }
}
