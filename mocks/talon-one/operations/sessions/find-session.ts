// The session that a call names.
import type { Call } from '../../call.ts'
import type { Deployment } from '../../deployment.ts'
import { present } from '../../errors.ts'
import type { CustomerSession } from '../../stores/sessions/customer-sessions.ts'

/** What is answered for an unknown session is not declared; as everywhere else, 404. */
export function findSession({ sessions }: Deployment, call: Call, integrationId: string): CustomerSession {
  const hint = `This Application has no session ${JSON.stringify(integrationId)}.`
  const session = sessions.find(call.application.id, integrationId)
  return present(session, 'session-not-found', hint, { session: integrationId })
}
