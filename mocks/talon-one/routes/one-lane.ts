// The lane of an Integration API request: whose session or profile it updates, and the 409 of a full one.
import type { Context, MiddlewareHandler } from 'hono'
import type { Exchange, SandboxEnv } from '../../kit/record-requests.ts'
import type { Deployment } from '../deployment.ts'
import { conflict } from '../errors.ts'
import { type Caller, knownCaller } from '../http/auth.ts'
import type { Application } from '../schemas/application.ts'
import { environmentOf } from '../stores/profiles.ts'

/** Sessions are an Application's own; profiles are shared by the Applications of an environment. */
const OWNER = { session: ({ id }: Application) => `application ${id}`, profile: environmentOf }

export interface Lane {
  kind: keyof typeof OWNER
  idOf: (c: Context<SandboxEnv>) => Promise<string | undefined> | string
}

/**
 * A request holds its place from its arrival to its answer, waiting for its body and for a fault's delay included. One that will be
 * refused, since its key is wrong or it names nobody, takes none. Whoever has been found is left in `callers`.
 */
export function oneLane(
  deployment: Deployment,
  { kind, idOf }: Lane,
  callers: WeakMap<Exchange, Caller>,
): MiddlewareHandler<SandboxEnv> {
  return async function keepLane(c, next) {
    const caller = knownCaller(deployment, c.req.header('authorization'), 'none')
    if (caller === undefined) return next()
    callers.set(c, caller)
    const id = await idOf(c)
    if (id === undefined) return next()
    const place = deployment.lanes.enter(`${kind} of ${OWNER[kind](caller.application)}: ${id}`)
    if (place === undefined) {
      throw conflict('concurrent-requests', `Too many requests are updating this ${kind} at the same time`, {
        facts: { kind, id },
        hint: `Three requests for the ${kind} ${JSON.stringify(id)} are in flight; send them one after the other.`,
      })
    }
    try {
      await place.turn
      await next()
    } finally {
      place.leave()
    }
  }
}
