// Whether a code of a session is good, and what its campaign gives for it. Coupons and referrals go one way; two rows say in what they differ.
import type { Deployment } from '../deployment.ts'
import type { Application } from '../schemas/application.ts'
import type { Campaign } from '../schemas/campaign.ts'
import { totalsOf } from '../schemas/sessions/customer-session.ts'
import type { Who } from '../stores/budgets.ts'
import type { Coupon } from '../stores/codes/coupons.ts'
import type { Referral } from '../stores/codes/referrals.ts'
import { couponRefusal, findCoupon, hasRoomFor } from './coupon-rules.ts'
import {
  couponRule,
  discountOf,
  effectOf,
  effectOfNoCampaign,
  failureOf,
  type RuleFailure,
  type RulePlace,
  referralRule,
} from './effects.ts'
import { carryOut, type Evaluation, type SessionToEvaluate, whoOf } from './evaluation.ts'
import { type Plan, planRewards } from './plan-rewards.ts'
import { findReferral, redemptionRefusal } from './referral-rules.ts'

/** [D] RejectReferralEffectProps, RejectCouponEffectProps. */
interface Rejection {
  rejectionReason: string
  campaignExclusionReason?: string
  conditionIndex?: number
  effectIndex?: number
  details?: string
}

interface Attempt {
  rule: RulePlace
  who: Who
  session: SessionToEvaluate
}

interface KindOfCode<C extends Coupon | Referral> {
  name: 'Coupon' | 'Referral'
  rule: (campaign: Campaign) => RulePlace
  find: (deployment: Deployment, application: Application, value: string) => C | undefined
  refusal: (deployment: Deployment, code: C, attempt: Attempt) => Rejection | undefined
  plan: (deployment: Deployment, code: C, attempt: Attempt) => Plan | Rejection
  who: (code: C) => Pick<Who, 'coupon' | 'referral'>
  told: (code: C) => Pick<RuleFailure, 'couponID' | 'couponValue' | 'referralID' | 'referralValue'>
}

export const REFERRAL: KindOfCode<Referral> = {
  name: 'Referral',
  rule: referralRule,
  find: findReferral,
  refusal: (deployment, referral, { rule, who, session }) =>
    because(redemptionRefusal(deployment, referral, { who, evaluable: session.evaluable })) ??
    failedCondition(deployment, rule.campaign, session),
  plan: planReferral,
  who: ({ id: referral }) => ({ referral }),
  told: ({ id: referralID, code: referralValue }) => ({ referralID, referralValue }),
}

export const COUPON: KindOfCode<Coupon> = {
  name: 'Coupon',
  rule: couponRule,
  find: findCoupon,
  refusal: (deployment, coupon, { who, session: { evaluable } }) =>
    because(couponRefusal(deployment, coupon, { who, evaluable })),
  plan: planCoupon,
  who: ({ id: coupon }) => ({ coupon }),
  told: ({ id: couponID, value: couponValue }) => ({ couponID, couponValue }),
}

/** The code, when it was accepted. A rejection is told as an effect, and as a failure of the rule that takes such codes. */
export function evaluateCode<C extends Coupon | Referral>(
  deployment: Deployment,
  kind: KindOfCode<C>,
  value: string,
  { session, excluded }: { session: SessionToEvaluate; excluded: ReadonlySet<Campaign> },
  evaluation: Evaluation,
): C | undefined {
  const { name } = kind
  const code = kind.find(deployment, session.application, value)
  const campaign = code && deployment.campaigns.get(code.campaignId)
  if (code === undefined || campaign === undefined) {
    const why = { value, rejectionReason: `${name}NotFound` }
    evaluation.effects.push(effectOfNoCampaign(`reject${name}`, why))
    return undefined
  }
  const rule = kind.rule(campaign)
  const who = { ...whoOf(session), ...kind.who(code) }
  const attempt = { rule, who, session }
  const told = kind.told(code)
  const settled =
    exclusionOf(kind, campaign, session, excluded) ??
    kind.refusal(deployment, code, attempt) ??
    kind.plan(deployment, code, attempt)
  if ('rejectionReason' in settled) {
    evaluation.effects.push(effectOf(rule, `reject${name}`, { value, ...settled }, told.couponID))
    evaluation.failures.push(failureOf(rule, settled.rejectionReason, told))
    return undefined
  }
  evaluation.uses.push(deployment.budgets.use(campaign, `redeem${name}`, 1, who))
  evaluation.effects.push(effectOf(rule, `accept${name}`, { value }, told.couponID))
  carryOut(evaluation, campaign, settled)
  return code
}

