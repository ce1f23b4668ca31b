// [D] Integration API: per profile or session id one request runs and two queue; a fourth gets 409 (routes/one-lane.ts).
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
