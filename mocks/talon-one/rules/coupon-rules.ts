// The rules of a coupon: how its code is found, and whether a customer may redeem it.
import type { Deployment } from '../deployment.ts'
import type { Application } from '../schemas/application.ts'
import type { Limit } from '../schemas/campaign.ts'
import type { Coupon } from '../stores/codes/coupons.ts'
import { frontendState, type RedemptionAttempt, reasonOfTime } from './campaign-state.ts'

/** [D] help.talon.one 2944873: a coupon code is unique; it can never be used or generated in another campaign. */
export const couponKey = ({ caseSensitivity }: Application, value: string): string =>
  caseSensitivity === 'sensitive' ? value : value.toUpperCase()

export function findCoupon(
  { coupons }: Deployment,
  application: Application,
  value: string,
): Coupon | undefined {
  const coupon = coupons.findByValue(couponKey(application, value))
  return coupon?.applicationId === application.id ? coupon : undefined
}

/** [D] RejectCouponEffectProps.rejectionReason. Which reason wins is not documented; the order is that of referrals. */
export function couponRefusal(
  { campaigns, coupons, budgets }: Deployment,
  coupon: Coupon,
  attempt: RedemptionAttempt,
) {
  const { who } = attempt
  const { profile: integrationId } = who
  const campaign = campaigns.get(coupon.campaignId)
  if (campaign === undefined) return 'CouponNotFound'
  const early = reasonOfTime(campaign, coupon, attempt)
  if (early !== undefined) return `Coupon${early}` as const
  if (coupon.recipientIntegrationId !== undefined && coupon.recipientIntegrationId !== integrationId) {
    return 'CouponRecipientDoesNotMatch'
  }
  // [D] LimitConfig of a coupon: only per profile, overriding those of the campaign.
  const own = coupon.limits?.find(({ action }) => action === 'redeemCoupon')
  const isPerProfile = own !== undefined || campaign.limits.some(isProfileLimit)
  if (integrationId === '' && (coupon.isReservationMandatory || isPerProfile)) return 'ProfileRequired'
  if (coupon.isReservationMandatory && !coupon.reservedBy.has(integrationId))
    return 'CouponReservationRequired'
  if (coupon.usageLimit !== 0 && coupon.usageCounter >= coupon.usageLimit) return 'CouponLimitReached'
  if (own !== undefined) {
    return coupons.redemptionsOfProfile(coupon, integrationId) >= own.limit
      ? 'ProfileLimitReached'
      : undefined
  }
  const full = budgets.fullLimit(campaign, 'redeemCoupon', 1, who)
  return full === undefined ? undefined : reasonOf(full)
}

const isProfileLimit = ({ action, entities }: Limit): boolean =>
  action === 'redeemCoupon' && entities.includes('Profile')

function reasonOf({ entities }: Limit) {
  if (entities.includes('Profile')) return 'ProfileLimitReached'
  return entities.includes('Coupon') ? 'CouponLimitReached' : 'CampaignLimitReached'
}

/** [D] Coupon.discountLimit: the total discount value that the code can give. */
export const hasRoomFor = ({ discountLimit, discountCounter }: Coupon, discount: number): boolean =>
  discountLimit === undefined || discountCounter + discount <= discountLimit + 1e-6

/** [D] InventoryCoupon.state. */
export function couponState(
  { campaigns, coupons }: Deployment,
  coupon: Coupon,
  integrationId: string,
  now: number,
): 'active' | 'disabled' | 'expired' | 'pending' | 'used' {
  const campaign = campaigns.get(coupon.campaignId)
  const isUsedUp = coupon.usageLimit !== 0 && coupon.usageCounter >= coupon.usageLimit
  const isRedeemed = coupons.redemptionsOfProfile(coupon, integrationId) > 0
  const hasExpired = coupon.expiryDate !== undefined && coupon.expiryDate.at <= now
  if (coupon.startDate !== undefined && coupon.startDate.at > now) return 'pending'
  if (isUsedUp || (isRedeemed && hasExpired)) return 'used'
  if (hasExpired) return 'expired'
  const state = campaign === undefined ? 'archived' : frontendState(campaign, now)
  return state === 'running' || state === 'scheduled' ? 'active' : 'disabled'
}
