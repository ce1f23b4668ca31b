// Small relational reference data (applications, keys, campaigns, attributes, programs): an @msw/data collection checked by its
// zod schema, with an index by id in front, since a collection's own finds are full scans. What grows with the population is a kit Table.

import { Collection } from '@msw/data'
import type { z } from 'zod'
import { invariant } from '../../kit/invariant.ts'

export class Catalogue<S extends z.ZodObject & z.ZodType<{ id: number }>> {
  readonly #collection: Collection<S>
  readonly #schema: S
  readonly #byId = new Map<number, z.output<S>>()
  #lastId = 0

  constructor(schema: S) {
    this.#schema = schema
    this.#collection = new Collection({ schema })
  }

  save() {
    return { records: this.list().map(record => structuredClone({ ...record })), lastId: this.#lastId }
  }

  /** The collection makes records of its own of them. */
  async restore({ records, lastId }: ReturnType<Catalogue<S>['save']>): Promise<void> {
    for (const id of [...this.#byId.keys()]) this.delete(id)
    for (const record of records) await this.create(record as z.input<S>)
    this.#lastId = lastId
  }

  /** An id that no record has; ids count up from 1, and past those given in a world. */
  nextId(): number {
    return ++this.#lastId
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

  /** Callers have checked the input in their vendor's words; what the schema refuses here is a bug. */
  async create(values: z.input<S>): Promise<z.output<S>> {
    const checked = this.#schema.parse(values) as z.output<S>
    invariant(!this.#byId.has(checked.id), `a record with the id ${checked.id} exists`)
    const record = (await this.#collection.create(checked as never)) as z.output<S>
    this.#byId.set(record.id, record)
    this.#lastId = Math.max(this.#lastId, record.id)
    return record
  }

  async update(id: number, change: Partial<z.output<S>>): Promise<z.output<S>> {
    const record = this.#byId.get(id)
    invariant(record !== undefined, `no record has the id ${id}`)
    const changed = await this.#collection.update(record as never, {
      data(draft) {
        Object.assign(draft as object, change)
      },
    })
    invariant(changed !== undefined, `the record ${id} left its collection`)
    this.#byId.set(id, changed as z.output<S>)
    return changed as z.output<S>
  }

  delete(id: number): boolean {
    const record = this.#byId.get(id)
    if (record === undefined) return false
    this.#collection.delete(record as never)
    return this.#byId.delete(id)
  }
}
