// What the editor changes and takes back: the scenario, and where its nodes stand. Pure.
import type { Source } from '../../../../scenario-text/written-text.ts'
import {
  connection,
  type Draft,
  type DraftConnection,
  type DraftNode,
  freeId,
  leaving,
  type Spot,
  withConnection,
  withNode,
  withoutNodes,
} from './draft.ts'
import { freeSpot, layoutOf, type Spots } from './layout.ts'
import { type Piece, withPiece } from './pieces.ts'
import { isPlaced, spotsOf, withoutPlaces, withPlaces } from './places.ts'

export interface Edited {
  draft: Draft
  spots: Spots
  /** The text that it was taken from, whose comments are kept. */
  source?: Source | undefined
  /** Of the vendor's editor, where it was pasted from there: what was not changed goes back as it came. */
  clipboard?: Readonly<Record<string, unknown>> | undefined
}

/** `known` is where its nodes stood before. */
export const editedOf = (draft: Draft, known: Spots = {}, source?: Source): Edited => ({
  draft,
  spots: spotsOf(draft, known),
  source,
})

/** What somebody puts somewhere gives every node its place, so that they stay as they stand. */
const standing = (edited: Edited): Edited => ({ ...edited, draft: withPlaces(edited.draft, edited.spots) })

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
  const edited = {
    ...before,
    draft: after === undefined ? added : withConnection(added, connection(after.id, id, after.exit)),
    spots: { ...spots, [id]: spot },
  }
  return { id, edited: wanted.at !== undefined || isPlaced(draft) ? standing(edited) : edited }
}

export function withPasted(before: Edited, piece: Piece): { edited: Edited; ids: number[] } {
  const { draft, spots } = before
  const { draft: pasted, ids } = withPiece(draft, piece)
  const laid = spotsOf(piece)
  const isEmpty = draft.nodes.length === 0
  const below = Object.values(spots).reduce((most, { y }) => Math.max(most, y + 120), 0)
  const down = isEmpty ? 0 : below - Math.min(...Object.values(laid).map(({ y }) => y))
  const more = piece.nodes.map(({ id }, index) => {
    const { x, y } = laid[id] ?? { x: 0, y: 0 }
    return [ids[index], { x, y: y + down }]
  })
  const edited = { ...before, draft: withoutPlaces(pasted), spots: { ...spots, ...Object.fromEntries(more) } }
  return { ids, edited: isPlaced(isEmpty ? piece : draft) ? standing(edited) : edited }
}

export const without = (before: Edited, ids: ReadonlySet<number>): Edited => ({
  ...before,
  draft: withoutNodes(before.draft, ids),
  spots: Object.fromEntries(Object.entries(before.spots).filter(([id]) => !ids.has(Number(id)))),
})

export const moved = (before: Edited, to: Spots): Edited =>
  standing({ ...before, spots: { ...before.spots, ...to } })

export const tidied = (before: Edited): Edited => ({
  ...before,
  draft: withoutPlaces(before.draft),
  spots: layoutOf(before.draft),
})

/** The first exit that leads nowhere yet; undefined where all do. */
export const freeExit = (draft: Draft, id: number, exits: readonly string[]): string | undefined => {
  const taken = new Set(leaving(draft, id).map(exitName))
  return exits.find(exit => !taken.has(exit))
}

const exitName = ([, , exit = '']: DraftConnection): string => exit
