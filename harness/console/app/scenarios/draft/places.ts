// Where the nodes of a scenario stand: where somebody put them, which is part of the scenario, or else where the layout does. Pure.
import type { Draft, DraftNode, Spot } from './draft.ts'
import { freeSpot, layoutOf, type Spots } from './layout.ts'

/** Whether somebody put a node where it stands; then each has its place. */
export const isPlaced = ({ nodes }: Pick<Draft, 'nodes'>): boolean =>
  nodes.some(({ position }) => position !== undefined)

/** `known` is where nodes stood before that have no place of their own. */
export function spotsOf(draft: Pick<Draft, 'nodes' | 'connections'>, known: Spots = {}): Spots {
  if (isPlaced(draft)) return besideEachOther(draft)
  return draft.nodes.every(({ id }) => known[id] !== undefined) ? known : layoutOf(draft)
}

function besideEachOther({ nodes, connections }: Pick<Draft, 'nodes' | 'connections'>): Spots {
  const placed = nodes.flatMap(({ id, position }): [number, Spot][] => (position ? [[id, position]] : []))
  const spots: Record<number, Spot> = Object.fromEntries(placed)
  for (const { id } of nodes) {
    const before = connections.find(([from, to]) => to === id && spots[from] !== undefined)
    spots[id] ??= freeSpot(spots, before?.[0])
  }
  return spots
}

/** Every node stands where it is said to. */
export const withPlaces = (draft: Draft, spots: Spots): Draft => ({
  ...draft,
  nodes: draft.nodes.map(node => standing(node, spots[node.id])),
})

/** The layout says where they stand. */
export const withoutPlaces = (draft: Draft): Draft => ({
  ...draft,
  nodes: draft.nodes.map(({ position: _, ...node }) => node as DraftNode),
})

const standing = (node: DraftNode, spot: Spot | undefined): DraftNode =>
  spot === undefined || isAt(node, spot) ? node : { ...node, position: spot }

const isAt = ({ position }: DraftNode, { x, y }: Spot): boolean => position?.x === x && position.y === y
