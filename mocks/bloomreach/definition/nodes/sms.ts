// SMS: a text for the customer, in their language.
import { z } from 'zod'
import { danglingGates } from '../dangling.ts'
import { common, gate, recipients, refuseTwoConsents, template, templates } from '../node-fields.ts'
import { ACTION, type OnPaper } from '../on-paper.ts'

const schema = z
  .strictObject({
    ...common,
    ...gate,
    type: z.literal('sms'),
    text: template.min(1),
    sender: z.string().optional(),
    recipients: recipients.default('matching'),
    languages: z.record(z.string().min(2), z.strictObject({ text: template.min(1) })).optional(),
    eventProperties: templates.optional(),
  })
  .check(refuseTwoConsents)

export const sms = { ...ACTION, schema, dangling: danglingGates } as const satisfies OnPaper<typeof schema>
