// Grants what rules have planned, or shows it without a trace in a dry run.
import { msToIso } from '../../../kit/time/duration.ts'
import type { Call } from '../../call.ts'
import type { Deployment } from '../../deployment.ts'
import { Refusal } from '../../errors.ts'
import { type Effect, effectOf, failureOf, type RuleFailure } from '../../rules/effects.ts'
import type { LastingEffect, Reward } from '../../rules/plan-rewards.ts'
import type { Coupon } from '../../stores/codes/coupons.ts'
import type { Referral } from '../../stores/codes/referrals.ts'
import type { Account, Transaction } from '../../stores/loyalty/loyalty-ledger.ts'
import { environmentOf } from '../../stores/profiles.ts'
import { dryCoupon, storeCoupon } from '../codes/create-coupon.ts'
import { dryReferral, storeReferral } from '../codes/create-referral.ts'
import { addPoints, deductPoints, lifeOf } from '../loyalty/add-points.ts'

export interface Granted {
  readonly effects: Effect[]
  readonly points: Transaction[]
  readonly createdCoupons: Coupon[]
  readonly createdReferrals: Referral[]
  readonly failures: RuleFailure[]
}

export function grantRewards(
  deployment: Deployment,
  call: Call,
  rewards: readonly Reward[],
  { isDry, sessionId }: { isDry: boolean; sessionId?: string | undefined },
): Granted {
  const granted: Granted = { effects: [], points: [], createdCoupons: [], createdReferrals: [], failures: [] }
  const granting = { deployment, call, isDry, sessionId, granted }
  for (const reward of rewards) {
    const given = grant(granting, reward)
    if (typeof given === 'string') granted.failures.push(failureOf(reward.rule, given))
    else granted.effects.push(effectOf(reward.rule, given.type, given.props, reward.triggeredByCoupon))
  }
  return granted
}

interface Granting {
  deployment: Deployment
  call: Call
  isDry: boolean
  sessionId: string | undefined
  granted: Granted
}

/** What the effect tells. */
interface Given {
  type: string
  props: Record<string, unknown>
}

/** Or why it could not be granted. */
function grant(granting: Granting, reward: Reward): Given | string {
  const { effect } = reward
  if (reward.recipient === '') return 'the session has no profile that could receive it'
  const give = GIVE[effect.type] as (of: Granting, reward: Reward, effect: LastingEffect) => Given | string
  try {
    return give(granting, reward, effect)
  } catch (error) {
    // A code pattern that is used up, for example: the effect is not applied, the session closes all the same.
    if (error instanceof Refusal) return error.words
    throw error
  }
}

const DRY_UUID = '00000000-0000-4000-8000-000000000000'

const GIVE: {
  readonly [T in LastingEffect['type']]: (
    granting: Granting,
    reward: Reward,
    effect: Extract<LastingEffect, { type: T }>,
  ) => Given | string
} = {
  points({ deployment, call, isDry, sessionId, granted }, { recipient }, effect) {
    const { loyaltyProgramId, points, subledgerId, name } = effect
    const program = deployment.loyaltyPrograms.get(loyaltyProgramId)
    if (program === undefined || program.cardBased)
      return `no profile has points in the loyalty program ${loyaltyProgramId}`
    const account = accountOf(call, loyaltyProgramId, recipient)
    const to = { program, account, causedBy: call.causedBy }
    const transaction = isDry
      ? undefined
      : addPoints(deployment, to, { points, subledgerId, name, sessionId })
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
    return { type: 'addLoyaltyPoints', props }
  },

  deductPoints({ deployment, call, isDry, sessionId, granted }, { rule, recipient }, effect) {
    const { loyaltyProgramId: programId, points, subledgerId, name } = effect
    const account = accountOf(call, programId, recipient)
    const { active } = deployment.loyalty.balance(account, subledgerId, deployment.world.clock.now())
    if (active < points) return `the profile has ${active} points, ${points} are to be deducted`
    const from = { account, causedBy: call.causedBy }
    const transaction = isDry
      ? undefined
      : deductPoints(deployment, from, { points, subledgerId, name, sessionId })
    if (transaction !== undefined) granted.points.push(transaction)
    const transactionUUID = transaction?.uuid ?? DRY_UUID
    const about = { ruleTitle: rule.name, programId, subLedgerId: subledgerId, value: points }
    return { type: 'deductLoyaltyPoints', props: { ...about, transactionUUID, name } }
  },

  coupon({ deployment, call, isDry, granted }, { rule: { campaign }, recipient, referralId }, effect) {
    const recipientIntegrationId = recipient
    const { usageLimit } = effect
    const input = { campaignId: campaign.id, usageLimit, recipientIntegrationId, referralId, attributes: {} }
    const of = { application: call.application, campaign, causedBy: call.causedBy }
    const coupon = (isDry ? dryCoupon : storeCoupon)(deployment, of, input)
    granted.createdCoupons.push(coupon)
    return { type: 'couponCreated', props: { value: coupon.value, profileId: recipient } }
  },

  referral({ deployment, call, isDry, granted }, { rule: { campaign }, recipient }, { usageLimit }) {
    const advocate = { advocateProfileIntegrationId: recipient, attributes: {} }
    const input = { campaignId: campaign.id, usageLimit, ...advocate }
    const create = isDry ? dryReferral : storeReferral
    const referral = create(deployment, campaign, input, call.causedBy)
    granted.createdReferrals.push(referral)
    return { type: 'referralCreated', props: { value: referral.code } }
  },
}

const accountOf = ({ application }: Call, programId: number, integrationId: string): Account => ({
  programId,
  environment: environmentOf(application),
  integrationId,
})
