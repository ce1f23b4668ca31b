// Creates or updates a customer session. In one turn of the event loop from evaluation to storing, so that parallel closings count each
// redemption once.
import type { Call } from '../../call.ts'
import type { Deployment } from '../../deployment.ts'
import { evaluateSession } from '../../rules/evaluate-session.ts'
import type { Evaluation } from '../../rules/evaluation.ts'
import {
  EMPTY_SESSION,
  type NewCustomerSession,
  type SessionContent,
} from '../../schemas/sessions/customer-session.ts'
import {
  type Closing,
  type CustomerSession,
  NO_RETURNS,
  type SessionState,
} from '../../stores/sessions/customer-sessions.ts'
import { countSale } from '../profile-sales.ts'
import { touchProfileOf } from '../touch-profile.ts'
import { profileOrNew } from '../update-profile.ts'
import { close } from './close-session.ts'
import { type Granted, grantRewards } from './grant-rewards.ts'
import { merged, refuseWrongSessionAttributes } from './session-content.ts'
import { tellOfSession } from './session-events.ts'
import { nextState } from './session-moves.ts'
import { outcomeOf, type SessionOutcome } from './session-outcome.ts'
import { cancelSession } from './undo-session.ts'

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
  const profile = touchProfileOf(deployment, call, content)
  const change = { known, integrationId, content, state }
  const { firstSession, evaluation } = evaluate(deployment, call, change)
  const isClosing = state === 'closed'
  const { granted, closing } = isClosing
    ? close(deployment, call, { integrationId, profileId: content.profileId }, evaluation)
    : { granted: foresee(deployment, call, evaluation), closing: undefined }
  if (!isClosing) for (const use of evaluation.uses) deployment.budgets.giveBack(use)
  const effects = closing?.effects ?? [...evaluation.effects, ...granted.effects]
  const session = store(deployment, call, { ...change, firstSession, effects, closing })
  tellOfSession(deployment, call, session, known === undefined ? ['created', state] : [state])
  if (!isClosing) return outcomeOf(session, profile, evaluation, granted)
  countSale(deployment, session, 1)
  // Closing has counted the sale of the profile and the use of the referral.
  const { referral } = evaluation
  return outcomeOf(
    session,
    profile && deployment.profiles.get(profile.id),
    { ...evaluation, referral: referral && deployment.referrals.get(referral.id) },
    granted,
  )
}

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
  const session = unsavedSession(deployment, call, {
    ...change,
    firstSession,
    effects: [],
    closing: undefined,
  })
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

const dryFriend = (deployment: Deployment, call: Call, { profileId }: SessionContent) =>
  profileId === '' ? undefined : profileOrNew(deployment, call, profileId)

/** [D] firstSession: always true for anonymous sessions. */
const isFirst = ({ sessions }: Deployment, applicationId: number, profileId: string): boolean =>
  profileId === '' || !sessions.hasProfile(applicationId, profileId)

interface EvaluatedChange extends SessionChange {
  firstSession: boolean
  effects: CustomerSession['effects']
  closing: Closing | undefined
}

function store(deployment: Deployment, call: Call, change: EvaluatedChange): CustomerSession {
  const { known, content, state, effects, closing } = change
  if (known === undefined) return deployment.sessions.create(unsavedSession(deployment, call, change))
  const updateCount = known.updateCount + 1
  const updatedAt = deployment.world.clock.now()
  return deployment.sessions.update(known, { content, state, updatedAt, updateCount, effects, closing })
}

/** What a session without an earlier one begins as; a dry request shows the count and the id of the one it leaves alone. */
function unsavedSession(
  deployment: Deployment,
  { application }: Call,
  { known, ...change }: EvaluatedChange,
): CustomerSession {
  const updatedAt = deployment.world.clock.now()
  return {
    ...change,
    id: known?.id ?? 0,
    applicationId: application.id,
    createdAt: known?.createdAt ?? updatedAt,
    updatedAt,
    updateCount: (known?.updateCount ?? 0) + 1,
    returns: NO_RETURNS,
  }
}
