// Reserving coupons for customers. [D] createCouponReservation: hard when the coupon demands a reservation, soft otherwise; it overrides
// the reservation limit and demands no profile.
import { z } from 'zod'
import type { Call } from '../call.ts'
import type { Deployment } from '../deployment.ts'
import type { Incoming } from '../http/incoming.ts'
import type { Operation } from '../http/operation-list.ts'
import { couponOfCode, reserveCoupon } from '../operations/codes/reserve-coupon.ts'
import { couponEntity } from '../schemas/codes/coupon.ts'
import { name } from '../schemas/fields.ts'
import { profileEntity } from '../schemas/profile.ts'
import type { Coupon } from '../stores/codes/coupons.ts'
import { environmentOf } from '../stores/profiles.ts'
import { integration } from './integration.ts'

const RESERVATION = '/v1/coupon_reservations/{couponValue}'
const bodySchema = z.object({ integrationIDs: z.array(name).max(1_000) })

export function couponReservationRoutes(deployment: Deployment): Operation[] {
  const route = integration(deployment)
  const { coupons, profiles } = deployment

  return [
    route(`POST ${RESERVATION} createCouponReservation`, async (request, call) => {
      const { integrationIDs: integrationIds } = await request.body(bodySchema)
      const couponValue = request.part('couponValue')
      const coupon = reserveCoupon(deployment, { couponValue, integrationIds }, call)
      return request.json(couponEntity(coupon), 201)
    }),

    route(`DELETE ${RESERVATION} deleteCouponReservation`, async (request, call) => {
      const { integrationIDs } = await request.body(bodySchema)
      const coupon = couponOf(request, call)
      for (const id of integrationIDs) coupons.unreserve(coupon, id)
      return request.nothing()
    }),

    route(
      'GET /v1/coupon_reservations/customerprofiles/{couponValue} getReservedCustomers',
      (request, call) => {
        const environment = environmentOf(call.application)
        const found = [...couponOf(request, call).reservedBy].map(id => profiles.find(environment, id))
        const known = found.filter(profile => profile !== undefined)
        return request.all(known, profile => profileEntity(deployment, profile))
      },
    ),
  ]
}

const couponOf = (request: Incoming, call: Call): Coupon =>
  couponOfCode(request.deployment, call, request.part('couponValue'))
