// What the campaigns of a session give for its codes and by their own rules. It counts budgets and nothing else; update-session.ts goes
// through with it or gives them back.
import type { Deployment } from '../deployment.ts'
import type { Campaign } from '../schemas/campaign.ts'
import { runsNow } from './campaign-state.ts'
import { couponKey, findCoupon } from './coupon-rules.ts'
import { COUPON, evaluateCode, REFERRAL } from './evaluate-code.ts'
import { evaluateOwnRules } from './evaluate-own-rules.ts'
import { type Evaluation, emptyEvaluation, type SessionToEvaluate, whoOf } from './evaluation.ts'
import { findReferral } from './referral-rules.ts'

export function evaluateSession(deployment: Deployment, session: SessionToEvaluate): Evaluation {
  const evaluation = emptyEvaluation()
  const { application, content } = session
  const excluded = excludedCampaigns(deployment, session)
  for (const code of content.couponCodes) {
    const isKnown = evaluation.coupons.some(({ valueKey }) => valueKey === couponKey(application, code))
    if (code === '' || isKnown) continue
    const coupon = evaluateCode(deployment, COUPON, code, { session, excluded }, evaluation)
    if (coupon !== undefined) evaluation.coupons.push(coupon)
  }
  if (content.referralCode !== '') {
    const of = { session, excluded }
    evaluation.referral = evaluateCode(deployment, REFERRAL, content.referralCode, of, evaluation)
  }
  const rules = {
    matches: ({ on }: Campaign['rules'][number]) => on === 'session_closed',
    isExcluded: (campaign: Campaign) => excluded.has(campaign),
  }
  const beneficiary = { recipient: content.profileId, cartItems: content.cartItems }
  evaluateOwnRules(deployment, { ...session, who: whoOf(session), beneficiary }, rules, evaluation)
  return evaluation
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
