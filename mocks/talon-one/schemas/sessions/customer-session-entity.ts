// A customer session as answers show it. [D] CustomerSessionV2.
import { msToIso } from '../../../kit/time/duration.ts'
import type { Deployment } from '../../deployment.ts'
import { type CustomerSession, returnedOf } from '../../stores/sessions/customer-sessions.ts'
import { totalsOf } from './customer-session.ts'

export function customerSessionEntity({ settings }: Deployment, session: CustomerSession) {
  const { couponCodes, referralCode, cartItems } = session.content
  return {
    id: session.id,
    created: msToIso(session.createdAt),
    integrationId: session.integrationId,
    applicationId: session.applicationId,
    ...session.content,
    // Shown as the total.
    statedTotal: undefined,
    // [C] recorded answer of the commercetools accelerator.
    cartItems: cartItems.map((item, position) => ({ ...item, position, ...quantities(session, position) })),
    // Setting `sessionCodes`.
    ...(settings.sessionCodes === 'keep' ? { coupon: couponCodes[0] ?? '', referral: referralCode } : {}),
    state: session.state,
    firstSession: session.firstSession,
    updateCount: session.updateCount,
    ...totalsOf(session.content),
    updated: msToIso(session.updatedAt),
  }
}

/** [D] CartItem: counted internally, of a session with returns. */
function quantities({ returns, content }: CustomerSession, position: number) {
  if (returns.length === 0) return {}
  const returnedQuantity = returnedOf(returns, position)
  return {
    returnedQuantity,
    remainingQuantity: (content.cartItems[position]?.quantity ?? 0) - returnedQuantity,
  }
}
