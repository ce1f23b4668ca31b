// Which properties of customers and events are marked as Private in the project's Data manager: anonymization deletes them.
import { z } from 'zod'

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
  #attributes: ReadonlySet<string> = new Set()
  #byEventType: ReadonlyMap<string, ReadonlySet<string>> = new Map()

  mark({ attributes, events }: z.output<typeof privateInformationSchema>): void {
    this.#attributes = new Set(attributes)
    this.#byEventType = new Map(Object.entries(events).map(([type, own]) => [type, new Set(own)]))
  }

  save() {
    return { attributes: this.#attributes, byEventType: this.#byEventType }
  }

  restore({ attributes, byEventType }: ReturnType<PrivateInformation['save']>): void {
    this.#attributes = attributes
    this.#byEventType = byEventType
  }

  get isEmpty(): boolean {
    return this.#attributes.size === 0 && this.#byEventType.size === 0
  }

  get attributes(): ReadonlySet<string> {
    return this.#attributes
  }

  /** The properties without the private ones; the same object where there are none. */
  publicOf(type: string, properties: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
    const own = this.#byEventType.get(type)
    if (own === undefined) return properties
    return Object.fromEntries(Object.entries(properties).filter(([name]) => !own.has(name)))
  }
}
