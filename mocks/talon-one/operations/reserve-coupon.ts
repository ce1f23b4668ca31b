// Reserves a coupon for profiles: the one operation behind Braze and the Integration API.

import type { Call } from '../call.ts'
import type { Deployment } from '../deployment.ts'
import { badRequest, notFound } from '../errors.ts'
import { findCoupon } from '../rules/coupon-rules.ts'
import type { Coupon } from '../stores/coupons.ts'

/** Checks all before it reserves for any; a profile that has reserved it already stays as it is. */
export function reserveCoupon(
  deployment: Deployment,
  { couponValue, integrationIds }: { couponValue: string; integrationIds: readonly string[] },
  call: Call,
): Coupon {
  const coupon = findCoupon(deployment, call.application, couponValue)
  if (coupon === undefined) {
    throw notFound(
      'coupon-not-found',
      `No coupon of Application ${call.application.id} has the code ${JSON.stringify(couponValue)}.`,
      { application: call.application.id, coupon: couponValue },
    )
  }
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
  return coupon
}
