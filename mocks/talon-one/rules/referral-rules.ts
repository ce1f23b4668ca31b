// The rules of a referral, everywhere the same: may one be created in this campaign, and may a friend redeem it?

import type { Facts } from '../../kit/reason.ts'
import type { Call } from '../call.ts'
import type { Deployment } from '../deployment.ts'
import { badRequest, invalidParameter, notFound, type Refusal } from '../errors.ts'
import type { Instant } from '../instant.ts'
import type { Campaign, Feature } from '../schemas/campaign.ts'
import { isCountedByRedemptions, type Who } from '../stores/budgets.ts'
import { type CodeShape, type TakenCodes, uniqueCharacters } from '../stores/codes/codes.ts'
import type { Referral } from '../stores/codes/referrals.ts'
import { environmentOf, type Profile } from '../stores/profiles.ts'
import { type FrontendState, frontendState, type RedemptionAttempt, reasonOfTime } from './campaign-state.ts'
import { periodStart } from './limit-period.ts'

/** The campaign in which a code may be created, or the refusal. */
export function campaignForNewCode(
  { campaigns, settings }: Deployment,
  call: Call,
  { campaignId, feature }: { campaignId: number; feature: Feature },
): Campaign {
  const campaign = campaigns.get(campaignId)
  if (campaign === undefined || campaign.applicationId !== call.application.id) {
    throw unknownCampaign(call, campaignId, campaign !== undefined)
  }
  const state = frontendState(campaign, call.now)
  // Guess, setting `campaignNotRunning`. [D] tutorials: a running campaign is required; the answer is not documented.
  if (state !== 'running') {
    if (settings.campaignNotRunning === 'reject') throw campaignNotRunning(campaign, state)
    call.remark({
      reason: 'campaign-not-running',
      facts: stateFacts(campaign, state),
      hint: `The campaign ${campaign.id} is ${state}; no friend can redeem the code now.`,
    })
  }
  // Guess, setting `campaignWithoutFeature`.
  if (settings.campaignWithoutFeature === 'reject' && !campaign.features.includes(feature)) {
    throw badRequest(
      'campaign-without-feature',
      `The feature ${feature} is not enabled in campaign ${campaign.id}`,
      {
        facts: { campaign: campaign.id, feature },
        hint: `Add "${feature}" to the features of the campaign "${campaign.name}".`,
      },
    )
  }
  return campaign
}

/** [D] Third-party API declares 404; POST /v1/referrals declares 400 and 401 only. Which one it is here is a guess. */
function unknownCampaign(call: Call, campaignId: number, isOfOther: boolean): Refusal {
  const hint = isOfOther
    ? `The campaign ${campaignId} belongs to another Application than the API key.`
    : `No campaign has the id ${campaignId}.`
  const facts = { campaign: campaignId, application: call.application.id, isOfOther }
  return call.api === 'third-party'
    ? notFound('campaign-not-found', hint, facts)
    : badRequest('campaign-not-found', `Campaign ${campaignId} does not exist`, { facts, hint })
}

function campaignNotRunning(campaign: Campaign, state: FrontendState): Refusal {
  const when =
    state === 'scheduled'
      ? ` It starts at ${campaign.startTime}.`
      : state === 'expired'
        ? ` It ended at ${campaign.endTime}.`
        : ''
  return badRequest('campaign-not-running', `The campaign ${campaign.id} is not running`, {
    facts: stateFacts(campaign, state),
    hint: `The campaign "${campaign.name}" is ${state}.${when}`,
  })
}

const stateFacts = ({ id, name, startTime, endTime }: Campaign, state: FrontendState): Facts => ({
  campaign: id,
  name,
  state,
  ...(state === 'scheduled' && startTime !== undefined ? { startsAt: startTime } : {}),
  ...(state === 'expired' && endTime !== undefined ? { endedAt: endTime } : {}),
})

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

export interface Validity {
  startDate?: Instant | undefined
  expiryDate?: Instant | undefined
}

/** Whether these dates are refused: guess, setting `expiryBeforeStart`. */
export const endsBeforeItStarts = ({ settings }: Deployment, { startDate, expiryDate }: Validity): boolean =>
  startDate !== undefined &&
  expiryDate !== undefined &&
  expiryDate.at <= startDate.at &&
  settings.expiryBeforeStart === 'reject'

/** Guesses, settings `expiryBeforeStart` and `expiryInThePast`: no rule is documented. */
export function refuseUnusableDates(deployment: Deployment, call: Call, validity: Validity): void {
  const { expiryDate } = validity
  if (expiryDate === undefined) return
  if (endsBeforeItStarts(deployment, validity))
    throw invalidParameter('expiryDate', 'must be after startDate')
  if (expiryDate.at <= call.now) {
    if (deployment.settings.expiryInThePast === 'reject')
      throw invalidParameter('expiryDate', 'is in the past')
    call.remark({
      reason: 'code-created-expired',
      facts: { expiryDate: expiryDate.text },
      hint: `The code is created expired: ${expiryDate.text} has passed.`,
    })
  }
}

/** [D] NewReferral and CouponConstraints: 0..999999, 0 is no limit. */
export function refuseUsageLimit(usageLimit: number): void {
  if (!Number.isInteger(usageLimit) || usageLimit < 0 || usageLimit > 999_999) {
    throw invalidParameter('usageLimit', 'must be an integer from 0 to 999999')
  }
}

/** [D] CodeGeneratorSettings of the campaign; what it leaves open is a setting. */
export function codeShape(
  { settings }: Deployment,
  own: { validCharacters?: readonly string[] | undefined; couponPattern?: string | undefined } | undefined,
): CodeShape {
  return {
    pattern: own?.couponPattern ?? settings.referralPattern,
    characters:
      own?.validCharacters === undefined ? settings.codeCharacters : uniqueCharacters(own.validCharacters),
  }
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
  return budgets.hasRoom(campaign, 'redeemReferral', 1, who) ? undefined : 'CampaignLimitReached'
}

function countSince(uses: Iterable<{ at: number }>, since: number): number {
  let count = 0
  for (const { at } of uses) if (at >= since) count++
  return count
}
