// Hands a composed mail over by SMTP and says what became of it, as campaign events: enqueued, then delivered or bounced.

import type { NodeOf } from '../definition/node-schemas.ts'
import type { House } from '../house.ts'
import type { MailReceipt, OutgoingMail } from '../outside.ts'
import { trackCampaignEvent } from '../visit/campaign-event.ts'
import { LEAVE, type Step, type Visit } from '../visit/step.ts'

/** [D] email-bounce-management: of a provider other than Mailgun, every soft bounce is a cumulative one. */
export const CUMULATIVE = { cumulative: true } as const

export interface Delivery {
  node: NodeOf<'email'>
  visit: Visit
  house: House
  mail: OutgoingMail
  /** Properties of all campaign events of this mail: subject, recipient, language and so on. */
  properties: Record<string, unknown>
}

export async function deliver({ node, visit, house, mail, properties }: Delivery): Promise<Step> {
  const [recipient = ''] = mail.to
  const track = (status: string, message?: string, more: Record<string, unknown> = {}) =>
    trackCampaignEvent(node, visit, house, { status, message, ...properties, ...more })
  const sending = visit.record('email-sending', { to: recipient, messageId: mail.messageId })
  const receipt = await handOver(house, mail, sending)
  if ('failure' in receipt) {
    // [D] email-tracking-and-bounce-management: a provider connection error.
    track('enqueue_failed', receipt.failure)
    return { kind: 'failed', message: receipt.failure }
  }
  visit.record('email-sent', {
    to: recipient,
    subject: mail.subject,
    messageId: mail.messageId,
    ...(receipt.queuedAs === undefined ? {} : { queuedAs: receipt.queuedAs }),
  })
  track('enqueued')
  const [rejection] = receipt.rejected
  if (rejection === undefined) {
    track('delivered')
    return LEAVE
  }
  const message = `${rejection.code} ${rejection.response}`.replace(/^(\d{3}) \1/, '$1')
  const isHard = rejection.code >= 500
  if (isHard) {
    // [D] email-bounce-management: a hard bounce invalidates the contact.
    house.suppressions.add(recipient, 'hard bounce')
    track('hard_bounced', message)
  } else track('soft_bounced', message, CUMULATIVE)
  return { kind: 'failed', message: `${isHard ? 'Hard' : 'Soft'} bounce: ${message}` }
}

/** A transport that fails is an outcome here: the provider could not be reached. */
async function handOver(
  { mail: transport }: House,
  mail: OutgoingMail,
  causedBy: number,
): Promise<MailReceipt | { failure: string }> {
  try {
    return await transport.send(mail, { causedBy })
  } catch (error) {
    if (!(error instanceof Error) || !isConnectionError(error)) throw error
    return { failure: `The mail provider could not be reached: ${error.message}` }
  }
}

/** Node's and nodemailer's errors of connections carry a code; a bug does not. */
const isConnectionError = (error: Error): boolean => 'code' in error && typeof error.code === 'string'
