// Grants what rules have planned, or shows it without a trace in a dry run.

import { msToIso } from '../../../kit/time/duration.ts'
import type { Call } from '../../call.ts'
import type { Deployment } from '../../deployment.ts'
import { Refusal } from '../../errors.ts'
import { type Effect, effectOf, failureOf, type RuleFailure } from '../../rules/effects.ts'
import type { LastingEffect, Reward } from '../../rules/plan-rewards.ts'
import type { RuleEffect } from '../../schemas/rule-effect.ts'
import type { Coupon } from '../../stores/codes/coupons.ts'
import type { Referral } from '../../stores/codes/referrals.ts'
import type { Transaction } from '../../stores/loyalty/loyalty-ledger.ts'
import { environmentOf } from '../../stores/profiles.ts'
import { type DryCoupon, dryCoupon, storeCoupon } from '../codes/create-coupon.ts'
import { type DryReferral, dryReferral, storeReferral } from '../codes/create-referral.ts'
import { addPoints, deductPoints, lifeOf } from '../loyalty/add-points.ts'

export interface Granted {
  readonly effects: Effect[]
  readonly points: Transaction[]
  readonly createdCoupons: (Coupon | DryCoupon)[]
  readonly createdReferrals: (DryReferral | Referral)[]
  readonly failures: RuleFailure[]
}

export function grantRewards(
  deployment: Deployment,
  call: Call,
  rewards: readonly Reward[],
  { isDry, sessionId }: { isDry: boolean; sessionId?: string | undefined },
): Granted {
  const granted: Granted = { effects: [], points: [], createdCoupons: [], createdReferrals: [], failures: [] }
  for (const reward of rewards) {
    const failure = grant(deployment, call, reward, { isDry, sessionId }, granted)
    if (failure !== undefined) granted.failures.push(failureOf(reward.rule, failure))
  }
  return granted
}

/** Answers why it could not be granted. */
function grant(
  deployment: Deployment,
  call: Call,
  reward: Reward,
  how: { isDry: boolean; sessionId: string | undefined },
  granted: Granted,
): string | undefined {
  if (reward.recipient === '') return 'the session has no profile that could receive it'
  try {
    switch (reward.effect.type) {
      case 'points':
        return grantPoints(deployment, call, { ...reward, effect: reward.effect }, how, granted)
      case 'deductPoints':
        return grantDeduction(deployment, call, { ...reward, effect: reward.effect }, how, granted)
      case 'coupon':
        grantCoupon(deployment, call, { ...reward, effect: reward.effect }, how, granted)
        return undefined
      case 'referral':
        grantReferral(deployment, call, { ...reward, effect: reward.effect }, how, granted)
        return undefined
    }
  } catch (error) {
    // A code pattern that is used up, for example: the effect is not applied, the session closes all the same.
    if (error instanceof Refusal) return error.words
    throw error
  }
}

type RewardOf<T extends RuleEffect['type']> = Reward & { effect: Extract<LastingEffect, { type: T }> }

const DRY_UUID = '00000000-0000-4000-8000-000000000000'

function grantPoints(
  deployment: Deployment,
  { application, causedBy }: Call,
  { rule, effect, recipient, triggeredByCoupon }: RewardOf<'points'>,
  { isDry, sessionId }: { isDry: boolean; sessionId: string | undefined },
  granted: Granted,
): string | undefined {
  const program = deployment.loyaltyPrograms.get(effect.loyaltyProgramId)
  if (program === undefined || program.cardBased) {
    return `no profile has points in the loyalty program ${effect.loyaltyProgramId}`
  }
  const { points, subledgerId, name } = effect
  const account = { programId: program.id, environment: environmentOf(application), integrationId: recipient }
  const transaction = isDry
    ? undefined
    : addPoints(deployment, { program, account, causedBy }, { points, subledgerId, name, sessionId })
  if (transaction !== undefined) granted.points.push(transaction)
  const { startsAt, expiresAt } = transaction ?? lifeOf(program, deployment.world.clock.now())
  const props = {
    name,
    programId: program.id,
    subLedgerId: subledgerId,
    value: points,
    recipientIntegrationId: recipient,
    ...(startsAt === undefined ? {} : { startDate: msToIso(startsAt) }),
    ...(expiresAt === undefined ? {} : { expiryDate: msToIso(expiresAt) }),
    transactionUUID: transaction?.uuid ?? DRY_UUID,
  }
  granted.effects.push(effectOf(rule, 'addLoyaltyPoints', props, triggeredByCoupon))
  return undefined
}

function grantDeduction(
  deployment: Deployment,
  { application, causedBy }: Call,
  { rule, effect, recipient, triggeredByCoupon }: RewardOf<'deductPoints'>,
  { isDry, sessionId }: { isDry: boolean; sessionId: string | undefined },
  granted: Granted,
): string | undefined {
  const { loyaltyProgramId: programId, points, subledgerId, name } = effect
  const account = { programId, environment: environmentOf(application), integrationId: recipient }
  const { active } = deployment.loyalty.balance(account, subledgerId, deployment.world.clock.now())
  if (active < points) return `the profile has ${active} points, ${points} are to be deducted`
  const transaction = isDry
    ? undefined
    : deductPoints(deployment, { account, causedBy }, { points, subledgerId, name, sessionId })
  if (transaction !== undefined) granted.points.push(transaction)
  const props = {
    ruleTitle: rule.name,
    programId,
    subLedgerId: subledgerId,
    value: points,
    transactionUUID: transaction?.uuid ?? DRY_UUID,
    name,
  }
  granted.effects.push(effectOf(rule, 'deductLoyaltyPoints', props, triggeredByCoupon))
  return undefined
}

function grantCoupon(
  deployment: Deployment,
  { application, causedBy }: Call,
  { rule, effect, recipient, referralId, triggeredByCoupon }: RewardOf<'coupon'>,
  { isDry }: { isDry: boolean },
  granted: Granted,
): void {
  const { campaign } = rule
  const { usageLimit } = effect
  const input = {
    campaignId: campaign.id,
    usageLimit,
    recipientIntegrationId: recipient,
    referralId,
    attributes: {},
  }
  const coupon = isDry
    ? dryCoupon(deployment, { application, campaign }, input)
    : storeCoupon(deployment, { application, campaign, causedBy }, input)
  granted.createdCoupons.push(coupon)
  const props = { value: coupon.value, profileId: recipient }
  granted.effects.push(effectOf(rule, 'couponCreated', props, triggeredByCoupon))
}

function grantReferral(
  deployment: Deployment,
  { causedBy }: Call,
  { rule, effect, recipient, triggeredByCoupon }: RewardOf<'referral'>,
  { isDry }: { isDry: boolean },
  granted: Granted,
): void {
  const input = {
    campaignId: rule.campaign.id,
    advocateProfileIntegrationId: recipient,
    usageLimit: effect.usageLimit,
    attributes: {},
  }
  const referral = isDry
    ? dryReferral(deployment, rule.campaign, input)
    : storeReferral(deployment, rule.campaign, input, causedBy)
  granted.createdReferrals.push(referral)
  granted.effects.push(effectOf(rule, 'referralCreated', { value: referral.code }, triggeredByCoupon))
}
