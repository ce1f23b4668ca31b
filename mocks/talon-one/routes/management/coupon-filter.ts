// The filters of coupon lists, searches, deletions and exports. [D] getCouponsWithoutTotalCount, deleteCoupons, exportCoupons.
import { z } from 'zod'
import type { Query } from '../../http/query.ts'
import type { Coupon } from '../../stores/codes/coupons.ts'
import { foldForSearch, readBounds, readCodeFilter } from './code-filter.ts'

/** [D] AttributeQuery: all of these are found in a coupon, which may have more. */
export const attributeQuery = z.object({ attributes: z.record(z.string(), z.unknown()).default({}) })

export function readCouponFilter(query: Query, now: number): (coupon: Coupon) => boolean {
  const matchesCode = readCodeFilter(query, now)
  const matchesValue = readValue(query)
  const starts = readBounds(query, 'starts')
  const expires = readBounds(query, 'expires')
  const redeemed = query.boolean('redeemed')
  const referralId = query.integer('referralId')
  const recipient = query.text('recipientIntegrationId')
  return coupon =>
    matchesCode(coupon) &&
    matchesValue(coupon.value) &&
    starts(coupon.startDate?.at) &&
    expires(coupon.expiryDate?.at) &&
    (redeemed === undefined || coupon.usageCounter > 0 === redeemed) &&
    (referralId === undefined || coupon.referralId === referralId) &&
    (recipient === undefined || coupon.recipientIntegrationId === recipient)
}

/** [D] value: folded and without case; exactMatch: the whole code, without case. */
function readValue(query: Query): (value: string) => boolean {
  const isExact = query.boolean('exactMatch') ?? false
  const wanted = query.text('value')
  if (wanted === undefined) return () => true
  if (isExact) return value => value.toUpperCase() === wanted.toUpperCase()
  const part = foldForSearch(wanted)
  return value => foldForSearch(value).includes(part)
}

export const hasAttributes =
  (wanted: Record<string, unknown>) =>
  ({ attributes }: Coupon): boolean =>
    Object.entries(wanted).every(
      ([name, value]) => JSON.stringify(attributes[name]) === JSON.stringify(value),
    )
