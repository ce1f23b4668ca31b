// Braze: the deployment comes in the body, so the body is read first. Transport only.
import type { Context } from 'hono'
import type { z } from 'zod'
import type { SandboxEnv } from '../../kit/record-requests.ts'
import type { Call } from '../call.ts'
import type { Deployment } from '../deployment.ts'
import { type Answer, json } from '../http/answer.ts'
import { readBody } from '../http/body.ts'
import { refuseOtherDeployment } from '../http/destination.ts'
import { type Operation, route } from '../http/operation-list.ts'
import { createCoupon } from '../operations/codes/create-coupon.ts'
import { reserveCoupon } from '../operations/codes/reserve-coupon.ts'
import { trackEvent } from '../operations/track-event.ts'
import { createMissingAttributes } from '../rules/attribute-rules.ts'
import { brazeCouponBody, brazeEventBody, brazeReferralBody, brazeReservationBody } from '../schemas/braze.ts'
import { codesAskedFor } from '../schemas/codes/codes.ts'
import { couponEntity } from '../schemas/codes/coupon.ts'
import { brazeCoupon } from '../schemas/codes/third-party-coupon.ts'
import { eventEntity } from '../schemas/sessions/event.ts'
import { happened } from './response-content.ts'
import {
  answerReferral,
  isDryRun,
  platformRoute,
  refuseOtherApplication,
  thirdPartyCall,
} from './third-party.ts'

export function brazeRoutes(deployment: Deployment): Operation[] {
  const route = brazeRoute(deployment)
  const routeWithHeader = platformRoute(deployment, { platform: 'braze' })
  return [
    route('POST /braze/referral braze/createReferral', brazeReferralBody, async ({ c, body, call }) => {
      const { deploymentUrl: _, ...input } = body
      const isDry = isDryRun(c)
      if (!isDry) await createMissingAttributes(deployment, 'Referral', input.attributes)
      return answerReferral(deployment, input, { call, isDry })
    }),
    route('POST /braze/coupon braze/createCoupon', brazeCouponBody, async ({ body, call }) => {
      refuseOtherApplication(deployment, call, body.applicationId)
      const { deploymentUrl: _, integrationId: recipientIntegrationId, ...given } = body
      const { couponPattern, validCharacters, ...input } = given
      await createMissingAttributes(deployment, 'Coupon', input.attributes)
      const codes = codesAskedFor({ couponPattern, validCharacters })
      const coupon = createCoupon(deployment, { ...input, recipientIntegrationId, codes }, call)
      return json(brazeCoupon(coupon))
    }),
    route(
      'POST /braze/coupon_reservation braze/createCouponReservation',
      brazeReservationBody,
      ({ body: { couponValue, integrationId }, call }) => {
        const coupon = reserveCoupon(deployment, { couponValue, integrationIds: [integrationId] }, call)
        return json(couponEntity(coupon))
      },
    ),
    routeWithHeader('POST /braze/event braze/trackEvent', async (request, call) => {
      const body = await request.body(brazeEventBody)
      const input = {
        profileIntegrationId: body.customerProfileId,
        type: body.eventType,
        attributes: body.eventAttributes,
        identifier: body.identifier,
      }
      const { event, run } = trackEvent(deployment, input, call)
      return request.json({ ...happened(run), event: eventEntity(event), effects: event.effects })
    }),
  ]
}

/** Who calls is checked before what the body says, except for the deployment that it names. */
const brazeRoute =
  (deployment: Deployment) =>
  <S extends z.ZodType<{ deploymentUrl: string }>>(
    line: string,
    schema: S,
    handler: (of: { c: Context<SandboxEnv>; body: z.output<S>; call: Call }) => Answer | Promise<Answer>,
  ): Operation =>
    route('third-party', line, async c => {
      const call = thirdPartyCall(c, deployment, 'braze')
      const body = await readBody(c, deployment, schema)
      refuseOtherDeployment(deployment, body.deploymentUrl, { kind: 'field', name: 'deploymentUrl' })
      return handler({ c, body, call })
    })
