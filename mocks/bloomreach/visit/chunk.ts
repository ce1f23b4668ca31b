// The customers who entered together, and which webhooks were stopped for the rest of them.
// [D] creating-api-endpoint-for-webhooks: a Now or regular run is one chunk; of an event each customer is a chunk.
import { KeptMaps } from '../../kit/kept/kept-maps.ts'

export interface Chunk {
  readonly id: number
  /** The status for which this node sends no further request to this chunk. */
  statusOf(node: number): number | undefined
  stop(node: number, status: number): void
}

/** By chunk and node. What was stopped for nobody who is still inside is forgotten. */
export type Stops = KeptMaps<number, number, number>

export const chunkOf = (id: number, stops: Stops = new KeptMaps()): Chunk => ({
  id,
  statusOf: node => stops.get(id, node),
  stop: (node, status) => stops.set(id, node, status),
})
