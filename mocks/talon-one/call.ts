// What an operation knows about the call besides its input: who asks, when, and where to leave a hint.
import type { Context } from 'hono'
import type { SandboxEnv } from '../kit/record-requests.ts'
import type { Deployment } from './deployment.ts'
import type { ApiKey } from './schemas/api-key.ts'
import type { Application } from './schemas/application.ts'

/** Which API was called: the same rule may answer with another status there. */
export type Api = 'third-party' | 'integration' | 'management'

export interface Call {
  readonly api: Api
  readonly application: Application
  /** The instant at which rules are evaluated, in milliseconds. */
  readonly now: number
  /** The journal's seq of the request. */
  readonly causedBy: number
  /** Tells the person behind the client what the vendor's body cannot say. */
  hint(text: string): void
}

export function describeCall(
  c: Context<SandboxEnv>,
  deployment: Deployment,
  caller: { api: Api; application: Application; key: ApiKey },
): Call {
  // [D] TypeScript SDK, ApplicationAPIKey.timeOffset: nanoseconds, rules are evaluated at now plus this.
  const now = deployment.world.clock.now() + caller.key.timeOffset / 1_000_000
  return {
    api: caller.api,
    application: caller.application,
    now,
    causedBy: c.get('requestSeq'),
    hint: text => leaveHint(c, text),
  }
}

export function leaveHint(c: Context<SandboxEnv>, text: string): void {
  const earlier = c.get('hint')
  c.set('hint', earlier === undefined ? text : `${earlier} ${text}`)
}
