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
  const redemptions = [...deployment.referrals.redemptionsOf(referral.id)]
  const friends = new Set(redemptions.map(({ friendProfileIntegrationId: friend }) => friend))
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

type Parts = { [P in ResponseContent[number]]?: () => unknown }

/** Of what was asked for, that which is there. */
function askedOf(asked: ResponseContent, parts: Parts): Record<string, unknown> {
  const found = asked.map(name => [name, parts[name]?.()] as const)
  return Object.fromEntries(found.filter(([, value]) => value !== undefined))
}

/** What every answer with effects can carry. */
export const carriedContent = (deployment: Deployment, asked: ResponseContent, carried: Carried) =>
  askedOf(asked, carriedParts(deployment, carried))

function carriedParts(
  deployment: Deployment,
  { application, profile, failures, triggered, now, foreseen }: Carried,
): Parts {
  const ledger = integrationLedger
  return {
    customerProfile: () => profile && profileEntity(deployment, profile),
    loyalty: () =>
      profile && loyaltyEntity(deployment, application, profile.integrationId, { now, ledger, foreseen }),
    triggeredCampaigns: () => [...triggered].map(campaign => campaignEntity(deployment, campaign)),
    ruleFailureReasons: () => failures,
    // Giveaways and achievements are not emulated: nobody ever has any.
    awardedGiveaways: () => [],
    achievements: () => [],
  }
}

export function sessionContent(
  deployment: Deployment,
  asked: ResponseContent,
  carried: Carried,
  { session, referral }: SessionOutcome,
): Record<string, unknown> {
  const { couponCodes, profileId } = session.content
  return askedOf(asked, {
    ...carriedParts(deployment, carried),
    customerSession: () => customerSessionEntity(deployment, session),
    referral: () => referral && inventoryReferralEntity(deployment, referral),
    coupons: () =>
      couponCodes.flatMap(code => {
        const coupon = findCoupon(deployment, carried.application, code)
        return coupon === undefined ? [] : [profileCouponEntity(deployment, coupon, profileId)]
      }),
    previousReturns: () => session.returns.map(one => returnEntity(deployment, session, one)),
  })
}
