// Which properties of customers and events are marked as Private in the project's Data manager: anonymization deletes them.

import { z } from 'zod'
import { Cell } from '../../kit/kept/cell.ts'
import { Group } from '../../kit/kept/group.ts'

const names = z.array(z.string().min(1))

/** [D] data-management: flagged one by one, none by default. */
export const privateInformationSchema = z
  .strictObject({
    attributes: names.default([]).describe('Customer attributes that only a key with this permission reads.'),
    events: z
      .record(z.string().min(1), names)
      .default({})
      .describe('Properties of events, by the type of the event.'),
  })
  .prefault({})

export class PrivateInformation {
  readonly #attributes = new Cell<ReadonlySet<string>>(new Set())
  readonly #byEventType = new Cell<ReadonlyMap<string, ReadonlySet<string>>>(new Map())
  readonly kept = new Group({ attributes: this.#attributes, byEventType: this.#byEventType })

  mark({ attributes, events }: z.output<typeof privateInformationSchema>): void {
    this.#attributes.value = new Set(attributes)
    this.#byEventType.value = new Map(Object.entries(events).map(([type, own]) => [type, new Set(own)]))
  }

  get isEmpty(): boolean {
    return this.#attributes.value.size === 0 && this.#byEventType.value.size === 0
  }

  get attributes(): ReadonlySet<string> {
    return this.#attributes.value
  }

  /** The properties without the private ones; the same object where there are none. */
  publicOf(type: string, properties: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
    const own = this.#byEventType.value.get(type)
    if (own === undefined) return properties
    return Object.fromEntries(Object.entries(properties).filter(([name]) => !own.has(name)))
  }
}
