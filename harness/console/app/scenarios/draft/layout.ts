// Where nodes stand when nobody has moved them: from left to right as customers go, ways that part below each other.
import dagre from '@dagrejs/dagre'
import type { Draft, Spot } from './draft.ts'

export type Spots = Readonly<Record<number, Spot>>

export const NODE_SIZE = { width: 216, height: 76 } as const

export function layoutOf({ nodes, connections }: Pick<Draft, 'nodes' | 'connections'>): Spots {
  const graph = new dagre.graphlib.Graph()
  graph.setGraph({ rankdir: 'LR', nodesep: 44, ranksep: 48 })
  graph.setDefaultEdgeLabel(() => ({}))
  for (const { id } of nodes) graph.setNode(String(id), { ...NODE_SIZE })
  for (const [from, to] of connections) {
    if (graph.hasNode(String(from)) && graph.hasNode(String(to))) graph.setEdge(String(from), String(to))
  }
  dagre.layout(graph)
  return Object.fromEntries(
    nodes.map(({ id }) => {
      const { x = 0, y = 0 } = graph.node(String(id)) ?? {}
      return [id, { x: Math.round(x - NODE_SIZE.width / 2), y: Math.round(y - NODE_SIZE.height / 2) }]
    }),
  )
}

const GAP = { x: NODE_SIZE.width + 48, y: NODE_SIZE.height + 44 }

/** To the right of a node, below what stands there; without one, below everything. */
export function freeSpot(spots: Spots, beside: number | undefined): Spot {
  const taken = Object.values(spots)
  const from = beside === undefined ? undefined : spots[beside]
  if (from === undefined) return { x: 0, y: taken.reduce((most, { y }) => Math.max(most, y + GAP.y), 0) }
  const spot = { x: from.x + GAP.x, y: from.y }
  while (taken.some(other => isOver(other, spot))) spot.y += GAP.y
  return spot
}

const isOver = (a: Spot, b: Spot): boolean =>
  Math.abs(a.x - b.x) < NODE_SIZE.width && Math.abs(a.y - b.y) < NODE_SIZE.height
