// The built-in events of a session, as the list of events shows them. [D] displaying-events: talon_session_created, _closed, _revoked;
// the names of the other two are a guess.
import type { Call } from '../../call.ts'
import type { Deployment } from '../../deployment.ts'
import type { Effect } from '../../rules/effects.ts'
import type { CustomerSession } from '../../stores/sessions/customer-sessions.ts'

const TYPES = {
  created: 'talon_session_created',
  open: 'talon_session_updated',
  closed: 'talon_session_closed',
  cancelled: 'talon_session_revoked',
  reopened: 'talon_session_reopened',
  partially_returned: 'talon_session_cart_items_returned',
} as const

/** Answers the id of the last, to which the effects belong. A session that begins open is created, and no more. */
export function noteEvents(
  { events, world }: Deployment,
  session: CustomerSession,
  moves: readonly (keyof typeof TYPES)[],
  effects: readonly Effect[] = session.effects,
): number {
  const noted = moves[0] === 'created' && moves[1] === 'open' ? ['created' as const] : moves
  let last = 0
  for (const [index, move] of noted.entries()) {
    const event = events.append({
      createdAt: world.clock.now(),
      applicationId: session.applicationId,
      profileIntegrationId: session.content.profileId,
      type: TYPES[move],
      storeIntegrationId: session.content.storeIntegrationId,
      attributes: {},
      identifier: undefined,
      effects: index === noted.length - 1 ? effects : [],
      sessionId: session.id,
      sessionIntegrationId: session.integrationId,
    })
    last = event.id
  }
  return last
}

/** In the list of events and in the journal. */
export function tellOfSession(
  deployment: Deployment,
  { causedBy }: Call,
  session: CustomerSession,
  moves: readonly (keyof typeof TYPES)[],
  effects: readonly Effect[] = session.effects,
): void {
  noteEvents(deployment, session, moves, effects)
  const { integrationId, state, content } = session
  const rejected = session.effects.find(({ effectType }) => effectType === 'rejectReferral')
  deployment.world.journal.append({
    kind: `talon-one.session-${state === 'open' ? 'updated' : state}`,
    causedBy,
    session: integrationId,
    profile: content.profileId,
    referralCode: content.referralCode === '' ? undefined : content.referralCode,
    rejectedBecause: rejected?.props.rejectionReason,
  })
}
