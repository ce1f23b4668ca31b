// The filters of coupon lists, searches, deletions and exports. [D] getCouponsWithoutTotalCount, deleteCoupons, exportCoupons.
import { z } from 'zod'
import { matchingAll, when } from '../../http/filter.ts'
import type { Query } from '../../http/query.ts'
import type { Coupon } from '../../stores/codes/coupons.ts'
import { foldForSearch, readBounds, readCodeFilter } from './code-filter.ts'

/** [D] AttributeQuery: all of these are found in a coupon, which may have more. */
export const attributeQuery = z.object({ attributes: z.record(z.string(), z.unknown()).default({}) })

export function readCouponFilter(query: Query, now: number): (coupon: Coupon) => boolean {
  const [starts, expires] = [readBounds(query, 'starts'), readBounds(query, 'expires')]
  const hasValue = readValue(query)
  return matchingAll<Coupon>(
    readCodeFilter(query, now),
    ({ value }) => hasValue(value),
    ({ startDate }) => starts(startDate?.at),
    ({ expiryDate }) => expires(expiryDate?.at),
    when(query.boolean('redeemed'), ({ usageCounter }, redeemed) => usageCounter > 0 === redeemed),
    when(query.integer('referralId'), ({ referralId }, id) => referralId === id),
    when(query.text('recipientIntegrationId'), (coupon, id) => coupon.recipientIntegrationId === id),
  )
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
