// Creates a coupon: the one operation behind customer engagement, Braze, Iterable, and the effects of rules.

import type { Call } from '../../call.ts'
import type { Deployment } from '../../deployment.ts'
import { badRequest, invalidParameter } from '../../errors.ts'
import type { Instant } from '../../instant.ts'
import { notifyCouponCreated } from '../../notification-payloads.ts'
import { type Attributes, refuseWrongAttributes } from '../../rules/attribute-rules.ts'
import { couponKey, TakenCouponCodes } from '../../rules/coupon-rules.ts'
import {
  campaignForNewCode,
  codeShape,
  refuseUnusableDates,
  refuseUsageLimit,
} from '../../rules/referral-rules.ts'
import type { Application } from '../../schemas/application.ts'
import type { Campaign, Limit } from '../../schemas/campaign.ts'
import type { CodeGeneratorSettings } from '../../schemas/codes/codes.ts'
import type { Coupon } from '../../stores/codes/coupons.ts'

export interface NewCoupon {
  campaignId: number
  usageLimit?: number | undefined
  discountLimit?: number | undefined
  reservationLimit?: number | undefined
  isReservationMandatory?: boolean | undefined
  recipientIntegrationId?: string | undefined
  startDate?: Instant | undefined
  expiryDate?: Instant | undefined
  identifier?: string | undefined
  limits?: Limit[] | undefined
  attributes: Attributes
  referralId?: number | undefined
  batchId?: string | undefined
  importId?: number | undefined
  /** Overrides the campaign's settings. */
  codes?: CodeGeneratorSettings | undefined
}

/** [D] Third-party API: a known identifier returns the existing coupon and creates nothing. */
export function createCoupon(deployment: Deployment, input: NewCoupon, call: Call): Coupon {
  const campaign = acceptNewCoupon(deployment, input, call)
  return (
    knownCoupon(deployment, input) ??
    storeCoupon(deployment, { application: call.application, campaign, causedBy: call.causedBy }, input)
  )
}

/** [D] X-DRY-RUN: changes are ignored. Every check is made, nothing is kept. */
export function createCouponDry(deployment: Deployment, input: NewCoupon, call: Call): Coupon {
  const campaign = acceptNewCoupon(deployment, input, call)
  return (
    knownCoupon(deployment, input) ??
    dryCoupon(deployment, { application: call.application, campaign }, input)
  )
}

/** Draws a code and stores the coupon; all checks are done. */
export function storeCoupon(
  deployment: Deployment,
  { application, campaign, causedBy }: { application: Application; campaign: Campaign; causedBy: number },
  input: NewCoupon,
): Coupon {
  const shape = codeShape(deployment, input.codes ?? campaign.couponSettings)
  const value = deployment.codes.draw(shape, new TakenCouponCodes(deployment, application))
  if (value === undefined) {
    throw badRequest('no-codes-left', 'No more coupon codes can be generated', {
      facts: { pattern: shape.pattern },
      hint: `Every code of the pattern ${shape.pattern} over ${shape.characters.length} characters is taken.`,
    })
  }
  const coupon = deployment.coupons.create(couponRecord(deployment, { application, campaign, value }, input))
  deployment.world.journal.append({
    kind: 'talon-one.coupon-created',
    causedBy,
    couponId: coupon.id,
    code: coupon.value,
    campaignId: coupon.campaignId,
    recipient: coupon.recipientIntegrationId,
  })
  notifyCouponCreated(deployment, coupon, causedBy)
  return coupon
}

/** Nothing of it is kept. */
export function dryCoupon(
  deployment: Deployment,
  { application, campaign }: { application: Application; campaign: Campaign },
  input: NewCoupon,
): Coupon {
  const value = deployment.dryCodes.random(codeShape(deployment, input.codes ?? campaign.couponSettings))
  return couponRecord(deployment, { application, campaign, value }, input)
}

function knownCoupon({ coupons }: Deployment, { campaignId, identifier }: NewCoupon): Coupon | undefined {
  return identifier === undefined ? undefined : coupons.findByIdentifier(campaignId, identifier)
}

function acceptNewCoupon(deployment: Deployment, input: NewCoupon, call: Call): Campaign {
  const campaign = campaignForNewCode(deployment, call, { campaignId: input.campaignId, feature: 'coupons' })
  if (input.usageLimit !== undefined) refuseUsageLimit(input.usageLimit)
  const { discountLimit, reservationLimit } = input
  if (discountLimit !== undefined && (discountLimit < 0 || discountLimit > 1e15)) {
    throw invalidParameter('discountLimit', 'must be from 0 to 1000000000000000')
  }
  if (
    reservationLimit !== undefined &&
    (!Number.isInteger(reservationLimit) || reservationLimit < 0 || reservationLimit > 999_999)
  ) {
    throw invalidParameter('reservationLimit', 'must be an integer from 0 to 999999')
  }
  refuseUnusableDates(deployment, call, { startDate: input.startDate, expiryDate: input.expiryDate })
  const { application } = call
  refuseWrongAttributes(
    deployment,
    application,
    { entity: 'Coupon' },
    input.attributes,
    application.mandatoryAttributes.coupons,
  )
  return campaign
}

export function couponRecord(
  { world }: Deployment,
  { application, campaign, value }: { application: Application; campaign: Campaign; value: string },
  input: NewCoupon,
): Coupon {
  return {
    id: 0,
    createdAt: world.clock.now(),
    applicationId: application.id,
    campaignId: campaign.id,
    value,
    valueKey: couponKey(application, value),
    identifier: input.identifier,
    recipientIntegrationId: input.recipientIntegrationId,
    isReservationMandatory: input.isReservationMandatory ?? false,
    referralId: input.referralId,
    batchId: input.batchId,
    importId: input.importId,
    limits: input.limits,
    // [D] Third-party API, usageLimit of coupons: default 1.
    usageLimit: input.usageLimit ?? 1,
    discountLimit: input.discountLimit,
    reservationLimit: input.reservationLimit,
    startDate: input.startDate,
    expiryDate: input.expiryDate,
    attributes: input.attributes,
    usageCounter: 0,
    discountCounter: 0,
    reservedBy: new Set(),
  }
}
