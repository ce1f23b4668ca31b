// A coupon as the Third-party API answers it. [D] CouponResponse and BrazeCouponResponse: keys in PascalCase.
import type { Coupon } from '../../stores/codes/coupons.ts'

export function thirdPartyCoupon(coupon: Coupon) {
  return {
    ID: coupon.id,
    ApplicationID: coupon.applicationId,
    CampaignID: coupon.campaignId,
    Value: coupon.value,
    DiscountLimit: coupon.discountLimit,
    ReservationLimit: coupon.reservationLimit,
    IsReservationMandatory: coupon.isReservationMandatory,
    StartDate: coupon.startDate?.text,
    ExpiryDate: coupon.expiryDate?.text,
    RecipientIntegrationID: coupon.recipientIntegrationId,
    UsageLimit: coupon.usageLimit,
    Attributes: coupon.attributes,
  }
}

/** [D] BrazeCouponResponse: the same and Limits. A limit is asked for as a number and answered as a whole one. */
export const brazeCoupon = ({ discountLimit, ...coupon }: Coupon) => ({
  ...thirdPartyCoupon({ ...coupon, discountLimit: discountLimit && Math.trunc(discountLimit) }),
  Limits: coupon.limits,
})
