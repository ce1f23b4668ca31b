// The filters of referral lists and exports. [D] getReferralsWithoutTotalCount, exportReferrals.
import type { Query } from '../../http/query.ts'
import type { Referral } from '../../stores/codes/referrals.ts'
import { foldForSearch, readCodeFilter } from './code-filter.ts'

export interface ReferralFilter {
  advocate: string | undefined
  matches(referral: Referral): boolean
}

export function readReferralFilter(query: Query, now: number): ReferralFilter {
  const matchesCode = readCodeFilter(query, now)
  const wanted = query.text('code')
  const code = wanted === undefined ? undefined : foldForSearch(wanted)
  const advocate = query.text('advocate')
  return {
    advocate,
    matches: referral =>
      (advocate === undefined || referral.advocateProfileIntegrationId === advocate) &&
      (code === undefined || foldForSearch(referral.code) === code) &&
      matchesCode(referral),
  }
}
