// The lane of an Integration API request: whose session or profile it updates, and the 409 of a full one.
import type { Context, MiddlewareHandler } from 'hono'
import { type Exchange, headerOf, type SandboxEnv } from '../../kit/record-requests.ts'
import type { Deployment } from '../deployment.ts'
import { conflict } from '../errors.ts'
import { knownCaller } from '../http/auth.ts'
import { parseJson, readText } from '../http/body.ts'
import type { Application } from '../schemas/application.ts'
import { environmentOf } from '../stores/profiles.ts'

/** Sessions are an Application's own; profiles are shared by the Applications of an environment. */
const OWNER = { session: ({ id }: Application) => `application ${id}`, profile: environmentOf }

export interface Lane {
  kind: keyof typeof OWNER
  /** The part of the path that has the id; without one it is the profile of the body. */
  part?: string
}

/**
 * A request holds its place from its arrival to its answer, waiting for its body and for a fault's delay included. One that will be
 * refused, since its key is wrong or it names nobody, takes none.
 */
export function oneLane(deployment: Deployment, lane: Lane): MiddlewareHandler<SandboxEnv> {
  const { lanes, settings } = deployment
  return async function keepLane(c, next) {
    const owner = ownerOf(deployment, lane, c)
    const id = owner && (lane.part ? c.req.param(lane.part) : await profileIdOfBody(c, settings.largestBody))
    if (id === undefined) return next()
    const { kind } = lane
    const key = `${kind} of ${owner}: ${id}`
    const turn = lanes.enter(key)
    if (turn === undefined) {
      throw conflict('concurrent-requests', `Too many requests are updating this ${kind} at the same time`, {
        facts: { kind, id },
        hint: `Three requests for the ${kind} ${JSON.stringify(id)} are in flight; send them one after the other.`,
      })
    }
    try {
      await turn
      await next()
    } finally {
      lanes.leave(key)
    }
  }
}

/** On the express way nobody waits: whoever has a lane for itself takes it, the others go to the full app. */
export const laneOf =
  (deployment: Deployment, lane: Lane, part: string) =>
  (c: Exchange): string | undefined => {
    const owner = ownerOf(deployment, lane, c)
    return owner && `${lane.kind} of ${owner}: ${c.req.param?.(part)}`
  }

function ownerOf(deployment: Deployment, { kind }: Lane, c: Exchange): string | undefined {
  const caller = knownCaller(deployment, headerOf(c, 'authorization'), 'none')
  return caller && OWNER[kind](caller.application)
}

/** Before the body is checked: what cannot be read is refused by the operation, with the other problems of the body. */
async function profileIdOfBody(c: Context<SandboxEnv>, largest: number): Promise<string | undefined> {
  const text = await readText(c, largest)
  try {
    const { profileId } = parseJson(text) as { profileId?: unknown }
    return typeof profileId === 'string' ? profileId : undefined
  } catch {
    return undefined
  }
}
