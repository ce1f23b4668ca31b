// Reference data (applications, keys, campaigns, attributes, programs), checked by its zod schema: few records, listed in the order of
// their creation. What grows with the population is a kit Table.
import type { z } from 'zod'
import { invariant } from '../../kit/invariant.ts'
import { Counter } from '../../kit/kept/cell.ts'
import { Group } from '../../kit/kept/group.ts'
import { KeptMap } from '../../kit/kept/kept-map.ts'

export class Catalogue<S extends z.ZodObject & z.ZodType<{ id: number }>> {
  readonly #schema: S
  readonly #byId = new KeptMap<number, z.output<S>>()
  readonly #lastId = new Counter()
  readonly kept = new Group({ records: this.#byId, lastId: this.#lastId })

  constructor(schema: S) {
    this.#schema = schema
  }

  /** An id that no record has; ids count up from 1, and past those given in a world. */
  nextId(): number {
    return this.#lastId.next()
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
    const record = this.#schema.parse(values) as z.output<S>
    invariant(!this.#byId.has(record.id), `a record with the id ${record.id} exists`)
    this.#byId.set(record.id, record)
    this.#lastId.passes(record.id)
    return record
  }

  async update(id: number, change: Partial<z.output<S>>): Promise<z.output<S>> {
    const record = this.#byId.get(id)
    invariant(record !== undefined, `no record has the id ${id}`)
    const changed = this.#schema.parse({ ...record, ...change }) as z.output<S>
    this.#byId.set(id, changed)
    return changed
  }

  delete(id: number): boolean {
    return this.#byId.delete(id)
  }
}
