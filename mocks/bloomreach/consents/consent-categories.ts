// The consent categories of the project: what its settings page under "Consents" would hold.

import { z } from 'zod'
import { KeptMap } from '../../kit/kept/kept-map.ts'
import { SandboxError } from '../../kit/sandbox-error.ts'

/** The special choice "general consent": no category is checked. */
export const GENERAL_CONSENT = 'general'

export const consentCategorySchema = z.strictObject({
  /** [D] tracking-consent: events carry this id, not the name that people see. */
  id: z
    .string()
    .min(1)
    .refine(id => id !== GENERAL_CONSENT, '"general" is the vendor\'s own word for "no category is checked"')
    .describe('The id that events and scenarios carry.'),
  name: z.string().min(1).describe('The name that people see.'),
  description: z.string().default('').describe('For people.'),
  legitimateInterest: z
    .boolean()
    .default(false)
    .describe('Valid without a consent event, until the customer rejects it.'),
})

export type ConsentCategory = z.infer<typeof consentCategorySchema>

export class ConsentCategories {
  readonly #categories = new KeptMap<string, ConsentCategory>()
  readonly kept = this.#categories

  list(): ConsentCategory[] {
    return [...this.#categories.values()]
  }

  get(id: string): ConsentCategory | undefined {
    return this.#categories.get(id)
  }

  /** One of this id takes its place. */
  put(input: z.input<typeof consentCategorySchema>): void {
    const category = consentCategorySchema.parse(input)
    this.#categories.set(category.id, category)
  }

  delete(id: string): boolean {
    return this.#categories.delete(id)
  }

  add(input: z.input<typeof consentCategorySchema>): ConsentCategory {
    if (this.get(input.id) !== undefined) {
      throw new SandboxError(
        'category-exists',
        `Cannot add the consent category ${JSON.stringify(input.id)}: it exists.`,
        { remedy: 'Choose another id.' },
      )
    }
    const category = consentCategorySchema.parse(input)
    this.#categories.set(category.id, category)
    return category
  }
}
