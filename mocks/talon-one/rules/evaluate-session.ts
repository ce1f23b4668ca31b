// Which codes of a session are good, and what its campaigns give for it. It counts budgets and nothing else; update-session.ts goes
// through with it or gives them back.

import type { Deployment } from '../deployment.ts'
import type { Application } from '../schemas/application.ts'
import type { Campaign } from '../schemas/campaign.ts'
import { type SessionContent, totalsOf } from '../schemas/sessions/customer-session.ts'
import type { Use, Who } from '../stores/budgets.ts'
import type { Coupon } from '../stores/codes/coupons.ts'
import type { Referral } from '../stores/codes/referrals.ts'
import { runsNow } from './campaign-state.ts'
import { type CouponRejectionReason, couponRefusal, findCoupon, hasRoomFor } from './coupon-rules.ts'
import {
  couponRule,
  discountOf,
  type Effect,
  effectOf,
  effectOfNoCampaign,
  failureOf,
  ownRule,
  type RuleFailure,
  type RulePlace,
  referralRule,
} from './effects.ts'
import { planRewards, type Reward } from './plan-rewards.ts'
import { findReferral, type RejectionReason, redemptionRefusal } from './referral-rules.ts'

export interface SessionToEvaluate {
  application: Application
  integrationId: string
  content: SessionContent
  firstSession: boolean
  now: number
  /** Of a dry request. */
  evaluable: readonly number[] | undefined
}

export interface Evaluation {
  readonly effects: Effect[]
  readonly failures: RuleFailure[]
  readonly triggered: Set<Campaign>
  readonly rewards: Reward[]
  readonly uses: Use[]
  referral: Referral | undefined
  readonly coupons: Coupon[]
}

export const emptyEvaluation = (): Evaluation => ({
  effects: [],
  failures: [],
  triggered: new Set(),
  rewards: [],
  uses: [],
  referral: undefined,
  coupons: [],
})

export function evaluateSession(deployment: Deployment, session: SessionToEvaluate): Evaluation {
  const evaluation = emptyEvaluation()
  const excluded = excludedCampaigns(deployment, session)
  for (const code of session.content.couponCodes) {
    if (code !== '') evaluateCoupon(deployment, session, code, excluded, evaluation)
  }
  if (session.content.referralCode !== '') evaluateReferral(deployment, session, excluded, evaluation)
  evaluateOwnRules(deployment, session, excluded, evaluation)
  return evaluation
}

const whoOf = ({ content, integrationId, now }: SessionToEvaluate): Who => ({
  profile: content.profileId,
  session: integrationId,
  store: content.storeIntegrationId,
  identifiers: content.identifiers,
  now,
})

function evaluateReferral(
  deployment: Deployment,
  session: SessionToEvaluate,
  excluded: ReadonlySet<Campaign>,
  evaluation: Evaluation,
): void {
  const { application, content, evaluable } = session
  const code = content.referralCode
  const referral = findReferral(deployment, application, code)
  const campaign = referral === undefined ? undefined : deployment.campaigns.get(referral.campaignId)
  if (referral === undefined || campaign === undefined) {
    evaluation.effects.push(
      effectOfNoCampaign('rejectReferral', { value: code, rejectionReason: 'ReferralNotFound' }),
    )
    return
  }
  const rule = referralRule(campaign)
  const reject = (reason: RejectionReason, more?: Record<string, unknown>) =>
    rejectCode(evaluation, rule, { referral, value: code }, { rejectionReason: reason, ...more })
  const exclusion = exclusionReason(campaign, session, excluded)
  if (exclusion !== undefined) {
    reject('ReferralPartOfNotTriggeredCampaign', { campaignExclusionReason: exclusion })
    return
  }
  const who = { ...whoOf(session), referral: referral.id }
  const friend = who.profile
  const refusal = redemptionRefusal(deployment, referral, { who, evaluable })
  if (refusal !== undefined) {
    reject(refusal)
    return
  }
  const condition = failedCondition(deployment, campaign, session)
  if (condition !== undefined) {
    reject('ReferralRejectedByCondition', condition)
    return
  }
  const advocate = referral.advocateProfileIntegrationId
  const effects = campaign.referralEffects
  const forFriend = planRewards(
    deployment,
    rule,
    effects.friend,
    { recipient: friend, referralId: referral.id, cartItems: session.content.cartItems },
    who,
  )
  if (typeof forFriend === 'number') {
    reject('EffectCouldNotBeApplied', { effectIndex: forFriend })
    return
  }
  const forAdvocate = planRewards(
    deployment,
    rule,
    effects.advocate,
    { recipient: advocate, referralId: referral.id },
    { ...who, profile: advocate },
  )
  if (typeof forAdvocate === 'number') {
    for (const use of forFriend.uses) deployment.budgets.giveBack(use)
    reject('EffectCouldNotBeApplied', { effectIndex: effects.friend.length + forAdvocate })
    return
  }
  evaluation.effects.push(effectOf(rule, 'acceptReferral', { value: code }), ...forFriend.immediate)
  evaluation.rewards.push(...forFriend.rewards, ...forAdvocate.rewards)
  evaluation.uses.push(
    deployment.budgets.use(campaign, 'redeemReferral', 1, who),
    ...forFriend.uses,
    ...forAdvocate.uses,
  )
  evaluation.triggered.add(campaign)
  evaluation.referral = referral
}

