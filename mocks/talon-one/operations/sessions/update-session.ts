// Creates or updates a customer session: its moves between states, and what closing, cancelling and reopening do. In one turn of the
// event loop from evaluation to storing, so that parallel closings count each redemption once.

import type { Call } from '../../call.ts'
import type { Deployment } from '../../deployment.ts'
import { badRequest } from '../../errors.ts'
import { refuseWrongAttributes } from '../../rules/attribute-rules.ts'
import type { Effect, RuleFailure } from '../../rules/effects.ts'
import { type Evaluation, emptyEvaluation, evaluateSession } from '../../rules/evaluate-session.ts'
import { withoutNulls } from '../../schemas/attribute.ts'
import type { Campaign } from '../../schemas/campaign.ts'
import {
  EMPTY_SESSION,
  type NewCustomerSession,
  type SessionContent,
} from '../../schemas/sessions/customer-session.ts'
import type { Referral } from '../../stores/codes/referrals.ts'
import { environmentOf, type Profile } from '../../stores/profiles.ts'
import {
  type Closing,
  type CustomerSession,
  NO_RETURNS,
  type SessionState,
} from '../../stores/sessions/customer-sessions.ts'
import { countSale } from '../profile-sales.ts'
import { touchProfile } from '../touch-profile.ts'
import { unsavedProfile } from '../update-profile.ts'
import { findSession } from './find-session.ts'
import { type Granted, grantRewards } from './grant-rewards.ts'
import { rollBackCancelled, rollBackReopened } from './roll-back.ts'
import { noteEvents } from './session-events.ts'

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

const NOTHING_GRANTED: Granted = {
  effects: [],
  points: [],
  createdCoupons: [],
  createdReferrals: [],
  failures: [],
}

export function updateSession(
  deployment: Deployment,
  call: Call,
  integrationId: string,
  input: NewCustomerSession,
): SessionOutcome {
  const known = deployment.sessions.find(call.application.id, integrationId)
  const state = nextState(known, input.state ?? 'open')
  refuseWrongSessionAttributes(deployment, call, input)
  if (known !== undefined && state === 'cancelled') return cancelSession(deployment, call, known)

  const content = merged(known?.content ?? EMPTY_SESSION, input)
  const profile = touchFriend(deployment, call, content)
  const change = { known, integrationId, content, state }
  const { firstSession, evaluation } = evaluate(deployment, call, change)
  const stored = store(deployment, call, { ...change, firstSession })
  const granted =
    state === 'closed' ? close(deployment, call, stored, evaluation) : foresee(deployment, call, evaluation)
  if (state !== 'closed') for (const use of evaluation.uses) deployment.budgets.giveBack(use)
  const effects = [...evaluation.effects, ...granted.effects]
  const session = deployment.sessions.update(stored, { effects })
  noteEvents(deployment, session, known === undefined ? ['created', state] : [state])
  journal(deployment, call, session)
  return asTheyAreNow(deployment, outcomeOf(session, profile, evaluation, granted))
}

/** Closing has counted the use of the referral and the sale of the profile. */
const asTheyAreNow = ({ profiles, referrals }: Deployment, outcome: SessionOutcome): SessionOutcome => ({
  ...outcome,
  profile: outcome.profile && (profiles.get(outcome.profile.id) ?? outcome.profile),
  referral: outcome.referral && (referrals.get(outcome.referral.id) ?? outcome.referral),
})

/** [D] dry: only the payload of this request is considered, and nothing of it is kept. */
export function updateSessionDry(
  deployment: Deployment,
  call: Call,
  integrationId: string,
  input: NewCustomerSession,
): SessionOutcome {
  const known = deployment.sessions.find(call.application.id, integrationId)
  refuseWrongSessionAttributes(deployment, call, input)
  const content = merged(EMPTY_SESSION, input)
  const change = { known, integrationId, content, state: input.state ?? 'open' }
  const { firstSession, evaluation } = evaluate(deployment, call, change, input.evaluableCampaignIds)
  for (const use of evaluation.uses) deployment.budgets.giveBack(use)
  const granted =
    change.state === 'closed'
      ? grantRewards(deployment, call, evaluation.rewards, { isDry: true })
      : foresee(deployment, call, evaluation)
  const session = unsavedSession(deployment, call, { ...change, firstSession })
  return { ...outcomeOf(session, dryFriend(deployment, call, content), evaluation, granted), isDry: true }
}

