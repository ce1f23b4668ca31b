// Creates a referral code: the one operation behind customer engagement, Braze, Iterable and POST /v1/referrals.
import type { Call } from '../../call.ts'
import type { Deployment } from '../../deployment.ts'
import { acceptNewCode, codeShape, drawCode, type NewCode } from '../../rules/new-code.ts'
import { codeKey, codeScope, findAdvocate, TakenReferralCodes } from '../../rules/referral-rules.ts'
import type { Campaign } from '../../schemas/campaign.ts'
import type { Referral } from '../../stores/codes/referrals.ts'
import { environmentOf, type Profile } from '../../stores/profiles.ts'
import { touchProfile } from '../touch-profile.ts'

export interface NewReferral extends NewCode {
  advocateProfileIntegrationId: string
  friendProfileIntegrationId?: string | undefined
}

/**
 * No idempotency: a repeated call makes a second code ([D] Third-party API: no referral endpoint has an identifier).
 * [D] Integration API: campaign limits on creation are ignored here.
 */
export function createReferral(deployment: Deployment, input: NewReferral, call: Call): Referral {
  const { campaign, advocate } = acceptNewReferral(deployment, input, call)
  if (advocate !== undefined) {
    // The profile's own text: that of the request is a part of its URL and keeps all of it in memory.
    input.advocateProfileIntegrationId = advocate.integrationId
  } else if (deployment.settings.unknownAdvocate === 'create') {
    const environment = environmentOf(call.application)
    touchProfile(deployment, environment, input.advocateProfileIntegrationId)
  }
  return storeReferral(deployment, campaign, input, call.causedBy)
}

/** [D] X-DRY-RUN: changes are ignored. Every check is made, nothing is kept. */
export function createReferralDry(deployment: Deployment, input: NewReferral, call: Call): Referral {
  return dryReferral(deployment, acceptNewReferral(deployment, input, call).campaign, input)
}

/** Draws a code and stores the referral; all checks are done. */
export function storeReferral(
  deployment: Deployment,
  campaign: Campaign,
  input: NewReferral,
  causedBy: number,
): Referral {
  const shape = codeShape(deployment, input.codes ?? campaign.referralSettings)
  const taken = new TakenReferralCodes(deployment, campaign)
  const code = drawCode(deployment, shape, { kind: 'referral codes', taken })
  const referral = deployment.referrals.create(referralRecord(deployment, campaign, input, code))
  deployment.world.journal.keep({
    seq: 0,
    at: 0,
    kind: 'talon-one.referral-created',
    causedBy,
    referralId: referral.id,
    code: referral.code,
    campaignId: referral.campaignId,
    advocate: referral.advocateProfileIntegrationId,
  })
  return referral
}

/** Nothing of it is kept. */
export function dryReferral(deployment: Deployment, campaign: Campaign, input: NewReferral): Referral {
  const code = deployment.dryCodes.random(codeShape(deployment, input.codes ?? campaign.referralSettings))
  return referralRecord(deployment, campaign, input, code)
}

/** Every check but that of the code. Nothing is changed. */
export function acceptNewReferral(
  deployment: Deployment,
  input: NewReferral,
  call: Call,
): { campaign: Campaign; advocate: Profile | undefined } {
  const campaign = acceptNewCode(deployment, call, 'Referral', input)
  const advocate = findAdvocate(deployment, call, input.advocateProfileIntegrationId)
  if (input.friendProfileIntegrationId === input.advocateProfileIntegrationId) {
    call.remark({
      reason: 'friend-is-advocate',
      facts: { profile: input.advocateProfileIntegrationId },
      hint: 'Friend and advocate are the same profile; nobody will be able to redeem this code.',
    })
  }
  return { campaign, advocate }
}

export function referralRecord(
  deployment: Deployment,
  campaign: Campaign,
  input: NewReferral,
  code: string,
): Referral {
  return {
    id: 0,
    createdAt: deployment.world.clock.now(),
    applicationId: campaign.applicationId,
    campaignId: campaign.id,
    advocateProfileIntegrationId: input.advocateProfileIntegrationId,
    friendProfileIntegrationId: input.friendProfileIntegrationId,
    startDate: input.startDate,
    expiryDate: input.expiryDate,
    // Guess, setting `defaultUsageLimit`.
    usageLimit: input.usageLimit ?? deployment.settings.defaultUsageLimit,
    usageCounter: 0,
    attributes: input.attributes,
    code,
    codeScope: codeScope(deployment, campaign),
    codeKey: codeKey(deployment, code),
    batchId: input.batchId,
    importId: input.importId,
  }
}
