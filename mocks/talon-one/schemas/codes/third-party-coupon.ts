// A coupon as the Third-party API answers it. [D] CouponResponse and BrazeCouponResponse: keys in PascalCase.
import type { Coupon } from '../../stores/codes/coupons.ts'

/** Also of a dry run, whose id is 0. */
type AnyCoupon = Omit<Coupon, 'id'> & { id: number }

export function thirdPartyCoupon(coupon: AnyCoupon) {
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
export const brazeCoupon = ({ discountLimit, ...coupon }: AnyCoupon) => ({
  ...thirdPartyCoupon({ ...coupon, discountLimit: discountLimit && Math.trunc(discountLimit) }),
  Limits: coupon.limits,
})
