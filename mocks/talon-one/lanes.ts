// [D] Integration API: per profile or session id one request runs and two queue; a fourth gets 409.
import type { Context, MiddlewareHandler } from 'hono'
import type { SandboxEnv } from '../kit/record-requests.ts'
import { conflict } from './errors.ts'

const PLACES = 3

interface Lane {
  inFlight: number
  /** Resolves when the newest request in the lane has left it. */
  last: Promise<void>
}

export class Lanes {
  readonly #lanes = new Map<string, Lane>()

  /** Takes a place in the lane, or answers undefined when it is full. */
  enter(key: string): { turn: Promise<void>; leave: () => void } | undefined {
    const lane = this.#lanes.get(key) ?? { inFlight: 0, last: Promise.resolve() }
    if (lane.inFlight >= PLACES) return undefined
    this.#lanes.set(key, lane)
    lane.inFlight++
    const turn = lane.last
    const { promise, resolve } = Promise.withResolvers<void>()
    lane.last = promise
    return {
      turn,
      leave: () => {
        if (--lane.inFlight === 0) this.#lanes.delete(key)
        resolve()
      },
    }
  }
}

/** A request holds its place from its arrival to its answer, waiting for its body and for a fault's delay included. */
export function oneLane(
  lanes: Lanes,
  kind: 'profile' | 'session',
  idOf: (c: Context<SandboxEnv>) => Promise<string> | string,
): MiddlewareHandler<SandboxEnv> {
  return async function keepLane(c, next) {
    const id = await idOf(c)
    const place = lanes.enter(`${kind} ${id}`)
    if (place === undefined) {
      throw conflict(
        `Too many requests are updating this ${kind} at the same time`,
        `Three requests for the ${kind} ${JSON.stringify(id)} are in flight; send them one after the other.`,
      )
    }
    try {
      await place.turn
      await next()
    } finally {
      place.leave()
    }
  }
}
