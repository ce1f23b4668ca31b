// Whether an address may be written to, once consent and policy allow the mail: the suppression lists, cumulative
// bounces, the email list hygiene filter. [D] email-tracking-and-bounce-management: each is a reason for `suppressed`.
import { unixSecondsToMs, WEEK_MS } from '../../kit/time/duration.ts'
import { GENERAL_CONSENT } from '../consents/consent-categories.ts'
import type { Customer } from '../customers/customers.ts'
import type { NodeOf } from '../definition/node-schemas.ts'
import type { House } from '../house.ts'
import type { Refusal } from '../visit/gate.ts'
import { isExcluded } from './excluded.ts'

export interface Addressee {
  customer: Customer
  recipient: string
}

export function refusalOfRecipient(
  node: NodeOf<'email'>,
  { customer, recipient }: Addressee,
  house: House,
): Refusal | undefined {
  // [D] email-suppression-lists: the email node looks for the whole address first, then for its domain.
  const listed = house.suppressions.reasonFor(recipient)
  if (listed !== undefined) {
    return {
      type: 'suppression_list',
      message: `${recipient} is on the suppression list: ${listed}.`,
    }
  }
  const bounces = cumulativeBounce(customer.id, recipient, house)
  if (bounces !== undefined) {
    return { type: 'cumulative_bounce', message: `${recipient} bounced softly ${bounces}.` }
  }
  return refusalByHygiene(node, customer, house)
}

/** [D] email-list-hygiene-filter: the general consent is outside it. */
export function refusalByHygiene(
  { generalConsent, consentCategory }: NodeOf<'email'>,
  customer: Customer,
  house: House,
): Refusal | undefined {
  if (generalConsent || consentCategory === GENERAL_CONSENT || !isExcluded(customer, house)) return undefined
  return { type: 'list_hygiene', message: 'The customer matches the email list hygiene filter.' }
}

/** [D] bounce-management-for-non-mailgun-clients: three in seven days or five ever, nothing opened or clicked since. */
function cumulativeBounce(
  customerId: string,
  recipient: string,
  { events, settings, world }: House,
): string | undefined {
  let bounces: number[] = []
  for (const { timestamp, properties } of events.of(customerId, 'campaign')) {
    const { status } = properties
    if (status === 'opened' || status === settings.clickedStatus) bounces = []
    else if (status === 'soft_bounced' && properties.recipient === recipient) {
      bounces.push(unixSecondsToMs(timestamp))
    }
  }
  const weekAgo = world.clock.now() - WEEK_MS
  const lately = bounces.filter(at => at > weekAgo).length
  const reaches = (count: number, limit: number) => limit > 0 && count >= limit
  if (reaches(lately, settings.softBouncesInSevenDays)) return `${lately} times in 7 days`
  return reaches(bounces.length, settings.softBouncesEver) ? `${bounces.length} times` : undefined
}
