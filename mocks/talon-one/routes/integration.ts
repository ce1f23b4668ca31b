// What every Integration API path does before its operation: the key, and what kind of key it is.
import type { Context } from 'hono'
import type { SandboxEnv } from '../../kit/record-requests.ts'
import { type Call, describeCall } from '../call.ts'
import type { Deployment } from '../deployment.ts'
import { invalidKey } from '../errors.ts'
import { authenticate } from '../http/auth.ts'

/** For all operations but the three that a Testing key may call. */
export function integrationCall(c: Context<SandboxEnv>, deployment: Deployment): Call {
  const { call, isTesting } = testableCall(c, deployment)
  if (isTesting) {
    throw invalidKey(
      'The key is a Testing key: it reaches update session, update profile and track event only.',
    )
  }
  return call
}

/** [D] TypeScript SDK, ApplicationAPIKey.type: with a staging key all requests are dry. */
export function testableCall(
  c: Context<SandboxEnv>,
  deployment: Deployment,
): { call: Call; isTesting: boolean } {
  const caller = authenticate(deployment, c.req.header('authorization'), 'none')
  return {
    call: describeCall(c, deployment, { api: 'integration', ...caller }),
    isTesting: caller.key.type === 'staging',
  }
}
