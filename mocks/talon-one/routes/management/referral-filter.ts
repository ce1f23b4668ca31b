// The filters of referral lists and exports. [D] getReferralsWithoutTotalCount, exportReferrals.
import type { Query } from '../../http/query.ts'
import type { Referral } from '../../stores/referrals.ts'

const VALID = ['expired', 'validNow', 'validFuture'] as const

export interface ReferralFilter {
  advocate: string | undefined
  matches(referral: Referral): boolean
}

export function readReferralFilter(query: Query, now: number): ReferralFilter {
  const code = foldForSearch(query.text('code'))
  const before = query.instant('createdBefore')?.at ?? Number.POSITIVE_INFINITY
  const after = query.instant('createdAfter')?.at ?? Number.NEGATIVE_INFINITY
  const valid = query.choice('valid', VALID)
  const usable = query.boolean('usable')
  const advocate = query.text('advocate')
  const batchId = query.text('batchId')
  return {
    advocate,
    matches: referral =>
      (advocate === undefined || referral.advocateProfileIntegrationId === advocate) &&
      (code === undefined || foldForSearch(referral.code) === code) &&
      referral.createdAt < before &&
      referral.createdAt > after &&
      (valid === undefined || isValid(referral, valid, now)) &&
      (usable === undefined || isUsable(referral) === usable) &&
      (batchId === undefined || referral.batchId === batchId),
  }
}

/** [D] code: both sides are folded to remove all non-alphanumeric characters, and case does not count. */
function foldForSearch(code: string): string
function foldForSearch(code: string | undefined): string | undefined
function foldForSearch(code: string | undefined): string | undefined {
  return code?.replaceAll(/[^a-z0-9]/gi, '').toUpperCase()
}

function isValid({ startDate, expiryDate }: Referral, valid: string, now: number): boolean {
  const hasExpired = expiryDate !== undefined && expiryDate.at <= now
  const isAhead = startDate !== undefined && startDate.at > now
  if (valid === 'expired') return hasExpired
  return valid === 'validFuture' ? isAhead : !isAhead && !hasExpired
}

/** [D] usable: usageCounter < usageLimit. A limit of 0 is none, so such a code stays usable. */
const isUsable = ({ usageCounter, usageLimit }: Referral): boolean =>
  usageLimit === 0 || usageCounter < usageLimit
