// What came of an update of a session.
import type { Effect, RuleFailure } from '../../rules/effects.ts'
import { type Evaluation, emptyEvaluation } from '../../rules/evaluation.ts'
import type { Campaign } from '../../schemas/campaign.ts'
import type { Referral } from '../../stores/codes/referrals.ts'
import type { Profile } from '../../stores/profiles.ts'
import type { CustomerSession } from '../../stores/sessions/customer-sessions.ts'
import type { Granted } from './grant-rewards.ts'

export interface SessionOutcome extends Pick<Granted, 'createdCoupons' | 'createdReferrals'> {
  readonly session: CustomerSession
  readonly effects: readonly Effect[]
  readonly failures: readonly RuleFailure[]
  readonly triggered: ReadonlySet<Campaign>
  readonly referral: Referral | undefined
  readonly profile: Profile | undefined
  /** Nothing of it is kept. */
  readonly isDry?: true
}

export const outcomeOf = (
  session: CustomerSession,
  profile: Profile | undefined,
  evaluation: Evaluation,
  granted: Omit<Granted, 'points'>,
): SessionOutcome => ({
  session,
  profile,
  effects: [...evaluation.effects, ...granted.effects],
  failures: [...evaluation.failures, ...granted.failures],
  triggered: evaluation.triggered,
  referral: evaluation.referral,
  createdCoupons: granted.createdCoupons,
  createdReferrals: granted.createdReferrals,
})

/** Of what takes back and grants nothing. */
export const outcomeOfUndoing = (
  session: CustomerSession,
  profile: Profile | undefined,
  effects: Effect[],
): SessionOutcome => outcomeOf(session, profile, { ...emptyEvaluation(), effects }, NOTHING)

const NOTHING = { effects: [], failures: [], createdCoupons: [], createdReferrals: [] }
