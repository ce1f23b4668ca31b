// The filters that lists and exports of referrals and coupons share. [D] getReferralsWithoutTotalCount, getCouponsWithoutTotalCount.
import { matchingAll, takesAll, when } from '../../http/filter.ts'
import type { Query } from '../../http/query.ts'
import type { Instant } from '../../instant.ts'

const VALID = ['expired', 'validNow', 'validFuture'] as const

interface Code {
  readonly createdAt: number
  readonly batchId: string | undefined
  startDate: Instant | undefined
  expiryDate: Instant | undefined
  usageLimit: number
  usageCounter: number
}

/** What lists of codes are sorted by, besides the code itself. */
export const CODE_FIELDS = {
  created: ({ createdAt }: Code) => createdAt,
  usageCounter: ({ usageCounter }: Code) => usageCounter,
  startDate: ({ startDate }: Code) => startDate?.at,
  expiryDate: ({ expiryDate }: Code) => expiryDate?.at,
}

export function readCodeFilter(query: Query, now: number): (code: Code) => boolean {
  const isCreated = readBounds(query, 'created')
  return matchingAll(
    isCreated === takesAll ? undefined : ({ createdAt }) => isCreated(createdAt),
    when(query.choice('valid', VALID), (code, valid) => isValid(code, valid, now)),
    when(query.boolean('usable'), (code, usable) => isUsable(code) === usable),
    when(query.text('batchId'), ({ batchId }, wanted) => batchId === wanted),
  )
}

/** Both bounds of one time, such as `createdBefore` and `createdAfter`; what has no such time is outside when a bound is asked for. */
export function readBounds(query: Query, name: string): (at: number | undefined) => boolean {
  const before = query.instant(`${name}Before`)?.at
  const after = query.instant(`${name}After`)?.at
  if (before === undefined && after === undefined) return takesAll
  return at =>
    at !== undefined && at < (before ?? Number.POSITIVE_INFINITY) && at > (after ?? Number.NEGATIVE_INFINITY)
}

/** [D] both sides are folded to remove all non-alphanumeric characters, and case does not count. */
export const foldForSearch = (code: string): string => code.replaceAll(/[^a-z0-9]/gi, '').toUpperCase()

function isValid({ startDate, expiryDate }: Code, valid: string, now: number): boolean {
  const hasExpired = expiryDate !== undefined && expiryDate.at <= now
  const isAhead = startDate !== undefined && startDate.at > now
  if (valid === 'expired') return hasExpired
  return valid === 'validFuture' ? isAhead : !isAhead && !hasExpired
}

/** [D] usable: usageCounter < usageLimit. A limit of 0 is none, so such a code stays usable. */
const isUsable = ({ usageCounter, usageLimit }: Code): boolean =>
  usageLimit === 0 || usageCounter < usageLimit
