// The one mail of a transactional call: its template, its texts for this customer, the message.
import { msToUnixSeconds } from '../../kit/time/duration.ts'
import type { Customer } from '../customers/customers.ts'
import { personalizationFailed, templateNotFound } from '../errors.ts'
import type { House } from '../house.ts'
import { type BloomreachState, JinjaError, render } from '../jinja/index.ts'
import { consentPageUrl } from '../links/consent-page-url.ts'
import { emailUrls } from '../links/email-urls.ts'
import { messageIdOf } from '../mail/message-id.ts'
import { htmlToTextInBreaths } from '../mail/plain-text.ts'
import { automaticUtm, trackedHtml } from '../mail/tracked-html.ts'
import type { OutgoingMail } from '../outside.ts'
import type { TransactionalEmail } from '../schemas/transactional-email.ts'
import { contextWithBlocks, withCalledTexts } from '../visit/block-rendering.ts'
import { customerState } from '../visit/template-context.ts'
import { vendorGrammar } from '../visit/vendor-grammar.ts'
import { type Send, voucherOf } from '../visit/voucher-codes.ts'

export interface Letter {
  email: TransactionalEmail
  customer: Customer
  recipient: string
  mailId: string
  /** The journal's seq of the request. */
  causedBy: number
}

interface Texts {
  subject: string
  html: string
}

export function templateOf(house: House, { content, language }: TransactionalEmail): Texts {
  if (!('templateId' in content)) return content
  const template = house.emailTemplates.get(content.templateId)
  if (template === undefined) throw templateNotFound(content.templateId, house.settings)
  return Object.hasOwn(template.languages, language) ? (template.languages[language] ?? template) : template
}

export function renderLetter(house: House, letter: Letter, template: Texts): Texts {
  const now = house.world.clock.now()
  const { draws } = house
  const options = { random: () => draws.transactionalMails.float(), now, ...vendorGrammar(house) }
  const context = contextWithBlocks(stateOf(house, letter, { template, now }), house, options)
  try {
    return {
      subject: render(template.subject, context, options).replaceAll(/\s+/g, ' ').trim(),
      html: render(template.html, context, options),
    }
  } catch (error) {
    if (error instanceof JinjaError)
      throw personalizationFailed(error.describe().split('\n')[0] ?? error.message)
    throw error
  }
}

function stateOf(
  house: House,
  letter: Letter,
  { template, now }: { template: Texts; now: number },
): BloomreachState {
  const { email, customer, mailId } = letter
  const send = sendOf(house, letter)
  return {
    ...customerState(withCalledTexts(template.subject + template.html, house), customer, house),
    nowMs: now,
    sentTimestamp: msToUnixSeconds(now),
    params: email.content.params,
    email: emailUrls(house.publicUrl(), mailId),
    voucherOf: pool => voucherOf(pool, send, house),
    consentPage: consentPageUrl(house.publicUrl(), customer.id),
  }
}

function sendOf({ world }: House, { customer, causedBy }: Letter): Send {
  const codes = new Map<string, string>()
  return {
    customer: customer.id,
    codes,
    keep: (pool, code) => codes.set(pool, code),
    isTest: false,
    record: (kind, details) =>
      world.journal.append({ kind: `bloomreach.${kind}`, causedBy, customer: customer.id, ...details }),
  }
}

/** What every campaign event of the mail says. */
export const campaignOf = ({ email, recipient }: Letter, subject: string): Record<string, unknown> => ({
  campaign_name: email.campaignName,
  action_type: 'transactional_email',
  subject,
  recipient,
  language: email.language,
  ...(email.consentCategory === undefined ? {} : { consent_category: email.consentCategory }),
  ...email.eventProperties,
})

export async function composeLetter(
  house: House,
  { email, customer, recipient, mailId }: Letter,
  { subject, html, campaign }: Texts & { campaign: Record<string, unknown> },
): Promise<OutgoingMail> {
  const { settings } = house
  const sent = house.sentMails.register({
    id: mailId,
    customerId: customer.id,
    recipient,
    category: email.consentCategory,
    isTracked: house.consents.isValid(customer.id, email.consentCategoryTracking).valid,
    campaign,
  })
  const utm = { ...automaticUtm(settings, email.campaignName), ...email.urlParams }
  const links = settings.linkTransformation === 'off' ? 'off' : 'automatic'
  return {
    from: { name: email.senderName ?? settings.senderName, address: settings.senderAddress },
    to: [recipient],
    subject,
    html: trackedHtml(html, { mail: sent, publicUrl: house.publicUrl(), links, utm }),
    text: await htmlToTextInBreaths(html),
    headers: email.headers,
    messageId: messageIdOf(sent, house),
    ...(email.attachments.length === 0 ? {} : { attachments: email.attachments }),
  }
}
