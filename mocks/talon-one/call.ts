// What an operation knows about the call besides its input: who asks, when, and where to leave a hint.
import type { Exchange } from '../kit/record-requests.ts'
import type { World } from '../kit/world.ts'
import type { ApiKey } from './schemas/api-key.ts'
import type { Application } from './schemas/application.ts'
import type { AccessLog } from './stores/access-log.ts'

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

/** The part of a deployment that a call needs. */
interface Premises {
  readonly world: World
  readonly accessLog: AccessLog
}

export function describeCall(
  c: Exchange,
  premises: Premises,
  caller: { api: Api; application: Application; key: ApiKey },
): Call {
  return new KeyCall(c, premises, caller)
}

/** A class, since one is made for every request: a literal with a closure costs several times as much. */
class KeyCall implements Call {
  readonly api: Api
  readonly application: Application
  readonly now: number
  readonly causedBy: number
  readonly #context: Exchange

  constructor(
    c: Exchange,
    { world, accessLog }: Premises,
    { api, application, key }: { api: Api; application: Application; key: ApiKey },
  ) {
    this.api = api
    this.application = application
    // [D] TypeScript SDK, ApplicationAPIKey.timeOffset: nanoseconds, rules are evaluated at now plus this.
    this.now = world.clock.now() + key.timeOffset / 1_000_000
    this.causedBy = c.get('requestSeq')
    this.#context = c
    accessLog.add(this.causedBy, {
      applicationId: application.id,
      uuid: c.get('requestId'),
      method: c.req.method,
      url: c.req.url,
      at: world.clock.now(),
    })
  }

  hint(text: string): void {
    leaveHint(this.#context, text)
  }
}

export function leaveHint(c: Exchange, text: string): void {
  const earlier = c.get('hint')
  c.set('hint', earlier === undefined ? text : `${earlier} ${text}`)
}
