// Email templates that a call of the transactional email API names by id.

import { z } from 'zod'
import { KeptMap } from '../../kit/kept/kept-map.ts'

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
  readonly #templates = new KeptMap<string, EmailTemplate>()
  readonly kept = this.#templates

  get(id: string): EmailTemplate | undefined {
    return this.#templates.get(id)
  }

  add(template: z.input<typeof emailTemplateSchema>): EmailTemplate {
    const checked = emailTemplateSchema.parse(template)
    this.#templates.set(checked.id, checked)
    return checked
  }
}
