// Segmentations of the project: ordered segments, the first whose condition holds is the customer's.
// How a condition is judged belongs to scenarios; it is handed in.

import { z } from 'zod'
import { KeptMap } from '../../kit/kept/kept-map.ts'
import type { Customer, Customers } from './customers.ts'
import { type Condition, conditionSchema } from './filter-schemas.ts'

export const segmentationSchema = z.strictObject({
  id: z.string().min(1).optional().describe('The id of the segmentation; generated when left out.'),
  name: z.string().min(1).describe('The name of the segmentation.'),
  segments: z
    .array(
      z.strictObject({
        name: z.string().min(1).describe('The name of the segment.'),
        if: conditionSchema.describe('Who is in it.'),
      }),
    )
    .min(1)
    .describe('Its segments; a customer is in the first that holds.'),
})

export interface Segmentation {
  id: string
  name: string
  segments: { name: string; if: Condition }[]
}

export class Segmentations {
  readonly #customers: Customers
  readonly #byName = new KeptMap<string, Segmentation>()
  readonly kept = this.#byName
  /** Set once when the house is assembled. */
  judge: (condition: Condition, customer: Customer) => boolean = () => false

  constructor({ customers }: { customers: Customers }) {
    this.#customers = customers
  }

  add(segmentation: Segmentation): void {
    this.#byName.set(segmentation.name, segmentation)
    this.#byName.set(segmentation.id, segmentation)
  }

  delete(idOrName: string): boolean {
    const found = this.find(idOrName)
    if (found === undefined) return false
    this.#byName.delete(found.id)
    this.#byName.delete(found.name)
    return true
  }

  find(idOrName: string): Segmentation | undefined {
    return this.#byName.get(idOrName)
  }

  list(): Segmentation[] {
    return [...new Set(this.#byName.values())]
  }

  /** The segment's name; null when the customer is in none of them, undefined when there is no such segmentation. */
  segmentOf(customerId: string, idOrName: string): string | null | undefined {
    const segmentation = this.find(idOrName)
    if (segmentation === undefined) return undefined
    const customer = this.#customers.get(customerId)
    if (customer === undefined) return null
    return segmentation.segments.find(segment => this.judge(segment.if, customer))?.name ?? null
  }
}
