// Push notification: mobile or web, in the customer's language.
import { z } from 'zod'
import { danglingGates } from '../dangling.ts'
import { common, gate, refuseTwoConsents, template, templates } from '../node-fields.ts'
import { ACTION, type OnPaper } from '../on-paper.ts'

const schema = z
  .strictObject({
    ...common,
    ...gate,
    type: z.literal('push'),
    channel: z.enum(['mobile', 'web']).default('mobile'),
    title: template.min(1),
    text: template.default(''),
    url: template.optional(),
    languages: z
      .record(z.string().min(2), z.strictObject({ title: template.min(1), text: template.default('') }))
      .optional(),
    eventProperties: templates.optional(),
  })
  .check(refuseTwoConsents)

export const push = { ...ACTION, schema, dangling: danglingGates } as const satisfies OnPaper<typeof schema>
