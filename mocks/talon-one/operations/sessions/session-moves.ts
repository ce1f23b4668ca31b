// From which state a session may go to which. [D] CustomerSessionV2.state.
import { badRequest } from '../../errors.ts'
import type { CustomerSession, SessionState } from '../../stores/sessions/customer-sessions.ts'

/** The wording about closing is from a production client. */
export function nextState(known: CustomerSession | undefined, wanted: SessionState): SessionState {
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
