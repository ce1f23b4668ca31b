// What comes back from a mail: opened, clicked, unsubscribed, complained, bounced. Each is a `campaign` event with the
// properties of the mail's own action.
import { msToUnixSeconds } from '../../kit/time/duration.ts'
import type { World } from '../../kit/world.ts'
import { GENERAL_CONSENT } from '../consents/consent-categories.ts'
import type { Records } from '../records.ts'
import type { BloomreachSettings } from '../settings.ts'
import { CUMULATIVE } from './deliver.ts'
import type { SentMail } from './sent-mails.ts'

export interface MailEventDeps extends Records {
  world: World
  settings: BloomreachSettings
}

interface MailEvent {
  mail: SentMail
  status: string
  properties?: Record<string, unknown>
  causedBy?: number | undefined
}

function trackMailEvent(house: MailEventDeps, { mail, status, properties, causedBy }: MailEvent): void {
  house.events.track({
    customer: mail.customerId,
    type: 'campaign',
    timestamp: msToUnixSeconds(house.world.clock.now()),
    properties: { ...mail.campaign, recipient: mail.recipient, status, ...properties },
    causedBy,
  })
}

/** [D] android-sdk-tracking-consent: such a link is tracked whatever the consent. */
const FORCES_TRACKING = /[?&]xnpe_force_track=true(?:[&#]|$)/

/** [D] configuration-of-tracking-consent: openings and clicks are tracked only with the consent of that category. */
export function trackInteraction(house: MailEventDeps, event: MailEvent): void {
  const { mail, status, properties, causedBy } = event
  if (mail.isTracked || FORCES_TRACKING.test(String(properties?.url ?? ''))) {
    trackMailEvent(house, event)
    return
  }
  const customer = mail.customerId
  house.world.journal.append({ kind: 'bloomreach.tracking-withheld', causedBy, customer, status })
}

/** How someone unsubscribed: by the header of the mail, or on the page of a link in it. The words are guesses. */
export type UnsubscribeMethod = 'list-unsubscribe' | 'link'

/** [D] list-unsubscribe: tracks `consent` with action reject, the mail's category and the source list-unsubscribe. */
export function unsubscribe(
  house: MailEventDeps,
  { mail, method, causedBy }: { mail: SentMail; method: UnsubscribeMethod; causedBy?: number },
): void {
  const categories = categoriesToReject(house, mail)
  // A project without consent categories has no consent to reject.
  if (categories.length === 0) house.suppressions.add(mail.recipient, 'unsubscribed')
  for (const category of categories) {
    house.consents.reject({ customerId: mail.customerId, category, source: 'list-unsubscribe', causedBy })
  }
  const properties = { unsubscribe_method: method }
  trackMailEvent(house, { mail, status: house.settings.unsubscribedStatus, properties, causedBy })
}

/** A mail without a category of its own is unsubscribed from as a whole: every category is rejected. Guess. */
function categoriesToReject({ consentCategories }: MailEventDeps, { category }: SentMail): string[] {
  if (category !== undefined && category !== GENERAL_CONSENT) return [category]
  return consentCategories.list().map(({ id }) => id)
}

export const FEEDBACK = ['complaint', 'soft_bounce', 'hard_bounce', 'preblocked'] as const
export type Feedback = (typeof FEEDBACK)[number]

/** What the email provider reports later. [D] email-tracking-and-bounce-management: the statuses of bounces. */
export function reportFeedback(
  house: MailEventDeps,
  {
    mail,
    feedback,
    message,
    causedBy,
  }: { mail: SentMail; feedback: Feedback; message: string; causedBy?: number },
): void {
  const status = {
    complaint: house.settings.complainedStatus,
    soft_bounce: 'soft_bounced',
    hard_bounce: 'hard_bounced',
    preblocked: 'preblocked',
  }[feedback]
  const properties = feedback === 'soft_bounce' ? { message, ...CUMULATIVE } : { message }
  trackMailEvent(house, { mail, status, properties, causedBy })
  // [D] email-bounce-management: a hard bounce and a preblocked mail invalidate the contact.
  if (feedback === 'hard_bounce') house.suppressions.add(mail.recipient, 'hard bounce')
  if (feedback === 'preblocked') house.suppressions.add(mail.recipient, 'preblocked')
  if (feedback === 'complaint') revokeConsent(house, mail, causedBy)
}

/** [D] email-bounce-management: a complaint revokes the consent of the campaign; guess: without one, the address is listed. */
function revokeConsent(
  house: MailEventDeps,
  { customerId, category, recipient }: SentMail,
  causedBy?: number,
): void {
  if (category === undefined || category === GENERAL_CONSENT) house.suppressions.add(recipient, 'complaint')
  else house.consents.reject({ customerId, category, source: 'complaint', causedBy })
}
