// A request with a key becomes a call: noted in the access log, and set at the instant that the key's offset says.
import { type Exchange, remark } from '../../kit/record-requests.ts'
import type { Api, Call, Remark } from '../call.ts'
import type { Deployment } from '../deployment.ts'
import type { ApiKey } from '../schemas/api-key.ts'
import type { Application } from '../schemas/application.ts'

/** A class, since one is made for every request: a literal with a closure costs several times as much. */
export class KeyCall implements Call {
  readonly api: Api
  readonly application: Application
  readonly now: number
  readonly causedBy: number
  readonly #context: Exchange

  constructor(
    c: Exchange,
    { world, accessLog }: Deployment,
    { api, application, key }: { api: Api; application: Application; key: ApiKey },
  ) {
    this.api = api
    this.application = application
    // [D] TypeScript SDK, ApplicationAPIKey.timeOffset: nanoseconds, rules are evaluated at now plus this.
    this.now = world.clock.now() + key.timeOffset / 1_000_000
    this.causedBy = c.get('requestSeq')
    this.#context = c
    accessLog.add(this.causedBy, application.id, addressOf(c))
  }

  remark(said: Remark): void {
    leaveRemark(this.#context, said)
  }
}

/** Path and query. */
function addressOf({ env, req }: Exchange): string {
  const url = env?.incoming?.url ?? req.url
  return url.startsWith('/') ? url : url.replace(/^https?:\/\/[^/]*/, '')
}

export const leaveRemark = (c: Exchange, said: Remark): void => remark(c, said)
