// Reserving coupons for customers. [D] createCouponReservation: hard when the coupon demands a reservation, soft otherwise; it overrides
// the reservation limit and demands no profile.

import type { Context } from 'hono'
import { z } from 'zod'
import type { SandboxEnv } from '../../kit/record-requests.ts'
import type { Call } from '../call.ts'
import type { Deployment } from '../deployment.ts'
import { readBody } from '../http/body.ts'
import type { Operation } from '../http/operation-list.ts'
import { couponOfCode, reserveCoupon } from '../operations/codes/reserve-coupon.ts'
import { couponEntity } from '../schemas/codes/coupon.ts'
import { profileEntity } from '../schemas/profile.ts'
import type { Coupon } from '../stores/codes/coupons.ts'
import { environmentOf } from '../stores/profiles.ts'
import { integration } from './integration.ts'

const RESERVATION = '/v1/coupon_reservations/{couponValue}'
const bodySchema = z.object({ integrationIDs: z.array(z.string().min(1).max(1_000)).max(1_000) })

export function couponReservationRoutes(deployment: Deployment): Operation[] {
  const route = integration(deployment)
  const { coupons, profiles } = deployment

  return [
    route(`POST ${RESERVATION} createCouponReservation`, async (c, call) => {
      const { integrationIDs } = await readBody(c, deployment, bodySchema)
      const couponValue = c.req.param('couponValue') ?? ''
      return c.json(
        couponEntity(reserveCoupon(deployment, { couponValue, integrationIds: integrationIDs }, call)),
        201,
      )
    }),

    route(`DELETE ${RESERVATION} deleteCouponReservation`, async (c, call) => {
      const { integrationIDs } = await readBody(c, deployment, bodySchema)
      const coupon = couponOf(c, deployment, call)
      for (const id of integrationIDs) coupons.unreserve(coupon, id)
      return c.body(null, 204)
    }),

    route('GET /v1/coupon_reservations/customerprofiles/{couponValue} getReservedCustomers', (c, call) => {
      const environment = environmentOf(call.application)
      const data = [...couponOf(c, deployment, call).reservedBy].flatMap(id => {
        const profile = profiles.find(environment, id)
        return profile === undefined ? [] : [profileEntity(deployment, profile)]
      })
      return c.json({ totalResultSize: data.length, data })
    }),
  ]
}

const couponOf = (c: Context<SandboxEnv>, deployment: Deployment, call: Call): Coupon =>
  couponOfCode(deployment, call, c.req.param('couponValue') ?? '')
