// Email: a mail for the customer, in their language.
import { z } from 'zod'
import { GENERAL_CONSENT } from '../../consents/consent-categories.ts'
import { danglingGates, danglingName } from '../dangling.ts'
import { whyNoMailHeader } from '../header-name.ts'
import { common, gate, recipients, refuseTwoConsents, refusing, template, templates } from '../node-fields.ts'
import { ACTION, type OnPaper } from '../on-paper.ts'

/** A line break in a header would start another one. */
const oneLine = z
  .string()
  .regex(/^[^\r\n\0]*$/, 'expected one line')
  .meta({ examples: ['Demo shop'] })

const variant = z.strictObject({
  subject: template.optional(),
  html: template.optional(),
  text: template.optional(),
  preheader: template.optional(),
})

const schema = z
  .strictObject({
    ...common,
    ...gate,
    type: z.literal('email'),
    /** [C] a copied scenario, consent_category_tracking: without this consent, openings and clicks are not tracked. */
    consentCategoryTracking: z.string().min(1).optional(),
    subject: template.min(1),
    html: template.optional(),
    text: template.optional(),
    preheader: template.optional(),
    from: z.strictObject({ name: oneLine.optional(), address: z.email() }).optional(),
    recipients: recipients.default('matching'),
    headers: templates.optional(),
    /** Chosen by the customer's attribute `language`; the node's own texts are the default language. */
    languages: z.record(z.string().min(2), variant).optional(),
    /** Rewrites links so that clicks are seen and UTM parameters are added. */
    linkTransformation: z.enum(['automatic', 'manual', 'off']).optional(),
    utm: z.record(z.string().min(1), template).optional(),
    eventProperties: templates.optional(),
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

export const email = {
  ...ACTION,
  schema,
  dangling: (node, path, known) => [
    ...danglingGates(node, path, known),
    ...danglingName(node, path, 'consentCategoryTracking', 'consent category', known.consentCategories),
  ],
} as const satisfies OnPaper<typeof schema>
