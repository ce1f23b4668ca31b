// The rules of a referral: who may own one, how its code is found, and whether a friend may redeem it. Creating codes is new-code.ts.
import type { Call } from '../call.ts'
import type { Deployment } from '../deployment.ts'
import { badRequest, notFound } from '../errors.ts'
import type { Campaign } from '../schemas/campaign.ts'
import { isCountedByRedemptions, type Who } from '../stores/budgets.ts'
import type { TakenCodes } from '../stores/codes/codes.ts'
import type { Referral } from '../stores/codes/referrals.ts'
import { environmentOf, type Profile } from '../stores/profiles.ts'
import { type RedemptionAttempt, reasonOfTime } from './campaign-state.ts'
import { periodStart } from './limit-period.ts'

/** An advocate must have a profile; undefined when one may be missing. Guess, setting `unknownAdvocate`. */
export function findAdvocate(
  { profiles, settings }: Deployment,
  call: Call,
  integrationId: string,
): Profile | undefined {
  const profile = profiles.find(environmentOf(call.application), integrationId)
  if (profile !== undefined || settings.unknownAdvocate === 'create') return profile
  const hint = `No customer profile has the integration ID ${JSON.stringify(integrationId)}.${
    integrationId.includes(' ') ? ' A + in a query string means a space: write %2B.' : ''
  }`
  const facts = { profile: integrationId }
  if (settings.unknownAdvocate === 'reject') {
    throw call.api === 'third-party'
      ? notFound('missing-profile', hint, facts)
      : badRequest('missing-profile', 'The advocate profile does not exist', { facts, hint })
  }
  call.remark({ reason: 'missing-profile', facts, hint })
  return undefined
}

/** Within what a code is unique, the id of the Application or campaign, 0 for the account: guess, setting `referralCodeScope`. */
export function codeScope({ settings }: Deployment, campaign: { id: number; applicationId: number }): number {
  switch (settings.referralCodeScope) {
    case 'account':
      return 0
    case 'application':
      return campaign.applicationId
    case 'campaign':
      return campaign.id
  }
}

export const scopeName = ({ settings: { referralCodeScope } }: Deployment, scope: number): string =>
  referralCodeScope === 'account' ? 'account' : `${referralCodeScope} ${scope}`

/** Guess, setting `codeMatching`: codes that fold to the same text are the same code. */
export const codeKey = ({ settings }: Deployment, code: string): string =>
  settings.codeMatching === 'exact' ? code : code.replaceAll(/[^a-z0-9]/gi, '').toUpperCase()

/** The referral codes in use within the scope of a campaign. */
export class TakenReferralCodes implements TakenCodes {
  readonly #deployment: Deployment
  readonly #scope: number

  constructor(deployment: Deployment, campaign: { id: number; applicationId: number }) {
    this.#deployment = deployment
    this.#scope = codeScope(deployment, campaign)
  }

  get scope(): string {
    return scopeName(this.#deployment, this.#scope)
  }

  get deletions(): number {
    return this.#deployment.referrals.deletions
  }

  has(code: string): boolean {
    return this.#deployment.referrals.findByCode(this.#scope, codeKey(this.#deployment, code)) !== undefined
  }
}

/** The referral that a session of this Application means by a code. */
export function findReferral(
  deployment: Deployment,
  application: { id: number },
  code: string,
): Referral | undefined {
  const { referrals, campaigns, settings } = deployment
  const key = codeKey(deployment, code)
  const find = (scope: number) => referrals.findByCode(scope, key)
  if (settings.referralCodeScope !== 'campaign') {
    const referral = find(codeScope(deployment, { id: 0, applicationId: application.id }))
    return referral?.applicationId === application.id ? referral : undefined
  }
  for (const campaign of campaigns.list()) {
    const referral =
      campaign.applicationId === application.id ? find(codeScope(deployment, campaign)) : undefined
    if (referral !== undefined) return referral
  }
  return undefined
}

/**
 * Why this friend may not redeem this referral now, or undefined when they may. [D] RejectReferralEffectProps.rejectionReason. The order is
 * ours: which reason wins is not documented.
 */
export function redemptionRefusal(deployment: Deployment, referral: Referral, attempt: RedemptionAttempt) {
  const { profile: friend } = attempt.who
  const campaign = deployment.campaigns.get(referral.campaignId)
  const application = deployment.applications.get(referral.applicationId)
  if (campaign === undefined || application === undefined) return 'ReferralNotFound'
  const early = reasonOfTime(campaign, referral, attempt)
  if (early !== undefined) return `Referral${early}` as const
  const advocate = referral.advocateProfileIntegrationId
  if (friend === advocate) return 'ReferralRecipientIdSameAsAdvocate'
  if (referral.friendProfileIntegrationId !== undefined && referral.friendProfileIntegrationId !== friend) {
    return 'ReferralRecipientDoesNotMatch'
  }
  if (deployment.profiles.find(environmentOf(application), advocate) === undefined) return 'AdvocateNotFound'
  if (isFriendReferredAlready(deployment, campaign, friend)) return 'ReferralCustomerAlreadyReferred'
  if (referral.usageLimit !== 0 && referral.usageCounter >= referral.usageLimit) return 'ReferralLimitReached'
  return reachedLimit(deployment, campaign, referral, attempt.who)
}

/**
 * [D] ReferralCustomerAlreadyReferred: the friend is already referred. Guess, setting `friendReferredAgain`; a limit per
 * profile of the campaign says itself how often one may be.
 */
function isFriendReferredAlready(
  { referrals, settings }: Deployment,
  campaign: Campaign,
  friend: string,
): boolean {
  if (settings.friendReferredAgain === 'accept' || friend === '') return false
  if (
    campaign.limits.some(limit => limit.action === 'redeemReferral' && limit.entities.includes('Profile'))
  ) {
    return false
  }
  const earlier =
    settings.friendReferredAgain === 'reject in campaign'
      ? referrals.redemptionsOfFriendInCampaign(campaign.id, friend)
      : referrals.redemptionsOfFriend(campaign.applicationId, friend)
  for (const _ of earlier) return true
  return false
}

function reachedLimit({ referrals, budgets }: Deployment, campaign: Campaign, referral: Referral, who: Who) {
  const { profile: friend, now } = who
  for (const limit of campaign.limits) {
    if (!isCountedByRedemptions(limit)) continue
    const since = periodStart(limit.period, now)
    const isReached = (uses: Iterable<{ at: number }>) => countSince(uses, since) >= limit.limit
    if (limit.entities.includes('Profile')) {
      if (friend !== '' && isReached(referrals.redemptionsOfFriendInCampaign(campaign.id, friend)))
        return 'ProfileLimitReached'
    } else if (limit.entities.includes('Referral')) {
      if (isReached(referrals.redemptionsOf(referral.id))) return 'ReferralLimitReached'
    } else if (referrals.redemptionsSince(campaign.id, since) >= limit.limit) return 'CampaignLimitReached'
  }
  return budgets.fullLimit(campaign, 'redeemReferral', 1, who) && 'CampaignLimitReached'
}

function countSince(uses: Iterable<{ at: number }>, since: number): number {
  let count = 0
  for (const { at } of uses) if (at >= since) count++
  return count
}
