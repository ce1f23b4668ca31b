// What is selected on the canvas.
import type { Draft, DraftConnection } from '../draft/draft.ts'
import { type CardNode, type Wire, wireId } from './flow-graph.ts'

export interface Selection {
  nodes: readonly number[]
  wires: readonly DraftConnection[]
  /** Selected by something else than the canvas, such as what was pasted. */
  asked?: readonly number[]
}

export const NOTHING_SELECTED: Selection = { nodes: [], wires: [] }

export const selectionOf = (nodes: readonly CardNode[], wires: readonly Wire[]): Selection => ({
  nodes: nodes.map(({ id }) => Number(id)),
  wires: wires.flatMap(({ data }) => (data === undefined ? [] : [data.connection])),
})

/** What a key means: what has the focus, also where something else is selected. */
export function meantBy(focused: Element | null, selection: Selection, draft: Draft): Selection {
  const id = focused?.getAttribute('data-id')
  if (focused?.classList.contains('react-flow__node') && !selection.nodes.includes(Number(id)))
    return { nodes: [Number(id)], wires: [] }
  if (focused?.classList.contains('react-flow__edge') && !selection.wires.some(one => wireId(one) === id))
    return { nodes: [], wires: draft.connections.filter(one => wireId(one) === id) }
  return selection
}
