// POST /email/v2/projects/{projectToken}/sync: one mail at once, outside of scenarios.
// [D] transactional-emails: no unsubscribe header, no bounce management, no campaign policy.
import type { Chance } from '../../kit/chance.ts'
import { msToUnixSeconds } from '../../kit/duration.ts'
import { demandPermission } from '../access/permission.ts'
import type { Customer } from '../customers/customers.ts'
import {
  badRequest,
  noPermission,
  onSuppressionList,
  personalizationFailed,
  providerFailed,
  templateNotFound,
} from '../errors.ts'
import type { House } from '../house.ts'
import { bloomreachContext, JinjaError, render } from '../jinja/index.ts'
import { consentPageUrl } from '../links/consent-page-url.ts'
import { emailUrls } from '../links/email-urls.ts'
import { messageIdOf } from '../mail/message-id.ts'
import { htmlToText } from '../mail/plain-text.ts'
import { automaticUtm, trackedHtml } from '../mail/tracked-html.ts'
import type { OutgoingMail } from '../outside.ts'
import { readTransactionalEmail, type TransactionalEmail } from '../schemas/transactional-email.ts'
import { customerState, VENDOR_GRAMMAR } from '../visit/template-context.ts'
import { type Send, voucherOf } from '../visit/voucher-codes.ts'
import { demandCustomer } from './demand-customer.ts'
import type { WriteRequest } from './update-customer.ts'

export async function sendTransactionalEmail(house: House, request: WriteRequest) {
  demandPermission(request.group, 'Campaigns > Transactional email API')
  // [D] transactional-email-2: off by default per project.
  if (house.settings.transactionalEmail === 'off') {
    throw noPermission({
      reason: 'transactional-email-off',
      hint: 'The project may not use the transactional email API: set transactionalEmail to on.',
    })
  }
  const email = readTransactionalEmail(request.body, house.settings)
  const template = templateOf(house, email)
  const customer = customerOf(house, email)
  const recipient = recipientOf(house, email, customer)
  const mailId = house.sentMails.nextId()
  const { subject, html } = renderTemplate(house, {
    email,
    template,
    customer,
    chance: house.draws.transactionalMails,
    mailId,
    causedBy: request.causedBy,
  })

  const campaign = {
    campaign_name: email.campaignName,
    action_type: 'transactional_email',
    subject,
    recipient,
    language: email.language,
    ...(email.consentCategory === undefined ? {} : { consent_category: email.consentCategory }),
    ...email.eventProperties,
  }
  const { seq } = house.world.journal.append({
    kind: 'bloomreach.transactional-email',
    causedBy: request.causedBy,
    customer: customer.id,
    to: recipient,
    subject,
  })
  const track = (status: string, message?: string) =>
    house.events.track({
      customer,
      type: 'campaign',
      timestamp: msToUnixSeconds(house.world.clock.now()),
      properties: { ...campaign, status, ...(message === undefined ? {} : { message }) },
      causedBy: seq,
    })
  const refused = house.consents.isValid(customer.id, email.consentCategory)
  if (!refused.valid) {
    track('suppressed', refused.reason)
    throw badRequest('The customer has no valid consent', { reason: 'no-consent', hint: refused.reason })
  }
  const mail = compose(house, { email, customer, recipient, subject, html, campaign, mailId })
  house.webCopies.keep(mailId, mail)
  const failure = await sendByOneOf(house, mail, email.senderAddresses, seq)
  if (failure !== undefined) {
    track('enqueue_failed', failure)
    throw providerFailed(failure)
  }
  track('enqueued')
  // [C] bloomreach-transactional-email: its tests answer so.
  return { message: 'Email was sent successfully.', success: true }
}

function templateOf(house: House, { content, language }: TransactionalEmail) {
  if (!('templateId' in content)) return content
  const template = house.emailTemplates.get(content.templateId)
  if (template === undefined) throw templateNotFound(content.templateId, house.settings)
  return Object.hasOwn(template.languages, language) ? (template.languages[language] ?? template) : template
}

/** Guess, setting `transactionalUnknownCustomer`: as with tracking, ids that nobody has make a customer. */
function customerOf(house: House, { customerIds, email }: TransactionalEmail): Customer {
  if (house.settings.transactionalUnknownCustomer === 'refuse') return demandCustomer(house, customerIds)
  const known = house.customers.find(customerIds)
  if (known === undefined && email === undefined) throw noAddress()
  return known ?? house.customers.upsert(customerIds)
}

function recipientOf(house: House, { email }: TransactionalEmail, { properties }: Customer): string {
  const recipient = email ?? properties.email
  if (typeof recipient !== 'string' || recipient === '') throw noAddress()
  const reason = house.suppressions.reasonFor(recipient)
  if (reason !== undefined) throw onSuppressionList(`${recipient}: ${reason}.`, house.settings)
  return recipient
}

const noAddress = () =>
  badRequest('recipient.email: expected an address, or a customer with the attribute email', {
    reason: 'no-recipient',
  })

function renderTemplate(
  house: House,
  {
    email,
    template,
    customer,
    chance,
    mailId,
    causedBy,
  }: {
    email: TransactionalEmail
    template: { subject: string; html: string }
    customer: Customer
    chance: Chance
    mailId: string
    causedBy: number
  },
): { subject: string; html: string } {
  const now = house.world.clock.now()
  const send: Send = {
    customer: customer.id,
    codes: new Map(),
    isTest: false,
    record: (kind, details) =>
      house.world.journal.append({ kind: `bloomreach.${kind}`, causedBy, customer: customer.id, ...details }),
  }
  const context = bloomreachContext({
    ...customerState(template.subject + template.html, customer, house),
    nowMs: now,
    sentTimestamp: msToUnixSeconds(now),
    params: email.content.params,
    email: emailUrls(house.publicUrl(), mailId),
    voucherOf: pool => voucherOf(pool, send, house),
    consentPage: consentPageUrl(house.publicUrl(), customer.id),
  })
  const options = { random: () => chance.float(), now, ...VENDOR_GRAMMAR }
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

function compose(
  house: House,
  {
    email,
    customer,
    recipient,
    subject,
    html,
    campaign,
    mailId,
  }: {
    email: TransactionalEmail
    customer: Customer
    recipient: string
    subject: string
    html: string
    campaign: Record<string, unknown>
    mailId: string
  },
): OutgoingMail {
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
    text: htmlToText(html),
    headers: email.headers,
    messageId: messageIdOf(sent, house),
    ...(email.attachments.length === 0 ? {} : { attachments: email.attachments }),
  }
}

/** [D] transactional-email-2: a second integration is the fallback. Answers why all failed, or undefined. */
async function sendByOneOf(
  { mail: transport, settings }: House,
  mail: OutgoingMail,
  senders: readonly (string | undefined)[],
  causedBy: number,
): Promise<string | undefined> {
  let failure: string | undefined
  for (const address of senders) {
    const from = { ...mail.from, address: address ?? settings.senderAddress }
    try {
      await transport.send({ ...mail, from }, { causedBy })
      return undefined
    } catch (error) {
      // Errors of a connection carry a code; a bug does not.
      if (!(error instanceof Error) || !('code' in error)) throw error
      failure = `The email provider could not be reached: ${error.message}`
    }
  }
  return failure
}
