// Cancels a session, or opens it again: what closing did is taken back.
import type { Call } from '../../call.ts'
import type { Deployment } from '../../deployment.ts'
import { badRequest } from '../../errors.ts'
import type { Effect } from '../../rules/effects.ts'
import type { CustomerSession } from '../../stores/sessions/customer-sessions.ts'
import { touchProfileOf } from '../touch-profile.ts'
import { findSession } from './find-session.ts'
import { KEPT_WHEN_CANCELLED, KEPT_WHEN_REOPENED, rollBack } from './roll-back.ts'
import { tellOfSession } from './session-events.ts'
import { outcomeOfUndoing, type SessionOutcome } from './session-outcome.ts'

/** [D] reopenCustomerSession: what closing did is rolled back; created coupons and referrals stay. */
export function reopenSession(deployment: Deployment, call: Call, integrationId: string): readonly Effect[] {
  const session = findSession(deployment, call, integrationId)
  if (session.state !== 'closed') {
    throw badRequest('session-state', 'Only closed sessions can be reopened', {
      facts: { state: session.state, wanted: 'open' },
      hint: `The session is ${session.state}.`,
    })
  }
  const { effects, left } = rollBack(deployment, call, session, KEPT_WHEN_REOPENED)
  const reopened = deployment.sessions.update(session, {
    state: 'open',
    updatedAt: deployment.world.clock.now(),
    effects: left,
  })
  tellOfSession(deployment, call, reopened, ['reopened'], effects)
  return effects
}

export function cancelSession(deployment: Deployment, call: Call, session: CustomerSession): SessionOutcome {
  const { effects, left } = rollBack(deployment, call, session, KEPT_WHEN_CANCELLED)
  const cancelled = deployment.sessions.update(session, {
    state: 'cancelled',
    updatedAt: deployment.world.clock.now(),
    updateCount: session.updateCount + 1,
    effects: left,
  })
  const profile = touchProfileOf(deployment, call, cancelled.content)
  tellOfSession(deployment, call, cancelled, ['cancelled'], effects)
  return outcomeOfUndoing(cancelled, profile, effects)
}
