// Email templates that a call of the transactional email API names by id.
import { Collection } from '@msw/data'
import { z } from 'zod'

export const emailTemplateSchema = z.strictObject({
  id: z.string().min(1).describe('The id that a transactional email names.'),
  name: z.string().min(1).optional().describe('The name of the template.'),
  subject: z.string().min(1).describe('The subject, in Jinja.'),
  html: z.string().min(1).describe('The HTML, in Jinja.'),
  languages: z
    .record(
      z.string().min(2),
      z.strictObject({
        subject: z.string().min(1).describe('The subject in this language.'),
        html: z.string().min(1).describe('The HTML in this language.'),
      }),
    )
    .default({})
    .describe('The same texts in other languages, chosen by recipient.language.'),
})

export type EmailTemplate = z.output<typeof emailTemplateSchema>

export class EmailTemplates {
  readonly #templates = new Collection({ schema: emailTemplateSchema })

  save(): EmailTemplate[] {
    return this.#templates.findMany(undefined).map(template => structuredClone({ ...template }))
  }

  async restore(saved: ReturnType<EmailTemplates['save']>): Promise<void> {
    this.#templates.clear()
    for (const template of saved) await this.#templates.create(template)
  }

  get(id: string): EmailTemplate | undefined {
    return this.#templates.findFirst(q => q.where({ id }))
  }

  async add(template: z.input<typeof emailTemplateSchema>): Promise<EmailTemplate> {
    return this.#templates.create(template)
  }
}
