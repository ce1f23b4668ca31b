// A customer session as answers show it. [D] CustomerSessionV2.
import { msToIso } from '../../kit/duration.ts'
import type { CustomerSession } from '../stores/customer-sessions.ts'
import { totalsOf } from './customer-session.ts'

export function customerSessionEntity(session: CustomerSession) {
  return {
    id: session.id,
    created: msToIso(session.createdAt),
    integrationId: session.integrationId,
    applicationId: session.applicationId,
    ...session.content,
    // [D] CustomerSessionV2: required, though no property describes them; what the first version of the API had.
    coupon: session.content.couponCodes[0] ?? '',
    referral: session.content.referralCode,
    state: session.state,
    firstSession: session.firstSession,
    updateCount: session.updateCount,
    ...totalsOf(session.content),
    updated: msToIso(session.updatedAt),
  }
}
