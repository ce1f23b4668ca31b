// Customer sessions of the Integration API. Transport only: operations/update-session.ts.
import { z } from 'zod'
import type { Exchange } from '../../kit/record-requests.ts'
import type { Call } from '../call.ts'
import type { Deployment } from '../deployment.ts'
import { invalidParameter, notEmulated } from '../errors.ts'
import { answerOnce } from '../http/idempotency.ts'
import type { Incoming } from '../http/incoming.ts'
import type { Operation } from '../http/operation-list.ts'
import type { Query } from '../http/query.ts'
import { findSession } from '../operations/sessions/find-session.ts'
import { returnItems } from '../operations/sessions/return-items.ts'
import { outcomeOfUndoing, type SessionOutcome } from '../operations/sessions/session-outcome.ts'
import { reopenSession } from '../operations/sessions/undo-session.ts'
import { updateSession, updateSessionDry } from '../operations/sessions/update-session.ts'
import { newCustomerSessionSchema } from '../schemas/sessions/customer-session.ts'
import { customerSessionEntity } from '../schemas/sessions/customer-session-entity.ts'
import { newReturnSchema, returnEntity } from '../schemas/sessions/return.ts'
import { environmentOf } from '../stores/profiles.ts'
import { integration, testable } from './integration.ts'
import { happened, type ResponseContent, responseContent, sessionContent } from './response-content.ts'

const SESSION = '/v2/customer_sessions/{customerSessionId}'
const returnBodySchema = z.object({ return: newReturnSchema, responseContent })
const bodySchema = z.object({ customerSession: newCustomerSessionSchema, responseContent })

export function customerSessionRoutes(deployment: Deployment): Operation[] {
  const route = integration(deployment)
  const testableRoute = testable(deployment)

  return [
    testableRoute(
      `PUT ${SESSION} updateCustomerSessionV2`,
      (request, { call, isTesting }, text) => {
        const { query } = request
        const isDry = isTesting || query.boolean('dry') === true
        const evaluated = isDry ? atInstant(call, query) : refuseInstant(call, query)
        const body = request.checked(text, bodySchema)
        return answerOnce(deployment, request.c, call, () => {
          const update = isDry ? updateSessionDry : updateSession
          const outcome = update(deployment, evaluated, sessionIdOf(request), body.customerSession)
          return request.json(integrationState(deployment, evaluated, outcome, body.responseContent ?? []))
        })
      },
      { kind: 'session', part: 'customerSessionId' },
    ),

    route(`GET ${SESSION} getCustomerSession`, (request, call) => {
      const session = findSession(deployment, call, sessionIdOf(request))
      const customerSession = customerSessionEntity(deployment, session)
      return request.json({ customerSession, effects: session.effects })
    }),

    // [D] Integration API: 409 is declared by update session, update profile and track event; reopening takes no place among them.
    route(`PUT ${SESSION}/reopen reopenCustomerSession`, (request, call) =>
      answerOnce(deployment, request.c, call, () =>
        request.json({ effects: reopenSession(deployment, call, sessionIdOf(request)) }),
      ),
    ),

    route(`POST ${SESSION}/returns returnCartItems`, async (request, call) => {
      const { query } = request
      const isDry = query.boolean('dry') ?? false
      if (query.boolean('runRuleEngine') === true) {
        throw notEmulated('runRuleEngine of returns', 'No campaign here is evaluated again on a return.')
      }
      const body = await request.body(returnBodySchema)
      return answerOnce(deployment, request.c, call, () => {
        const items = body.return.returnedCartItems
        const { session, made, effects } = returnItems(deployment, call, sessionIdOf(request), {
          items,
          isDry,
        })
        const earlier = { ...session, returns: session.returns.slice(0, -1) }
        const profile = deployment.profiles.find(environmentOf(call.application), session.content.profileId)
        const outcome = outcomeOfUndoing(session, profile, effects)
        const asked = (body.responseContent ?? []).filter(part => part !== 'previousReturns')
        return request.json({
          ...integrationState(deployment, call, outcome, asked),
          return: returnEntity(deployment, session, made),
          ...(body.responseContent?.includes('previousReturns') === true
            ? { previousReturns: earlier.returns.map(one => returnEntity(deployment, session, one)) }
            : {}),
        })
      })
    }),
  ]
}

const sessionIdOf = (request: Incoming<Exchange>): string => request.part('customerSessionId')

/** [D] now: a future date that acts as the current one, with dry=true only. */
function atInstant(call: Call, query: Query): Call {
  const instant = query.instant('now')
  if (instant === undefined) return call
  if (instant.at <= call.now) throw invalidParameter('now', 'must be in the future')
  const { api, application, causedBy } = call
  return { api, application, causedBy, now: instant.at, remark: said => call.remark(said) }
}

function refuseInstant(call: Call, query: Query): Call {
  if (query.instant('now') !== undefined) throw invalidParameter('now', 'can only be used with dry=true')
  return call
}

/** [D] IntegrationStateV2. */
function integrationState(
  deployment: Deployment,
  { application, now }: Call,
  outcome: SessionOutcome,
  asked: ResponseContent,
) {
  const { profile, failures, triggered } = outcome
  const foreseen = outcome.session.state === 'open' || outcome.isDry ? outcome.effects : undefined
  const carried = { application, profile, failures, triggered, now, foreseen }
  return { ...happened(outcome), ...sessionContent(deployment, asked, carried, outcome) }
}
