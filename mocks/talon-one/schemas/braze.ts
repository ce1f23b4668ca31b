// Bodies of Braze's calls: the deployment comes in the body. Bounds as in the Third-party API's description.
import { z } from 'zod'
import { ATTRIBUTE_TYPES } from './attribute.ts'
import { codePattern, validCharacters } from './codes/codes.ts'
import { newAttributes as attributes, name, usageLimit, validity } from './fields.ts'

const id = z.int().min(1)
const deploymentUrl = z.string().min(1)

export const brazeReferralBody = z.object({
  deploymentUrl,
  campaignId: id,
  advocateProfileIntegrationId: name,
  friendProfileIntegrationId: name.optional(),
  ...validity,
  usageLimit: usageLimit.default(0),
  attributes,
})

/** [D] BrazeCouponRequest.limits: only redemptions per profile, and only without a recipient. */
const couponLimit = z.object({
  action: z.literal('redeemCoupon'),
  limit: z.number().min(0),
  entities: z.array(z.enum(['Coupon', 'Profile'])).min(1),
})

export const brazeCouponBody = z
  .object({
    deploymentUrl,
    applicationId: id,
    campaignId: id,
    identifier: name,
    usageLimit: usageLimit.default(1),
    discountLimit: z.number().min(0).max(999_999).optional(),
    reservationLimit: usageLimit.optional(),
    isReservationMandatory: z.boolean().optional(),
    limits: z.array(couponLimit).optional(),
    integrationId: name.optional(),
    ...validity,
    validCharacters: validCharacters.optional(),
    couponPattern: codePattern.optional(),
    attributes,
  })
  .refine(({ limits = [], integrationId }) => limits.length === 0 || integrationId === undefined, {
    path: ['limits'],
    message: 'limits are only for a coupon without a recipient',
  })

export const brazeReservationBody = z.object({ deploymentUrl, couponValue: name, integrationId: name })

export const brazeEventBody = z.object({
  identifier: name,
  eventType: name,
  type: z.enum(ATTRIBUTE_TYPES),
  customerProfileId: name,
  eventAttributes: attributes,
})
