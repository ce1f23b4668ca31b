// Email: a mail for the customer, in their language.
import { z } from 'zod'
import { GENERAL_CONSENT } from '../../consents/consent-categories.ts'
import { danglingGates, danglingName } from '../dangling.ts'
import { type Void, voidPolicy, withoutEffect } from '../effect-advice.ts'
import { whyNoMailHeader } from '../header-name.ts'
import { common, gate, recipients, refuseTwoConsents, refusing, template, templates } from '../node-fields.ts'
import { ACTION, type ActionOnPaper } from '../on-paper.ts'

/** A line break in a header would start another one. */
const oneLine = z
  .string()
  .regex(/^[^\r\n\0]*$/, 'expected one line')
  .meta({ examples: ['Demo shop'] })

const variant = z.strictObject({
  subject: template.optional().describe('The subject in this language.'),
  html: template.optional().describe('The HTML in this language.'),
  text: template.optional().describe('The plain text in this language.'),
  preheader: template.optional().describe('The preheader in this language.'),
})

const schema = z
  .strictObject({
    ...common,
    ...gate,
    type: z
      .literal('email')
      .meta({ title: 'Email', description: 'Sends a mail to the customer, in their language.' }),
    /** [C] a copied scenario, consent_category_tracking: without this consent, openings and clicks are not tracked. */
    consentCategoryTracking: z
      .string()
      .min(1)
      .optional()
      .describe('Without this consent, openings and clicks are not tracked.'),
    subject: template.min(1).describe('The subject, in Jinja.'),
    html: template.optional().describe('The HTML of the mail, in Jinja.'),
    text: template.optional().describe('The plain text of the mail, in Jinja.'),
    preheader: template.optional().describe('The line that mail clients show after the subject, in Jinja.'),
    from: z
      .strictObject({
        name: oneLine.optional().describe('The name that mail clients show.'),
        address: z.email().describe('The address.'),
      })
      .optional()
      .describe('Who sends it; without it, the settings senderName and senderAddress.'),
    recipients: recipients
      .default('matching')
      .describe('The customer that comes by, or an address of your own, in Jinja.'),
    headers: templates.optional().describe('Custom headers of the mail, each value in Jinja.'),
    languages: z
      .record(z.string().min(2), variant)
      .optional()
      .describe(
        'Texts by language, chosen by the customer’s attribute language; the node’s own texts are the default.',
      ),
    linkTransformation: z
      .enum(['automatic', 'manual', 'off'])
      .optional()
      .describe('Rewrites links so that clicks are seen and UTM parameters are added.'),
    utm: z
      .record(z.string().min(1), template)
      .optional()
      .describe('UTM parameters of its links, each in Jinja.'),
    eventProperties: templates.optional().describe('Extra properties of its campaign events, each in Jinja.'),
  })
  .check(ctx => {
    const { html, text, headers = {}, consentCategory, generalConsent } = ctx.value
    const refuse = refusing(ctx)
    refuseTwoConsents(ctx)
    if (html === undefined && text === undefined) refuse('html', 'expected html, text or both')
    const unsubscribes = generalConsent !== true && consentCategory !== GENERAL_CONSENT
    for (const name of Object.keys(headers)) {
      const problem = whyNoMailHeader(name, unsubscribes ? 'with-unsubscribe' : 'without-unsubscribe')
      if (problem !== undefined) refuse('headers', problem)
    }
  })

const voidUtm = ({ linkTransformation, utm }: z.output<typeof schema>): Void[] =>
  linkTransformation === 'off' && utm !== undefined ? [['utm', 'its links are not transformed']] : []

export const email = {
  ...ACTION,
  schema,
  called: 'email',
  isMessage: true,
  actionType: () => 'email',
  advice: (node, path) => withoutEffect(node.id, path, [...voidUtm(node), ...voidPolicy(node)]),
  size: ({ languages = {} }) => ({ mails: 1 + Object.keys(languages).length }),
  gives: () => ['email'],
  dangling: (node, path, known) => [
    ...danglingGates(node, path, known),
    ...danglingName(node, path, 'consentCategoryTracking', 'consent category', known.consentCategories),
  ],
} as const satisfies ActionOnPaper<typeof schema>