/** [D] ReferralRejectedByCondition: the code is valid, other conditions of the rule were not met. */
function failedCondition(
  { settings }: Deployment,
  { referralConditions }: Campaign,
  { content, firstSession }: SessionToEvaluate,
): { conditionIndex: number; details: string } | undefined {
  const { sessionTotalAtLeast, firstSessionOnly } = referralConditions
  // Guess, setting `anonymousFriend`.
  if (content.profileId === '' && settings.anonymousFriend === 'reject') {
    return { conditionIndex: 0, details: 'the session has no profile' }
  }
  if (sessionTotalAtLeast !== undefined && totalsOf(content).total < sessionTotalAtLeast) {
    return { conditionIndex: 1, details: `the session total is less than ${sessionTotalAtLeast}` }
  }
  if (firstSessionOnly === true && !firstSession) {
    return { conditionIndex: 2, details: 'it is not the first session of the profile' }
  }
  return undefined
}

function evaluateCoupon(
  deployment: Deployment,
  session: SessionToEvaluate,
  code: string,
  excluded: ReadonlySet<Campaign>,
  evaluation: Evaluation,
): void {
  const { application, evaluable } = session
  const coupon = findCoupon(deployment, application, code)
  const campaign = coupon === undefined ? undefined : deployment.campaigns.get(coupon.campaignId)
  if (coupon === undefined || campaign === undefined) {
    evaluation.effects.push(
      effectOfNoCampaign('rejectCoupon', { value: code, rejectionReason: 'CouponNotFound' }),
    )
    return
  }
  if (evaluation.coupons.includes(coupon)) return
  const rule = couponRule(campaign)
  const reject = (reason: CouponRejectionReason, more?: Record<string, unknown>) =>
    rejectCode(evaluation, rule, { coupon, value: code }, { rejectionReason: reason, ...more })
  const exclusion = exclusionReason(campaign, session, excluded)
  if (exclusion !== undefined) {
    reject('CouponPartOfNotTriggeredCampaign', { campaignExclusionReason: exclusion })
    return
  }
  const who = { ...whoOf(session), coupon: coupon.id }
  const integrationId = who.profile
  const refusal = couponRefusal(deployment, coupon, { who, evaluable })
  if (refusal !== undefined) {
    reject(refusal)
    return
  }
  const { cartItems } = session.content
  const beneficiary = { recipient: integrationId, triggeredByCoupon: coupon.id, cartItems }
  const plan = planRewards(deployment, rule, campaign.couponEffects, beneficiary, who)
  if (typeof plan === 'number') {
    reject('EffectCouldNotBeApplied', { effectIndex: plan })
    return
  }
  if (!hasRoomFor(coupon, discountOf(plan.immediate))) {
    for (const use of plan.uses) deployment.budgets.giveBack(use)
    const isDiscount = ({ type }: { type: string }) => type === 'discount' || type === 'itemDiscount'
    reject('EffectCouldNotBeApplied', { effectIndex: campaign.couponEffects.findIndex(isDiscount) })
    return
  }
  evaluation.uses.push(deployment.budgets.use(campaign, 'redeemCoupon', 1, who), ...plan.uses)
  evaluation.effects.push(effectOf(rule, 'acceptCoupon', { value: code }, coupon.id), ...plan.immediate)
  evaluation.rewards.push(...plan.rewards)
  evaluation.triggered.add(campaign)
  evaluation.coupons.push(coupon)
}

