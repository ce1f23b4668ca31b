// What every Integration API path does before its operation: its lane, the key, and what kind of key it is.
import { type Exchange, headerOf } from '../../kit/record-requests.ts'
import type { Call } from '../call.ts'
import type { Deployment } from '../deployment.ts'
import { invalidKey } from '../errors.ts'
import { type Answer as PlainAnswer, respond } from '../http/answer.ts'
import { authenticate, type Caller } from '../http/auth.ts'
import { readText, refuseOtherContentType } from '../http/body.ts'
import { KeyCall } from '../http/describe-call.ts'
import { Incoming } from '../http/incoming.ts'
import { type Operation, route } from '../http/operation-list.ts'
import { type Lane, oneLane } from './one-lane.ts'

type Answer = Response | Promise<Response>

/** For all operations but those that a Testing key may call. */
export const integration =
  (deployment: Deployment) =>
  (line: string, handler: (request: Incoming, call: Call) => Answer): Operation =>
    route('integration', line, c => handler(new Incoming(c, deployment), callWithoutTesting(c, deployment)))

/** The same for a path that is called by thousands: what can be refused is refused before the body is there. */
export const expressIntegration =
  (deployment: Deployment) =>
  (line: string, handler: (c: Exchange, call: Call, body: string) => PlainAnswer): Operation => {
    const begin = (c: Exchange) => {
      const call = callWithoutTesting(c, deployment)
      refuseOtherContentType(c)
      return (body: string) => handler(c, call, body)
    }
    const { largestBody } = deployment.settings
    const served = route('integration', line, async c => respond(c, begin(c)(await readText(c, largestBody))))
    return { ...served, express: begin }
  }

function callWithoutTesting(c: Exchange, deployment: Deployment): Call {
  const caller = authenticate(deployment, headerOf(c, 'authorization'), 'none')
  if (isTesting(caller)) {
    throw invalidKey(
      'testing-key',
      'The key is a Testing key: it reaches update session, update profile and track event only.',
    )
  }
  return callOf(c, deployment, caller)
}

/** [D] TypeScript SDK, ApplicationAPIKey.type: with a staging key all requests are dry. The same operations have lanes. */
export const testable =
  (deployment: Deployment) =>
  (
    line: string,
    handler: (request: Incoming, caller: { call: Call; isTesting: boolean }) => Answer,
    lane: Lane,
  ): Operation => {
    const callers = new WeakMap<Exchange, Caller>()
    const served = route('integration', line, c => {
      const caller = callers.get(c) ?? authenticate(deployment, c.req.header('authorization'), 'none')
      const call = callOf(c, deployment, caller)
      return handler(new Incoming(c, deployment), { call, isTesting: isTesting(caller) })
    })
    return { ...served, around: oneLane(deployment, lane, callers) }
  }

const isTesting = ({ key }: Caller): boolean => key.type === 'staging'

const callOf = (c: Exchange, deployment: Deployment, caller: Caller): Call =>
  new KeyCall(c, deployment, { api: 'integration', ...caller })
