// Braze: the deployment comes in the body, so the body is read first. Transport only.

import type { Context } from 'hono'
import type { z } from 'zod'
import type { SandboxEnv } from '../../kit/record-requests.ts'
import type { Call } from '../call.ts'
import type { Deployment } from '../deployment.ts'
import { respond } from '../http/answer.ts'
import { readBody } from '../http/body.ts'
import { refuseOtherDeployment } from '../http/destination.ts'
import { type Operation, route } from '../http/operation-list.ts'
import { readInstant } from '../instant.ts'
import { createCoupon } from '../operations/codes/create-coupon.ts'
import { reserveCoupon } from '../operations/codes/reserve-coupon.ts'
import { trackEvent } from '../operations/track-event.ts'
import { createMissingAttributes } from '../rules/attribute-rules.ts'
import { brazeCouponBody, brazeEventBody, brazeReferralBody, brazeReservationBody } from '../schemas/braze.ts'
import { couponEntity } from '../schemas/codes/coupon.ts'
import { brazeCoupon } from '../schemas/codes/third-party-coupon.ts'
import { eventEntity } from '../schemas/sessions/event.ts'
import { happened } from './response-content.ts'
import {
  answerReferral,
  callWithDestination,
  isDryRun,
  refuseOtherApplication,
  thirdPartyCall,
} from './third-party.ts'

const instant = (text: string | undefined) => (text === undefined ? undefined : readInstant(text))

export function brazeRoutes(deployment: Deployment): Operation[] {
  return [
    route('third-party', 'POST /braze/referral braze/createReferral', async c => {
      const { body, call } = await brazeCall(c, deployment, brazeReferralBody)
      const isDry = isDryRun(c)
      const { deploymentUrl: _, startDate, expiryDate, ...rest } = body
      const input = { ...rest, startDate: instant(startDate), expiryDate: instant(expiryDate) }
      if (!isDry) await createMissingAttributes(deployment, 'Referral', input.attributes)
      return respond(c, answerReferral(deployment, input, { call, isDry }))
    }),
    route('third-party', 'POST /braze/coupon braze/createCoupon', async c => {
      const { body, call } = await brazeCall(c, deployment, brazeCouponBody)
      refuseOtherApplication(deployment, call, body.applicationId)
      const {
        deploymentUrl: _,
        startDate,
        expiryDate,
        integrationId,
        couponPattern,
        validCharacters,
        ...rest
      } = body
      await createMissingAttributes(deployment, 'Coupon', rest.attributes)
      const coupon = createCoupon(
        deployment,
        {
          ...rest,
          startDate: instant(startDate),
          expiryDate: instant(expiryDate),
          recipientIntegrationId: integrationId,
          codes:
            couponPattern === undefined && validCharacters === undefined
              ? undefined
              : { couponPattern, validCharacters },
        },
        call,
      )
      return c.json(brazeCoupon(coupon))
    }),
    route('third-party', 'POST /braze/coupon_reservation braze/createCouponReservation', async c => {
      const { body, call } = await brazeCall(c, deployment, brazeReservationBody)
      const { couponValue, integrationId } = body
      const coupon = reserveCoupon(deployment, { couponValue, integrationIds: [integrationId] }, call)
      return c.json(couponEntity(coupon))
    }),
    route('third-party', 'POST /braze/event braze/trackEvent', async c => {
      const call = callWithDestination(c, deployment, { platform: 'braze' })
      const body = await readBody(c, deployment, brazeEventBody)
      const { event, run } = trackEvent(
        deployment,
        {
          profileIntegrationId: body.customerProfileId,
          type: body.eventType,
          attributes: body.eventAttributes,
          identifier: body.identifier,
        },
        call,
      )
      return c.json({ ...happened(run), event: eventEntity(event), effects: event.effects })
    }),
  ]
}

/** Who calls is checked before what the body says, except for the deployment that it names. */
async function brazeCall<S extends z.ZodType<{ deploymentUrl: string }>>(
  c: Context<SandboxEnv>,
  deployment: Deployment,
  schema: S,
): Promise<{ body: z.output<S>; call: Call }> {
  const call = thirdPartyCall(c, deployment, 'braze')
  const body = await readBody(c, deployment, schema)
  refuseOtherDeployment(deployment, body.deploymentUrl, { kind: 'field', name: 'deploymentUrl' })
  return { body, call }
}
