// A customer session as answers show it. [D] CustomerSessionV2.
import { msToIso } from '../../kit/duration.ts'
import type { Deployment } from '../deployment.ts'
import type { CustomerSession } from '../stores/customer-sessions.ts'
import { totalsOf } from './customer-session.ts'

export function customerSessionEntity({ settings }: Deployment, session: CustomerSession) {
  const { couponCodes, referralCode, cartItems } = session.content
  return {
    id: session.id,
    created: msToIso(session.createdAt),
    integrationId: session.integrationId,
    applicationId: session.applicationId,
    ...session.content,
    // [C] recorded answer of the commercetools accelerator.
    cartItems: cartItems.map((item, position) => ({ ...item, position })),
    // Setting `sessionCodes`.
    ...(settings.sessionCodes === 'keep' ? { coupon: couponCodes[0] ?? '', referral: referralCode } : {}),
    state: session.state,
    firstSession: session.firstSession,
    updateCount: session.updateCount,
    ...totalsOf(session.content),
    updated: msToIso(session.updatedAt),
  }
}
