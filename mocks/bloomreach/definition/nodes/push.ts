// Push notification: mobile or web, in the customer's language.
import { z } from 'zod'
import { danglingGates } from '../dangling.ts'
import { common, gate, refuseTwoConsents, template, templates } from '../node-fields.ts'
import { ACTION, type ActionOnPaper, NOTHING, ONE_NODE } from '../on-paper.ts'

const schema = z
  .strictObject({
    ...common,
    ...gate,
    type: z.literal('push').meta({
      title: 'Push notification',
      description: 'Notifies the customer on their phone or in their browser, in their language.',
    }),
    channel: z
      .enum(['mobile', 'web'])
      .default('mobile')
      .describe('A push notification of the mobile app or of the browser.'),
    title: template.min(1).describe('The title, in Jinja.'),
    text: template.default('').describe('The message, in Jinja.'),
    url: template.optional().describe('Where a click leads, in Jinja.'),
    languages: z
      .record(
        z.string().min(2),
        z.strictObject({
          title: template.min(1).describe('The title in this language.'),
          text: template.default('').describe('The message in this language.'),
        }),
      )
      .optional()
      .describe('Title and text by language, chosen by the customer’s attribute language.'),
    eventProperties: templates.optional().describe('Extra properties of its campaign events, each in Jinja.'),
  })
  .check(refuseTwoConsents)

export const push = {
  ...ACTION,
  schema,
  called: 'push notification',
  isMessage: true,
  // [C] exponea-ios-sdk: "mobile notification"; guess: the browser's.
  actionType: ({ channel }) => (channel === 'web' ? 'browser notification' : 'mobile notification'),
  advice: NOTHING,
  size: ONE_NODE,
  gives: NOTHING,
  dangling: danglingGates,
} as const satisfies ActionOnPaper<typeof schema>