/** As an effect, and as a failure of the rule that takes such codes. */
function rejectCode(
  { effects, failures }: Evaluation,
  rule: RulePlace,
  { coupon, referral, value }: { coupon?: Coupon; referral?: Referral; value: string },
  why: { rejectionReason: string },
): void {
  const type = coupon === undefined ? 'rejectReferral' : 'rejectCoupon'
  effects.push(effectOf(rule, type, { value, ...why }, coupon?.id))
  failures.push(
    failureOf(rule, why.rejectionReason, {
      ...(coupon === undefined ? {} : { couponID: coupon.id, couponValue: coupon.value }),
      ...(referral === undefined ? {} : { referralID: referral.id, referralValue: referral.code }),
    }),
  )
}

function evaluateOwnRules(
  deployment: Deployment,
  session: SessionToEvaluate,
  excluded: ReadonlySet<Campaign>,
  evaluation: Evaluation,
): void {
  const { application, content, now, evaluable } = session
  const who = whoOf(session)
  for (const campaign of deployment.campaigns.list()) {
    if (!runsNow(campaign, { application, now, evaluable }) || excluded.has(campaign)) continue
    for (const [index, { on, effects }] of campaign.rules.entries()) {
      if (on !== 'session_closed') continue
      const rule = ownRule(campaign, index)
      const { profileId: recipient, cartItems } = content
      const plan = planRewards(deployment, rule, effects, { recipient, cartItems }, who)
      if (typeof plan === 'number') {
        evaluation.failures.push(failureOf(rule, `effect ${plan} has no room in a budget`))
        continue
      }
      evaluation.effects.push(...plan.immediate)
      evaluation.rewards.push(...plan.rewards)
      evaluation.uses.push(...plan.uses)
      evaluation.triggered.add(campaign)
    }
  }
}

function exclusionReason(
  campaign: Campaign,
  { evaluable }: SessionToEvaluate,
  excluded: ReadonlySet<Campaign>,
): 'CampaignIsNotFirst' | 'CampaignNotInEvaluationSet' | undefined {
  if (evaluable !== undefined && !evaluable.includes(campaign.id)) return 'CampaignNotInEvaluationSet'
  if (campaign.state === 'archived') return 'CampaignNotInEvaluationSet'
  return excluded.has(campaign) ? 'CampaignIsNotFirst' : undefined
}

/** Those of an exclusive group that another campaign of this session comes before. */
function excludedCampaigns(deployment: Deployment, session: SessionToEvaluate): Set<Campaign> {
  const { application, content, now, evaluable } = session
  const { couponCodes, referralCode } = content
  const owners = [
    ...couponCodes.map(code => findCoupon(deployment, application, code)?.campaignId),
    referralCode === '' ? undefined : findReferral(deployment, application, referralCode)?.campaignId,
  ]
  const candidates = new Set<Campaign>()
  for (const id of owners) {
    const campaign = id === undefined ? undefined : deployment.campaigns.get(id)
    if (campaign?.exclusiveGroup !== undefined) candidates.add(campaign)
  }
  if (candidates.size === 0) return candidates
  const first = new Map<string, Campaign>()
  const running = [...candidates].filter(campaign => runsNow(campaign, { application, now, evaluable }))
  for (const campaign of running.sort((a, b) => a.id - b.id)) {
    const group = campaign.exclusiveGroup as string
    if (!first.has(group)) first.set(group, campaign)
  }
  return new Set(running.filter(campaign => first.get(campaign.exclusiveGroup as string) !== campaign))
}
