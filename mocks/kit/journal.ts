// The append-only record of what happened, in the world's time. A ring: the oldest entries leave first.

import type { Entry, NewEntry } from './entry.ts'
import { EntryRows, type RowsImage } from './entry-rows.ts'
import type { Part, Path, Tell } from './kept/part.ts'

export type { Entry, NewEntry }

export interface JournalQuery {
  after?: number | undefined
  /** With `newest`: entries with a smaller seq. */
  before?: number | undefined
  customer?: string | undefined
  kind?: string | undefined
  limit?: number | undefined
  /** No more than so many, the newest. */
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

/** What it holds, shared with whoever took an image. */
interface Written {
  readonly last: number
  readonly rows: RowsImage
}

const PORTION = 500

export class Journal implements Part<Written, { last: number; entries: Entry[] }> {
  readonly capacity: number
  readonly #now: () => number
  /** The ring. */
  #rows = new EntryRows()
  /** Made of the rows; undefined until somebody asks for a customer, after other entries were taken up. */
  #index: Index | undefined = { customers: [], byCustomer: new Map() }
  #tell: Tell | undefined
  /** Replaced, since to walk through a set leaves something behind for each entry. */
  #subscribers: readonly ((entry: Entry) => void)[] = []
  #last = 0

  constructor({ now, capacity = 200_000 }: { now: () => number; capacity?: number }) {
    this.#now = now
    this.capacity = capacity
  }

  image(): Written {
    return { last: this.#last, rows: this.#rows.image() }
  }

  /** No subscriber hears of it: it has happened before. */
  restore({ last, rows }: Written): void {
    this.#last = last
    this.#rows = new EntryRows(rows)
    this.#index = undefined
  }

  save() {
    return { last: this.#last, entries: this.read({ limit: Number.POSITIVE_INFINITY }) }
  }

  load({ last, entries }: ReturnType<Journal['save']>): void {
    this.#rows = new EntryRows()
    this.#index = undefined
    for (const entry of entries) this.#rows.write(entry.seq % this.capacity, entry)
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

  /** As `append`, for the path of every request: seq and time are put into the entry itself. */
  keep(kept: Entry): Entry {
    const customer = kept.customer ?? this.#customerOf(kept.causedBy)
    kept.seq = ++this.#last
    kept.at = this.#now()
    if (customer !== undefined) kept.customer = customer
    this.#place(kept)
    this.#tell?.([kept.seq], undefined, kept)
    for (const tell of this.#subscribers) tell(kept)
    return kept
  }

  #place(kept: Entry): void {
    const place = kept.seq % this.capacity
    this.#rows.write(place, kept)
    if (this.#index !== undefined) putInto(this.#index, place, kept)
  }

  #customers(): Map<string, Seqs> {
    if (this.#index !== undefined) return this.#index.byCustomer
    const index: Index = { customers: [], byCustomer: new Map() }
    for (const seq of this.#from(0, undefined)) {
      putInto(index, seq % this.capacity, { seq, customer: this.#customerOf(seq) })
    }
    this.#index = index
    return index.byCustomer
  }

  /** The entry with this seq, or undefined when it never was or has left the ring. */
  get(seq: number): Entry | undefined {
    return this.#has(seq) ? this.#rows.read(seq % this.capacity, seq) : undefined
  }

  /** One detail of it, without the others being read. */
  detail(seq: number, name: string): unknown {
    return this.#has(seq) ? this.#rows.detail(seq % this.capacity, name) : undefined
  }

  #has(seq: number): boolean {
    return seq > this.#last - this.capacity && seq <= this.#last && seq > 0
  }

  #customerOf(seq = 0): string | undefined {
    return this.detail(seq, 'customer') as string | undefined
  }

  /** Oldest first. */
  read({ after = 0, before, customer, kind, limit = 1_000, newest }: JournalQuery = {}): Entry[] {
    const seqs = newest === undefined ? this.#from(after, customer) : this.#back({ after, before, customer })
    const most = Math.min(limit, newest ?? limit)
    const found: Entry[] = []
    for (const seq of seqs) {
      if (found.length >= most) break
      if (kind !== undefined && this.#rows.detail(seq % this.capacity, 'kind') !== kind) continue
      const entry = this.get(seq)
      if (entry !== undefined) found.push(entry)
    }
    return newest === undefined ? found : found.reverse()
  }

  /** The same, oldest first, some at a time: between two portions others may work. */
  *portions(query: Omit<JournalQuery, 'before' | 'newest' | 'limit'> = {}): Generator<Entry[]> {
    let after = query.after ?? 0
    for (;;) {
      const portion = this.read({ ...query, after, limit: PORTION })
      yield portion
      if (portion.length < PORTION) return
      after = portion.at(-1)?.seq ?? after
    }
  }

  /** The newest entry that has this detail. */
  having(name: string, value: string): Entry | undefined {
    for (const seq of this.#back({ after: 0 }))
      if (this.#rows.detail(seq % this.capacity, name) === value) return this.get(seq)
    return undefined
  }

  /** Calls back for each new entry; answers a function that stops it. */
  subscribe(tell: (entry: Entry) => void): () => void {
    this.#subscribers = [...this.#subscribers, tell]
    return () => {
      this.#subscribers = this.#subscribers.filter(other => other !== tell)
    }
  }

  *#from(after: number, customer: string | undefined): Generator<number> {
    if (customer === undefined) {
      const first = Math.max(after + 1, this.#last - this.capacity + 1, 1)
      for (let seq = first; seq <= this.#last; seq++) yield seq
      return
    }
    const { all = [], forgotten = 0 } = this.#customers().get(customer) ?? {}
    for (let index = forgotten; index < all.length; index++) {
      const seq = all[index] ?? 0
      if (seq > after) yield seq
    }
  }

  /** The same, the newest first. */
  *#back({
    after,
    before = this.#last + 1,
    customer,
  }: Pick<JournalQuery, 'before' | 'customer'> & { after: number }): Generator<number> {
    if (customer === undefined) {
      const first = Math.max(after + 1, this.#last - this.capacity + 1, 1)
      for (let seq = Math.min(this.#last, before - 1); seq >= first; seq--) yield seq
      return
    }
    const { all = [], forgotten = 0 } = this.#customers().get(customer) ?? {}
    for (let index = all.length - 1; index >= forgotten; index--) {
      const seq = all[index] ?? 0
      if (seq <= after) return
      if (seq < before) yield seq
    }
  }
}

function putInto(
  { customers, byCustomer }: Index,
  place: number,
  { seq, customer }: Pick<Entry, 'seq' | 'customer'>,
): void {
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