/** [D] LedgerInfo.tentativeCurrentBalance: an open session shows the points that closing it would give. */
function foresee(deployment: Deployment, call: Call, { rewards }: Evaluation): Granted {
  const points = rewards.filter(({ effect: { type } }) => type === 'points' || type === 'deductPoints')
  return { ...grantRewards(deployment, call, points, { isDry: true }), failures: [] }
}

interface SessionChange {
  known: CustomerSession | undefined
  integrationId: string
  content: SessionContent
  state: SessionState
}

function evaluate(
  deployment: Deployment,
  { application, now }: Call,
  { known, integrationId, content }: SessionChange,
  evaluable?: readonly number[],
): { firstSession: boolean; evaluation: Evaluation } {
  const firstSession = known?.firstSession ?? isFirst(deployment, application.id, content.profileId)
  const session = { application, integrationId, content, firstSession, now, evaluable }
  return { firstSession, evaluation: evaluateSession(deployment, session) }
}

const outcomeOf = (
  session: CustomerSession,
  profile: Profile | undefined,
  evaluation: Evaluation,
  granted: Granted,
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

/** [D] reopenCustomerSession: what closing did is rolled back; created coupons and referrals stay. */
export function reopenSession(deployment: Deployment, call: Call, integrationId: string): readonly Effect[] {
  const session = findSession(deployment, call, integrationId)
  if (session.state !== 'closed') {
    throw badRequest('session-state', 'Only closed sessions can be reopened', {
      facts: { state: session.state, wanted: 'open' },
      hint: `The session is ${session.state}.`,
    })
  }
  const { effects, left } = rollBackReopened(deployment, call, session)
  const reopened = deployment.sessions.update(session, {
    state: 'open',
    updatedAt: now(deployment),
    effects: left,
  })
  noteEvents(deployment, reopened, ['reopened'], effects)
  journal(deployment, call, reopened)
  return effects
}

/** [D] CustomerSessionV2.state: the moves. The wording about closing is from a production client. */
function nextState(known: CustomerSession | undefined, wanted: SessionState): SessionState {
  const isByReturn = wanted === 'partially_returned'
  if (known === undefined) {
    if (wanted !== 'cancelled' && !isByReturn) return wanted
    const message = 'Sessions can be created as open or closed only'
    throw badRequest('session-state', message, { facts: { wanted } })
  }
  if (known.state === 'open' && !isByReturn) return wanted
  const isCancellable = known.state === 'closed' || known.state === 'partially_returned'
  if (isCancellable && wanted === 'cancelled') return wanted
  const hint = isByReturn
    ? 'Return cart items with POST /v2/customer_sessions/{id}/returns.'
    : known.state === 'closed'
      ? 'The session is closed: cancel it, or open it again with PUT /v2/customer_sessions/{id}/reopen.'
      : `The session is ${known.state}: that is final.`
  throw badRequest(
    'session-state',
    // [C] the SFCC cartridge looks for the second text, a production client for the first.
    wanted === 'closed'
      ? 'Only open sessions can be closed'
      : `Cannot move session to state "${wanted}" from state "${known.state}"`,
    { facts: { state: known.state, wanted }, hint },
  )
}

/** [D] an empty referralCode discards the earlier one, leaving it out keeps it; the same for couponCodes. */
function merged(earlier: SessionContent, input: NewCustomerSession): SessionContent {
  return {
    profileId: input.profileId ?? earlier.profileId,
    storeIntegrationId: input.storeIntegrationId ?? earlier.storeIntegrationId,
    couponCodes: input.couponCodes ?? earlier.couponCodes,
    referralCode: input.referralCode ?? earlier.referralCode,
    loyaltyCards: input.loyaltyCards ?? earlier.loyaltyCards,
    cartItems: input.cartItems ?? earlier.cartItems,
    additionalCosts: input.additionalCosts ?? earlier.additionalCosts,
    identifiers: input.identifiers ?? earlier.identifiers,
    statedTotal: input.statedTotal ?? earlier.statedTotal,
    experimentVariantAllocations: input.experimentVariantAllocations ?? earlier.experimentVariantAllocations,
    attributes: withoutNulls({ ...earlier.attributes, ...input.attributes }),
  }
}

function refuseWrongSessionAttributes(
  deployment: Deployment,
  { application }: Call,
  input: NewCustomerSession,
): void {
  refuseWrongAttributes(deployment, application, { entity: 'CustomerSession' }, input.attributes ?? {})
  for (const [index, { attributes = {} }] of (input.cartItems ?? []).entries()) {
    const at = `/cartItems/${index}`
    refuseWrongAttributes(deployment, application, { entity: 'CartItem', at }, attributes)
  }
}

/** [D] an empty id is an anonymous session. */
const touchFriend = (deployment: Deployment, { application }: Call, { profileId }: SessionContent) =>
  profileId === '' ? undefined : touchProfile(deployment, environmentOf(application), profileId)

const dryFriend = ({ profiles }: Deployment, call: Call, { profileId }: SessionContent) =>
  profileId === ''
    ? undefined
    : (profiles.find(environmentOf(call.application), profileId) ?? unsavedProfile(call, profileId))

/** [D] firstSession: always true for anonymous sessions. */
const isFirst = ({ sessions }: Deployment, applicationId: number, profileId: string): boolean =>
  profileId === '' || !sessions.hasProfile(applicationId, profileId)

const now = ({ world }: Deployment): number => world.clock.now()

type EvaluatedChange = SessionChange & { firstSession: boolean }

function store(deployment: Deployment, call: Call, change: EvaluatedChange): CustomerSession {
  const { known, content, state } = change
  if (known === undefined) return deployment.sessions.create(unsavedSession(deployment, call, change))
  return deployment.sessions.update(known, {
    content,
    state,
    updatedAt: now(deployment),
    updateCount: known.updateCount + 1,
    closing: undefined,
  })
}

/** What a session without an earlier one begins as; a dry request shows the count and the id of the one it leaves alone. */
function unsavedSession(
  deployment: Deployment,
  { application }: Call,
  { known, ...change }: EvaluatedChange,
): CustomerSession {
  const updatedAt = now(deployment)
  return {
    ...change,
    id: known?.id ?? 0,
    applicationId: application.id,
    createdAt: known?.createdAt ?? updatedAt,
    updatedAt,
    updateCount: (known?.updateCount ?? 0) + 1,
    effects: [],
    closing: undefined,
    returns: NO_RETURNS,
  }
}

/** [D] a referral is redeemed when the session closes. */
function close(
  deployment: Deployment,
  call: Call,
  session: CustomerSession,
  evaluation: Evaluation,
): Granted {
  const { content, integrationId } = session
  const { referral } = evaluation
  const use = { friendProfileIntegrationId: content.profileId, sessionId: integrationId, at: call.now }
  const redemption = referral === undefined ? undefined : deployment.referrals.redeem(referral, use)
  if (referral !== undefined) {
    deployment.world.journal.append({
      kind: 'talon-one.referral-redeemed',
      causedBy: call.causedBy,
      referralId: referral.id,
      code: referral.code,
      advocate: referral.advocateProfileIntegrationId,
      friend: content.profileId,
      session: integrationId,
    })
  }
  const couponRedemptions = evaluation.coupons.map(coupon =>
    deployment.coupons.redeem(coupon, { integrationId: content.profileId, at: call.now }),
  )
  const granted = grantRewards(deployment, call, evaluation.rewards, {
    isDry: false,
    sessionId: integrationId,
  })
  const closing: Closing = {
    redemption,
    couponRedemptions,
    uses: evaluation.uses,
    points: granted.points,
    effects: [...evaluation.effects, ...granted.effects],
  }
  deployment.sessions.update(session, { closing })
  countSale(deployment, session)
  return granted
}

function cancelSession(deployment: Deployment, call: Call, session: CustomerSession): SessionOutcome {
  const { effects, left } = rollBackCancelled(deployment, call, session)
  const cancelled = deployment.sessions.update(session, {
    state: 'cancelled',
    updatedAt: now(deployment),
    updateCount: session.updateCount + 1,
    effects: left,
  })
  const profile = touchFriend(deployment, call, cancelled.content)
  noteEvents(deployment, cancelled, ['cancelled'], effects)
  journal(deployment, call, cancelled)
  return outcomeOf(cancelled, profile, emptyEvaluation(), { ...NOTHING_GRANTED, effects })
}

function journal({ world }: Deployment, { causedBy }: Call, session: CustomerSession): void {
  const { integrationId, state, content } = session
  const rejected = session.effects.find(({ effectType }) => effectType === 'rejectReferral')
  world.journal.append({
    kind: `talon-one.session-${state === 'open' ? 'updated' : state}`,
    causedBy,
    session: integrationId,
    profile: content.profileId,
    referralCode: content.referralCode === '' ? undefined : content.referralCode,
    rejectedBecause: rejected?.props.rejectionReason,
  })
}
