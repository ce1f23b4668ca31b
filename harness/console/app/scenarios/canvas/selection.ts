// What is selected on the canvas.
import type { DraftConnection } from '../draft/draft.ts'
import type { CardNode, Wire } from './flow-graph.ts'

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
