// A session on its way through the rules of its campaigns, and what has come of it so far.
import type { Application } from '../schemas/application.ts'
import type { Campaign } from '../schemas/campaign.ts'
import type { SessionContent } from '../schemas/sessions/customer-session.ts'
import type { Use, Who } from '../stores/budgets.ts'
import type { Coupon } from '../stores/codes/coupons.ts'
import type { Referral } from '../stores/codes/referrals.ts'
import type { Effect, RuleFailure } from './effects.ts'
import type { Plan, Reward } from './plan-rewards.ts'

export interface SessionToEvaluate {
  application: Application
  integrationId: string
  content: SessionContent
  firstSession: boolean
  now: number
  /** Of a dry request. */
  evaluable: readonly number[] | undefined
}

export interface Evaluation {
  readonly effects: Effect[]
  readonly failures: RuleFailure[]
  readonly triggered: Set<Campaign>
  readonly rewards: Reward[]
  readonly uses: Use[]
  referral: Referral | undefined
  readonly coupons: Coupon[]
}

export const emptyEvaluation = (): Evaluation => ({
  effects: [],
  failures: [],
  triggered: new Set(),
  rewards: [],
  uses: [],
  referral: undefined,
  coupons: [],
})

export function carryOut(
  { effects, rewards, uses, triggered }: Evaluation,
  campaign: Campaign,
  plan: Plan,
): void {
  effects.push(...plan.immediate)
  rewards.push(...plan.rewards)
  uses.push(...plan.uses)
  triggered.add(campaign)
}

export const whoOf = ({ content, integrationId, now }: SessionToEvaluate): Who => ({
  profile: content.profileId,
  session: integrationId,
  store: content.storeIntegrationId,
  identifiers: content.identifiers,
  now,
})
