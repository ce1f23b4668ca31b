// The consent categories of the project: what its settings page under "Consents" would hold.
import { Collection } from '@msw/data'
import { z } from 'zod'
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
  readonly #categories = new Collection({ schema: consentCategorySchema })

  save(): ConsentCategory[] {
    return this.list()
  }

  async restore(saved: ReturnType<ConsentCategories['save']>): Promise<void> {
    this.#categories.clear()
    for (const category of saved) await this.#categories.create(category)
  }

  list(): ConsentCategory[] {
    return this.#categories.findMany(undefined).map(plain)
  }

  get(id: string): ConsentCategory | undefined {
    const found = this.#categories.findFirst(q => q.where({ id }))
    return found === undefined ? undefined : plain(found)
  }

  async add(input: z.input<typeof consentCategorySchema>): Promise<ConsentCategory> {
    if (this.get(input.id) !== undefined) {
      throw new SandboxError(
        'category-exists',
        `Cannot add the consent category ${JSON.stringify(input.id)}: it exists.`,
        { remedy: 'Choose another id.' },
      )
    }
    return plain(await this.#categories.create(input))
  }
}

const plain = (record: ConsentCategory): ConsentCategory => ({
  id: record.id,
  name: record.name,
  description: record.description,
  legitimateInterest: record.legitimateInterest,
})
