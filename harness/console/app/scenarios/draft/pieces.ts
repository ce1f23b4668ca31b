// Copied nodes with the connections between them, and their place in a scenario where they get numbers of their own. Pure.
import { connection, type Draft, type DraftConnection, type DraftNode, freeId } from './draft.ts'

export interface Piece {
  nodes: readonly DraftNode[]
  connections: readonly DraftConnection[]
}

export const pieceOf = ({ nodes, connections }: Draft, ids: ReadonlySet<number>): Piece => ({
  nodes: nodes.filter(({ id }) => ids.has(id)),
  connections: connections.filter(([from, to]) => ids.has(from) && ids.has(to)),
})

/** `ids` are those of the new nodes, in the order of the piece; where no other node is, they keep the numbers that they have. */
export function withPiece(draft: Draft, piece: Piece): { draft: Draft; ids: number[] } {
  const first = freeId(draft)
  const isAlone =
    draft.nodes.length === 0 && new Set(piece.nodes.map(({ id }) => id)).size === piece.nodes.length
  const numberOf = (id: number, index: number) => (isAlone ? id : first + index)
  const renamed = new Map(piece.nodes.map(({ id }, index) => [id, numberOf(id, index)]))
  const nodes = piece.nodes.map((node, index) => ({ ...node, id: numberOf(node.id, index) }))
  const connections = piece.connections.flatMap(([from, to, exit]) => {
    const [source, target] = [renamed.get(from), renamed.get(to)]
    return source === undefined || target === undefined ? [] : [connection(source, target, exit)]
  })
  return {
    draft: {
      ...draft,
      nodes: [...draft.nodes, ...nodes],
      connections: [...draft.connections, ...connections],
    },
    ids: nodes.map(({ id }) => id),
  }
}

/** As text for the clipboard, which says by itself what it is. */
export const textOfPiece = (piece: Piece): string => JSON.stringify({ referralSandbox: piece }, null, 2)

/** Undefined where the text is something else. */
export function pieceIn(text: string): Piece | undefined {
  try {
    const { referralSandbox: piece } = JSON.parse(text) as { referralSandbox?: Partial<Piece> }
    if (!Array.isArray(piece?.nodes) || !Array.isArray(piece.connections)) return undefined
    return { nodes: piece.nodes.filter(isNode), connections: piece.connections }
  } catch {
    return undefined
  }
}

const isNode = (value: unknown): value is DraftNode => {
  const { id, type } = (value ?? {}) as Partial<DraftNode>
  return Number.isInteger(id) && typeof type === 'string'
}
