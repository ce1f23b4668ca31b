// A referral on the wire. [D] Third-party API: ReferralResponse; Integration and Management API: Referral.
import { msToIso } from '../../../kit/time/duration.ts'
import type { Referral } from '../../stores/codes/referrals.ts'

/** The field set of the published example, in its order. */
export function thirdPartyReferral(referral: Referral) {
  return {
    id: referral.id,
    created: msToIso(referral.createdAt),
    startDate: referral.startDate?.text,
    expiryDate: referral.expiryDate?.text,
    usageLimit: referral.usageLimit,
    campaignId: referral.campaignId,
    advocateProfileIntegrationId: referral.advocateProfileIntegrationId,
    friendProfileIntegrationId: referral.friendProfileIntegrationId,
    attributes: referral.attributes,
    code: referral.code,
    usageCounter: referral.usageCounter,
  }
}

/** Integration and Management API. */
export const referralEntity = (referral: Referral) => ({
  ...thirdPartyReferral(referral),
  importId: referral.importId,
  batchId: referral.batchId,
})
