// Creates a coupon: the one operation behind customer engagement, Braze, Iterable, and the effects of rules.
import type { Call } from '../../call.ts'
import type { Deployment } from '../../deployment.ts'
import { invalidParameter } from '../../errors.ts'
import { notifyCouponCreated } from '../../notification-payloads.ts'
import { couponKey } from '../../rules/coupon-rules.ts'
import { acceptNewCode, codeShape, drawCode, type NewCode } from '../../rules/new-code.ts'
import type { Application } from '../../schemas/application.ts'
import type { Campaign } from '../../schemas/campaign.ts'
import type { Coupon } from '../../stores/codes/coupons.ts'

type Given =
  | 'discountLimit'
  | 'identifier'
  | 'isReservationMandatory'
  | 'limits'
  | 'recipientIntegrationId'
  | 'referralId'
  | 'reservationLimit'
export type NewCoupon = NewCode & { [K in Given]?: Coupon[K] | undefined }

const creating =
  (make: typeof storeCoupon) =>
  (deployment: Deployment, input: NewCoupon, call: Call): Coupon => {
    const campaign = acceptNewCoupon(deployment, input, call)
    const { application, causedBy } = call
    return knownCoupon(deployment, input) ?? make(deployment, { application, campaign, causedBy }, input)
  }

/** [D] Third-party API: a known identifier returns the existing coupon and creates nothing. */
export const createCoupon = creating(storeCoupon)
/** [D] X-DRY-RUN: changes are ignored. Every check is made, nothing is kept. */
export const createCouponDry = creating(dryCoupon)

/** Draws a code and stores the coupon; all checks are done. */
export function storeCoupon(
  deployment: Deployment,
  { application, campaign, causedBy }: { application: Application; campaign: Campaign; causedBy: number },
  input: NewCoupon,
): Coupon {
  const shape = codeShape(deployment, input.codes ?? campaign.couponSettings)
  const { coupons } = deployment
  const has = (code: string) => coupons.findByValue(couponKey(application, code)) !== undefined
  const taken = { scope: 'the account', deletions: coupons.deletions, has }
  const value = drawCode(deployment, shape, { kind: 'coupon codes', taken })
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
  const campaign = acceptNewCode(deployment, call, 'Coupon', input)
  const { discountLimit = 0, reservationLimit = 0 } = input
  if (discountLimit < 0 || discountLimit > 1e15) {
    throw invalidParameter('discountLimit', 'must be from 0 to 1000000000000000')
  }
  if (!Number.isInteger(reservationLimit) || reservationLimit < 0 || reservationLimit > 999_999) {
    throw invalidParameter('reservationLimit', 'must be an integer from 0 to 999999')
  }
  return campaign
}

/** Written out: a spread of as many fields costs several times as much, for each coupon that a session creates. */
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
