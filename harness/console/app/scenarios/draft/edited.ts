// What the editor changes and takes back: the scenario, and where its nodes stand. Pure.
import {
  connection,
  type Draft,
  type DraftConnection,
  type DraftNode,
  freeId,
  leaving,
  withConnection,
  withNode,
  withoutNodes,
} from './draft.ts'
import { freeSpot, layoutOf, type Spot, type Spots } from './layout.ts'
import { type Piece, withPiece } from './pieces.ts'

export interface Edited {
  draft: Draft
  spots: Spots
  /** The text that it was taken from, whose comments are kept. */
  yaml?: string
}

/** Nodes without a place of their own stand where the layout puts them. */
export function editedOf(draft: Draft, known: Spots = {}): Edited {
  const isWhole = draft.nodes.every(({ id }) => known[id] !== undefined)
  return { draft, spots: isWhole ? known : layoutOf(draft) }
}

export interface NewNode {
  type: string
  fields: Readonly<Record<string, unknown>>
  /** Where it was dropped. */
  at?: Spot | undefined
  /** The node that it follows, and the exit by which. */
  after?: { id: number; exit: string } | undefined
}

export function withNewNode(before: Edited, wanted: NewNode): { edited: Edited; id: number } {
  const { draft, spots } = before
  const id = freeId(draft)
  const node: DraftNode = { id, type: wanted.type, ...wanted.fields }
  const spot = wanted.at ?? freeSpot(spots, wanted.after?.id ?? draft.nodes.at(-1)?.id)
  const added = withNode(draft, node)
  const { after } = wanted
  return {
    id,
    edited: {
      ...before,
      draft: after === undefined ? added : withConnection(added, connection(after.id, id, after.exit)),
      spots: { ...spots, [id]: spot },
    },
  }
}

export function withPasted(before: Edited, piece: Piece): { edited: Edited; ids: number[] } {
  const { draft, spots } = before
  const pasted = withPiece(draft, piece)
  const laid = layoutOf(piece)
  const below = Object.values(spots).reduce((most, { y }) => Math.max(most, y + 120), 0)
  const top = Math.min(...piece.nodes.map(({ id }) => laid[id]?.y ?? 0))
  const more = piece.nodes.map(({ id }, index) => {
    const { x, y } = laid[id] ?? { x: 0, y: 0 }
    return [pasted.ids[index], { x, y: y - top + below }]
  })
  return {
    ids: pasted.ids,
    edited: { ...before, draft: pasted.draft, spots: { ...spots, ...Object.fromEntries(more) } },
  }
}

export const without = (before: Edited, ids: ReadonlySet<number>): Edited => ({
  ...before,
  draft: withoutNodes(before.draft, ids),
  spots: Object.fromEntries(Object.entries(before.spots).filter(([id]) => !ids.has(Number(id)))),
})

export const moved = (before: Edited, to: Spots): Edited => ({ ...before, spots: { ...before.spots, ...to } })

/** The first exit that leads nowhere yet; undefined where all do. */
export const freeExit = (draft: Draft, id: number, exits: readonly string[]): string | undefined => {
  const taken = new Set(leaving(draft, id).map(exitName))
  return exits.find(exit => !taken.has(exit))
}

const exitName = ([, , exit = '']: DraftConnection): string => exit
