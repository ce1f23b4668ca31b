// The fields that an answer may have, by operation: read off the same functions that build the answers.
import { couponEntity } from '../schemas/codes/coupon.ts'
import { referralEntity, thirdPartyReferral } from '../schemas/codes/referral.ts'
import { brazeCoupon, thirdPartyCoupon } from '../schemas/codes/third-party-coupon.ts'

/** Every field is a key of what these build, also where its value is undefined. */
const NOTHING = { createdAt: 0, reservedBy: new Set() } as never

const referral = [...Object.keys(thirdPartyReferral(NOTHING)), 'dryRun']
const coupon = Object.keys(thirdPartyCoupon(NOTHING))

const FIELDS: Readonly<Record<string, readonly string[]>> = {
  'cep/createReferral': referral,
  'iterable/createReferral': referral,
  'braze/createReferral': referral,
  'cep/createCoupon': coupon,
  'iterable/createCoupon': coupon,
  'braze/createCoupon': Object.keys(brazeCoupon(NOTHING)),
  'braze/createCouponReservation': Object.keys(couponEntity(NOTHING)),
  createReferral: Object.keys(referralEntity(NOTHING)),
}

/** Undefined where they are not known. */
export const answerFields = (operationId: string): readonly string[] | undefined =>
  Object.hasOwn(FIELDS, operationId) ? FIELDS[operationId] : undefined
