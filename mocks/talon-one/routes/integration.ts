// What every Integration API path does before its operation: its lane, the key, and what kind of key it is.
import type { Context } from 'hono'
import { type Exchange, headerOf, type SandboxEnv } from '../../kit/record-requests.ts'
import type { Call } from '../call.ts'
import type { Deployment } from '../deployment.ts'
import { invalidKey } from '../errors.ts'
import { type Answer as PlainAnswer, respond } from '../http/answer.ts'
import { authenticate, type Caller } from '../http/auth.ts'
import { readText, refuseOtherContentType } from '../http/body.ts'
import { describeCall } from '../http/describe-call.ts'
import { type Operation, operationName } from '../http/operation-list.ts'
import { type Lane, oneLane } from './one-lane.ts'

type Request = Context<SandboxEnv>
type Answer = Response | Promise<Response>

/** For all operations but those that a Testing key may call. */
export const integration =
  (deployment: Deployment) =>
  (line: string, handler: (c: Request, call: Call) => Answer): Operation => ({
    ...operationName('integration', line),
    emulated: true,
    handler: c => handler(c, callWithoutTesting(c, deployment)),
  })

/** The same for a path that is called by thousands: what can be refused is refused before the body is there. */
export const expressIntegration =
  (deployment: Deployment) =>
  (line: string, handler: (c: Exchange, call: Call, body: string) => PlainAnswer): Operation => {
    const begin = (c: Exchange) => {
      const call = callWithoutTesting(c, deployment)
      refuseOtherContentType(c)
      return (body: string) => handler(c, call, body)
    }
    return {
      ...operationName('integration', line),
      emulated: true,
      handler: async c => respond(c, begin(c)(await readText(c, deployment.settings.largestBody))),
      express: begin,
    }
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
    handler: (c: Request, caller: { call: Call; isTesting: boolean }) => Answer,
    lane: Lane,
  ): Operation => {
    const callers = new WeakMap<Exchange, Caller>()
    return {
      ...operationName('integration', line),
      emulated: true,
      around: oneLane(deployment, lane, callers),
      handler(c) {
        const caller = callers.get(c) ?? authenticate(deployment, c.req.header('authorization'), 'none')
        return handler(c, { call: callOf(c, deployment, caller), isTesting: isTesting(caller) })
      },
    }
  }

const isTesting = ({ key }: Caller): boolean => key.type === 'staging'

const callOf = (c: Exchange, deployment: Deployment, caller: Caller): Call =>
  describeCall(c, deployment, { api: 'integration', ...caller })
