// The customers who entered together, and which webhooks were stopped for the rest of them.
// [D] creating-api-endpoint-for-webhooks: a Now or regular run is one chunk; of an event each customer is a chunk.

/** Why a webhook sends no further request to this chunk. */
export interface Stop {
  status: number
}

export class Chunk {
  readonly id: number
  #stops: Map<number, Stop> | undefined

  constructor(id: number) {
    this.id = id
  }

  stop(node: number, stop: Stop): void {
    this.#stops ??= new Map()
    this.#stops.set(node, stop)
  }

  stopOf(node: number): Stop | undefined {
    return this.#stops?.get(node)
  }
}
