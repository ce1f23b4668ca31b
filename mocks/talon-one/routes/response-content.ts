// [D] responseContent: which entities an answer of the Integration API carries besides effects and created codes.
import { z } from 'zod'
import type { Deployment } from '../deployment.ts'
import type { SessionOutcome } from '../operations/sessions/session-outcome.ts'
import { findCoupon } from '../rules/coupon-rules.ts'
import type { Effect, RuleFailure } from '../rules/effects.ts'
import type { Application } from '../schemas/application.ts'
import type { Campaign } from '../schemas/campaign.ts'
import { campaignEntity } from '../schemas/campaign-entity.ts'
import { couponEntity, profileCouponEntity } from '../schemas/codes/coupon.ts'
import { referralEntity } from '../schemas/codes/referral.ts'
import { integrationLedger, loyaltyEntity } from '../schemas/loyalty/loyalty.ts'
import { profileEntity } from '../schemas/profile.ts'
import { customerSessionEntity } from '../schemas/sessions/customer-session-entity.ts'
import { returnEntity } from '../schemas/sessions/return.ts'
import type { Referral } from '../stores/codes/referrals.ts'
import type { Profile } from '../stores/profiles.ts'

export const responseContent = z
  .array(
    z.enum([
      'customerSession',
      'customerProfile',
      'coupons',
      'triggeredCampaigns',
      'referral',
      'loyalty',
      'event',
      'awardedGiveaways',
      'ruleFailureReasons',
      'previousReturns',
      'campaignEligibility',
      'achievements',
    ]),
  )
  .optional()
export type ResponseContent = NonNullable<z.output<typeof responseContent>>

/** [D] IntegrationStateV2: what every answer of the rule engine has. */
export const happened = ({ effects, createdCoupons, createdReferrals }: Happened = NOTHING) => ({
  effects,
  createdCoupons: createdCoupons.map(couponEntity),
  createdReferrals: createdReferrals.map(referralEntity),
})

type Happened = Pick<SessionOutcome, 'createdCoupons' | 'createdReferrals' | 'effects'>
const NOTHING: Happened = { effects: [], createdCoupons: [], createdReferrals: [] }

export function inventoryReferralEntity(deployment: Deployment, referral: Referral) {
  const friends = new Set<string>()
  for (const { friendProfileIntegrationId } of deployment.referrals.redemptionsOf(referral.id)) {
    friends.add(friendProfileIntegrationId)
  }
  return { ...referralEntity(referral), referredCustomers: [...friends] }
}

export interface Carried {
  application: Application
  profile: Profile | undefined
  failures: readonly RuleFailure[]
  triggered: ReadonlySet<Campaign>
  now: number
  /** Of an open session: what closing it would do. */
  foreseen?: readonly Effect[] | undefined
}

/** What every answer with effects can carry. */
export function carriedContent(
  deployment: Deployment,
  asked: ResponseContent,
  { application, profile, failures, triggered, now, foreseen }: Carried,
): Record<string, unknown> {
  const content: Record<string, unknown> = {}
  if (asked.includes('customerProfile') && profile !== undefined) {
    content.customerProfile = profileEntity(deployment, profile)
  }
  if (asked.includes('loyalty') && profile !== undefined) {
    content.loyalty = loyaltyEntity(deployment, application, profile.integrationId, {
      now,
      ledger: integrationLedger,
      foreseen,
    })
  }
  if (asked.includes('triggeredCampaigns')) {
    content.triggeredCampaigns = [...triggered].map(campaign => campaignEntity(deployment, campaign))
  }
  if (asked.includes('ruleFailureReasons')) content.ruleFailureReasons = failures
  // Giveaways and achievements are not emulated: nobody ever has any.
  if (asked.includes('awardedGiveaways')) content.awardedGiveaways = []
  if (asked.includes('achievements')) content.achievements = []
  return content
}

export function sessionContent(
  deployment: Deployment,
  asked: ResponseContent,
  carried: Carried,
  { session, referral }: SessionOutcome,
): Record<string, unknown> {
  const content = carriedContent(deployment, asked, carried)
  if (asked.includes('customerSession')) content.customerSession = customerSessionEntity(deployment, session)
  if (asked.includes('referral') && referral !== undefined) {
    content.referral = inventoryReferralEntity(deployment, referral)
  }
  if (asked.includes('coupons')) {
    const { couponCodes, profileId } = session.content
    content.coupons = couponCodes.flatMap(code => {
      const coupon = findCoupon(deployment, carried.application, code)
      return coupon === undefined ? [] : [profileCouponEntity(deployment, coupon, profileId)]
    })
  }
  if (asked.includes('previousReturns')) {
    content.previousReturns = session.returns.map(one => returnEntity(deployment, session, one))
  }
  return content
}
