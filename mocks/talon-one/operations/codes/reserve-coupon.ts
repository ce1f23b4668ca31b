// Reserves a coupon for profiles: the one operation behind Braze and the Integration API.
import type { Call } from '../../call.ts'
import type { Deployment } from '../../deployment.ts'
import { badRequest, present } from '../../errors.ts'
import { findCoupon } from '../../rules/coupon-rules.ts'
import type { Coupon } from '../../stores/codes/coupons.ts'

/** The coupon of a code, or 404. */
export function couponOfCode(deployment: Deployment, { application }: Call, code: string): Coupon {
  const hint = `No coupon of Application ${application.id} has the code ${JSON.stringify(code)}.`
  const facts = { application: application.id, coupon: code }
  return present(findCoupon(deployment, application, code), 'coupon-not-found', hint, facts)
}

/** Checks all before it reserves for any; a profile that has reserved it already stays as it is. */
export function reserveCoupon(
  deployment: Deployment,
  { couponValue, integrationIds }: { couponValue: string; integrationIds: readonly string[] },
  call: Call,
): Coupon {
  const coupon = couponOfCode(deployment, call, couponValue)
  const fresh = [...new Set(integrationIds)].filter(id => !coupon.reservedBy.has(id))
  // [D] Coupon.reservation: a coupon with a recipient is a personal code, reserved for that customer only.
  const recipient = coupon.recipientIntegrationId
  if (recipient !== undefined && fresh.some(id => id !== recipient)) {
    throw badRequest('coupon-of-other-customer', 'The coupon can be reserved only for its recipient', {
      facts: { coupon: couponValue, recipient },
    })
  }
  // [D] createCouponReservation: it overrides the reservation limit of the coupon.
  for (const id of fresh) deployment.coupons.reserve(coupon, id)
  return deployment.coupons.get(coupon.id) ?? coupon
}
