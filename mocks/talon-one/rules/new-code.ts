// The rules of new codes, a coupon's and a referral's alike: may one be created in this campaign, with these dates, and what does it look like?
import type { Facts } from '../../kit/reason.ts'
import type { Call } from '../call.ts'
import type { Deployment } from '../deployment.ts'
import { badRequest, invalidParameter, notFound, type Refusal } from '../errors.ts'
import type { Instant } from '../instant.ts'
import type { Campaign, Feature } from '../schemas/campaign.ts'
import type { CodeGeneratorSettings } from '../schemas/codes/codes.ts'
import { type CodeShape, type TakenCodes, uniqueCharacters } from '../stores/codes/codes.ts'
import { type Attributes, refuseWrongAttributes } from './attribute-rules.ts'
import { type FrontendState, frontendState } from './campaign-state.ts'

export interface Validity {
  startDate?: Instant | undefined
  expiryDate?: Instant | undefined
}

/** What a call says of a code, whatever its kind. */
export interface NewCode extends Validity {
  campaignId: number
  usageLimit?: number | undefined
  attributes: Attributes
  /** Overrides the campaign's settings. */
  codes?: CodeGeneratorSettings | undefined
  batchId?: string | undefined
  importId?: number | undefined
}

const FEATURES = { Coupon: 'coupons', Referral: 'referrals' } as const

/** Every check that coupons and referrals have in common; the answer is the campaign. Nothing is changed. */
export function acceptNewCode(
  deployment: Deployment,
  call: Call,
  kind: 'Coupon' | 'Referral',
  input: NewCode,
): Campaign {
  const feature = FEATURES[kind]
  const campaign = campaignForNewCode(deployment, call, { campaignId: input.campaignId, feature })
  if (input.usageLimit !== undefined) refuseUsageLimit(input.usageLimit)
  refuseUnusableDates(deployment, call, input)
  const { application } = call
  const mandatory = application.mandatoryAttributes[feature]
  refuseWrongAttributes(deployment, application, { entity: kind }, input.attributes, mandatory)
  return campaign
}

function campaignForNewCode(
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

/** Whether these dates are refused: guess, setting `expiryBeforeStart`. */
export const endsBeforeItStarts = ({ settings }: Deployment, { startDate, expiryDate }: Validity): boolean =>
  startDate !== undefined &&
  expiryDate !== undefined &&
  expiryDate.at <= startDate.at &&
  settings.expiryBeforeStart === 'reject'

/** Guesses, settings `expiryBeforeStart` and `expiryInThePast`: no rule is documented. */
function refuseUnusableDates(deployment: Deployment, call: Call, validity: Validity): void {
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
export function codeShape({ settings }: Deployment, own: CodeGeneratorSettings | undefined): CodeShape {
  return {
    pattern: own?.couponPattern ?? settings.referralPattern,
    characters:
      own?.validCharacters === undefined ? settings.codeCharacters : uniqueCharacters(own.validCharacters),
  }
}

/** What is answered when a pattern has no code left is not documented publicly. */
export function drawCode(
  { codes }: Deployment,
  shape: CodeShape,
  { kind, taken }: { kind: string; taken: TakenCodes },
): string {
  const code = codes.draw(shape, taken)
  if (code !== undefined) return code
  throw badRequest('no-codes-left', `No more ${kind} can be generated`, {
    facts: { pattern: shape.pattern, scope: taken.scope },
    hint: `Every code of the pattern ${shape.pattern} over ${shape.characters.length} characters is taken in ${taken.scope}. Use a longer pattern or more characters.`,
  })
}
