// Reference data (applications, keys, campaigns, attributes, programs), checked by its zod schema: few records, listed in the order of
// their creation. What grows with the population is a kit Table.
import type { z } from 'zod'
import { invariant } from '../../kit/invariant.ts'
import { Counter } from '../../kit/kept/cell.ts'
import { Group } from '../../kit/kept/group.ts'
import { KeptMap } from '../../kit/kept/kept-map.ts'
import { msToIso } from '../../kit/time/duration.ts'

type Stamp = 'created' | 'modified' | 'updated'

/** What is left out is the catalogue's to say: when a record was made and changed, and an id that no other has. */
export type NewRecord<S extends z.ZodType> = Omit<z.input<S>, Stamp | 'id'> & { id?: number | undefined }

export class Catalogue<S extends z.ZodObject & z.ZodType<{ id: number }>> {
  readonly #schema: S
  readonly #now: () => number
  /** How a change is dated in records that tell of it. */
  readonly #changed: Stamp | undefined
  readonly #byId = new KeptMap<number, z.output<S>>()
  readonly #lastId = new Counter()
  readonly kept = new Group({ records: this.#byId, lastId: this.#lastId })

  constructor(schema: S, now: () => number, changed?: Stamp) {
    this.#schema = schema
    this.#now = now
    this.#changed = changed
  }

  get(id: number): z.output<S> | undefined {
    return this.#byId.get(id)
  }

  has(id: number): boolean {
    return this.#byId.has(id)
  }

  /** All records in the order of their creation. */
  list(): z.output<S>[] {
    return [...this.#byId.values()]
  }

  /** Ids count up from 1, and past those given. Callers have checked the input in their vendor's words: what is refused here is a bug. */
  async create({ id = this.#lastId.next(), ...values }: NewRecord<S>): Promise<z.output<S>> {
    const record = this.#schema.parse({ ...values, id, ...this.#stamped('created') }) as z.output<S>
    invariant(!this.#byId.has(record.id), `a record with the id ${record.id} exists`)
    this.#byId.set(record.id, record)
    this.#lastId.passes(record.id)
    return record
  }

  async update(id: number, change: Partial<z.output<S>>): Promise<z.output<S>> {
    const record = this.#byId.get(id)
    invariant(record !== undefined, `no record has the id ${id}`)
    const changed = this.#schema.parse({ ...record, ...change, ...this.#stamped() }) as z.output<S>
    this.#byId.set(id, changed)
    return changed
  }

  delete(id: number): boolean {
    return this.#byId.delete(id)
  }

  #stamped(...stamps: Stamp[]): Partial<Record<Stamp, string>> {
    const now = msToIso(this.#now())
    return Object.fromEntries([...stamps, this.#changed ?? []].flat().map(stamp => [stamp, now]))
  }
}
