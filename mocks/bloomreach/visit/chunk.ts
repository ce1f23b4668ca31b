// The customers who entered together, and which webhooks were stopped for the rest of them.
// [D] creating-api-endpoint-for-webhooks: a Now or regular run is one chunk; of an event each customer is a chunk.

/** Why a webhook sends no further request to this chunk. */
export interface Stop {
  status: number
}

export interface Chunk {
  readonly id: number
  /** By node. */
  stops?: Map<number, Stop>
}

export function stopFor(chunk: Chunk, node: number, stop: Stop): void {
  chunk.stops ??= new Map()
  chunk.stops.set(node, stop)
}
