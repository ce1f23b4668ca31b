// A coupon on the wire. [D] Integration and Management API: Coupon; inventory: InventoryCoupon. The PascalCase answer of the
// Third-party API is with its routes.
import { msToIso } from '../../../kit/time/duration.ts'
import type { Deployment } from '../../deployment.ts'
import { couponState } from '../../rules/coupon-rules.ts'
import type { Coupon } from '../../stores/codes/coupons.ts'

export function couponEntity(coupon: Coupon) {
  return {
    id: coupon.id,
    created: msToIso(coupon.createdAt),
    campaignId: coupon.campaignId,
    value: coupon.value,
    usageLimit: coupon.usageLimit,
    discountLimit: coupon.discountLimit,
    reservationLimit: coupon.reservationLimit,
    startDate: coupon.startDate?.text,
    expiryDate: coupon.expiryDate?.text,
    limits: coupon.limits,
    usageCounter: coupon.usageCounter,
    discountCounter: coupon.discountCounter,
    discountRemainder:
      coupon.discountLimit === undefined ? undefined : coupon.discountLimit - coupon.discountCounter,
    reservationCounter: coupon.reservedBy.size,
    attributes: coupon.attributes,
    referralId: coupon.referralId,
    recipientIntegrationId: coupon.recipientIntegrationId,
    // [D] Coupon.reservation: a personal code can be reserved for one customer only.
    reservation: coupon.recipientIntegrationId === undefined,
    importId: coupon.importId,
    batchId: coupon.batchId,
    isReservationMandatory: coupon.isReservationMandatory,
    implicitlyReserved: false,
  }
}

export const profileCouponEntity = ({ coupons }: Deployment, coupon: Coupon, integrationId: string) => ({
  ...couponEntity(coupon),
  profileRedemptionCount: coupons.redemptionsOfProfile(coupon, integrationId),
})

export const inventoryCouponEntity = (
  deployment: Deployment,
  coupon: Coupon,
  integrationId: string,
  now: number,
) => ({
  ...profileCouponEntity(deployment, coupon, integrationId),
  state: couponState(deployment, coupon, integrationId, now),
})
