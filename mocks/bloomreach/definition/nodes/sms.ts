// SMS: a text for the customer, in their language.
import { z } from 'zod'
import { danglingGates } from '../dangling.ts'
import { voidPolicy, withoutEffect } from '../effect-advice.ts'
import { common, gate, recipients, refuseTwoConsents, template, templates } from '../node-fields.ts'
import { ACTION, type ActionOnPaper, NOTHING, ONE_NODE } from '../on-paper.ts'

const schema = z
  .strictObject({
    ...common,
    ...gate,
    type: z
      .literal('sms')
      .meta({ title: 'SMS', description: 'Sends a text message to the customer, in their language.' }),
    text: template.min(1).describe('The message, in Jinja.'),
    sender: z.string().optional().describe('Who sends it, as the phone shows it.'),
    recipients: recipients
      .default('matching')
      .describe('The customer that comes by, or a number of your own, in Jinja.'),
    languages: z
      .record(
        z.string().min(2),
        z.strictObject({ text: template.min(1).describe('The message in this language.') }),
      )
      .optional()
      .describe('Texts by language, chosen by the customer’s attribute language.'),
    eventProperties: templates.optional().describe('Extra properties of its campaign events, each in Jinja.'),
  })
  .check(refuseTwoConsents)

export const sms = {
  ...ACTION,
  schema,
  called: 'SMS',
  isMessage: true,
  actionType: () => 'sms',
  advice: (node, path) => withoutEffect(node.id, path, voidPolicy(node)),
  size: ONE_NODE,
  gives: NOTHING,
  dangling: danglingGates,
} as const satisfies ActionOnPaper<typeof schema>
