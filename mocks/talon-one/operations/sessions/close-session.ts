// What closing a session does, kept so that it can be taken back. [D] a referral is redeemed when the session closes.
import type { Call } from '../../call.ts'
import type { Deployment } from '../../deployment.ts'
import { discountOf } from '../../rules/effects.ts'
import type { Evaluation } from '../../rules/evaluation.ts'
import type { Closing } from '../../stores/sessions/customer-sessions.ts'
import { type Granted, grantRewards } from './grant-rewards.ts'

export function close(
  deployment: Deployment,
  call: Call,
  { integrationId: sessionId, profileId }: { integrationId: string; profileId: string },
  evaluation: Evaluation,
): { granted: Granted; closing: Closing } {
  const { uses, rewards } = evaluation
  const redemption = redeem(deployment, call, { sessionId, profileId }, evaluation)
  const couponRedemptions = evaluation.coupons.map(coupon => {
    const own = evaluation.effects.filter(({ triggeredByCoupon }) => triggeredByCoupon === coupon.id)
    const use = { integrationId: profileId, at: call.now, discount: discountOf(own) }
    return deployment.coupons.redeem(coupon, use)
  })
  const granted = grantRewards(deployment, call, rewards, { isDry: false, sessionId })
  const effects = [...evaluation.effects, ...granted.effects]
  return { granted, closing: { redemption, couponRedemptions, uses, points: granted.points, effects } }
}

function redeem(
  { referrals, world }: Deployment,
  call: Call,
  { sessionId, profileId: friend }: { sessionId: string; profileId: string },
  { referral }: Evaluation,
) {
  if (referral === undefined) return undefined
  const use = { friendProfileIntegrationId: friend, sessionId, at: call.now }
  const redemption = referrals.redeem(referral, use)
  world.journal.append({
    kind: 'talon-one.referral-redeemed',
    causedBy: call.causedBy,
    referralId: referral.id,
    code: referral.code,
    advocate: referral.advocateProfileIntegrationId,
    friend,
    session: sessionId,
  })
  return redemption
}