const because = (rejectionReason: string | undefined): Rejection | undefined =>
  rejectionReason === undefined ? undefined : { rejectionReason }

function exclusionOf(
  { name }: { name: string },
  campaign: Campaign,
  { evaluable }: SessionToEvaluate,
  excluded: ReadonlySet<Campaign>,
): Rejection | undefined {
  const isEvaluated = campaign.state !== 'archived' && (evaluable?.includes(campaign.id) ?? true)
  if (isEvaluated && !excluded.has(campaign)) return undefined
  const campaignExclusionReason = isEvaluated ? 'CampaignIsNotFirst' : 'CampaignNotInEvaluationSet'
  return { rejectionReason: `${name}PartOfNotTriggeredCampaign`, campaignExclusionReason }
}

/** [D] ReferralRejectedByCondition: the code is valid, other conditions of the rule were not met. */
function failedCondition(
  { settings }: Deployment,
  { referralConditions: { sessionTotalAtLeast, firstSessionOnly } }: Campaign,
  { content, firstSession }: SessionToEvaluate,
): Rejection | undefined {
  const conditions = [
    // Guess, setting `anonymousFriend`.
    content.profileId === '' && settings.anonymousFriend === 'reject' && 'the session has no profile',
    sessionTotalAtLeast !== undefined &&
      totalsOf(content).total < sessionTotalAtLeast &&
      `the session total is less than ${sessionTotalAtLeast}`,
    firstSessionOnly === true && !firstSession && 'it is not the first session of the profile',
  ]
  const conditionIndex = conditions.findIndex(details => details !== false)
  const details = conditions[conditionIndex]
  if (details === undefined || details === false) return undefined
  return { rejectionReason: 'ReferralRejectedByCondition', conditionIndex, details }
}

const noRoomFor = (effectIndex: number): Rejection => ({
  rejectionReason: 'EffectCouldNotBeApplied',
  effectIndex,
})

/** What the friend gets, then what the advocate gets: all of it or nothing. */
function planReferral(
  deployment: Deployment,
  { id: referralId, advocateProfileIntegrationId: advocate }: Referral,
  { rule, who, session: { content } }: Attempt,
): Plan | Rejection {
  const effects = rule.campaign.referralEffects
  const friend = { recipient: who.profile, referralId, cartItems: content.cartItems }
  const forFriend = planRewards(deployment, rule, effects.friend, friend, who)
  if (typeof forFriend === 'number') return noRoomFor(forFriend)
  const owner = { recipient: advocate, referralId }
  const forOwner = planRewards(deployment, rule, effects.advocate, owner, { ...who, profile: advocate })
  if (typeof forOwner === 'number') {
    for (const use of forFriend.uses) deployment.budgets.giveBack(use)
    return noRoomFor(effects.friend.length + forOwner)
  }
  const rewards = [...forFriend.rewards, ...forOwner.rewards]
  return { immediate: forFriend.immediate, rewards, uses: [...forFriend.uses, ...forOwner.uses] }
}

function planCoupon(
  deployment: Deployment,
  coupon: Coupon,
  { rule, who, session: { content } }: Attempt,
): Plan | Rejection {
  const { couponEffects } = rule.campaign
  const redeemer = { recipient: who.profile, triggeredByCoupon: coupon.id, cartItems: content.cartItems }
  const plan = planRewards(deployment, rule, couponEffects, redeemer, who)
  if (typeof plan === 'number') return noRoomFor(plan)
  if (hasRoomFor(coupon, discountOf(plan.immediate))) return plan
  for (const use of plan.uses) deployment.budgets.giveBack(use)
  return noRoomFor(couponEffects.findIndex(({ type }) => type === 'discount' || type === 'itemDiscount'))
}
