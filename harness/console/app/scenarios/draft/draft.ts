// A scenario as it stands in the editor, half done or not, and every change that the editor makes to it. Pure.

/** On the canvas, from the left and from the top. */
export interface Spot {
  x: number
  y: number
}

export interface DraftNode {
  id: number
  type: string
  name?: string
  /** Where somebody put it. */
  position?: Spot
  [field: string]: unknown
}

/** From, to, and the exit where it has a name. */
export type DraftConnection = readonly [number, number] | readonly [number, number, string]

export interface Draft {
  name: string
  description?: string
  tags?: readonly string[]
  customerFilter?: unknown
  nodes: readonly DraftNode[]
  connections: readonly DraftConnection[]
}

export const emptyDraft = (name: string): Draft => ({ name, nodes: [], connections: [] })

export const nodeOf = (draft: Draft, id: number): DraftNode | undefined =>
  draft.nodes.find(node => node.id === id)

export const freeId = ({ nodes }: Pick<Draft, 'nodes'>): number =>
  nodes.reduce((most, { id }) => Math.max(most, id), 0) + 1

export function withNode(draft: Draft, node: DraftNode): Draft {
  return { ...draft, nodes: [...draft.nodes, node] }
}

/** Fields that are given undefined are taken away. */
export function withFields(draft: Draft, id: number, fields: Readonly<Record<string, unknown>>): Draft {
  return { ...draft, nodes: draft.nodes.map(node => (node.id === id ? changed(node, fields) : node)) }
}

function changed<T extends object>(before: T, fields: Readonly<Record<string, unknown>>): T {
  const after: Record<string, unknown> = { ...(before as Record<string, unknown>) }
  for (const [name, value] of Object.entries(fields)) {
    if (value === undefined) delete after[name]
    else after[name] = value
  }
  return after as T
}

/** Of the scenario itself: its name, description, tags, customer filter. */
export const withSettings = (draft: Draft, fields: Readonly<Record<string, unknown>>): Draft =>
  changed(draft, fields)

export function withoutNodes(draft: Draft, ids: ReadonlySet<number>): Draft {
  return {
    ...draft,
    nodes: draft.nodes.filter(({ id }) => !ids.has(id)),
    connections: draft.connections.filter(([from, to]) => !ids.has(from) && !ids.has(to)),
  }
}

export const sameConnection = (a: DraftConnection, b: DraftConnection): boolean =>
  a[0] === b[0] && a[1] === b[1] && (a[2] ?? '') === (b[2] ?? '')

/** Nothing changes where the nodes are connected so already, or where a node would lead to itself. */
export function withConnection(draft: Draft, connection: DraftConnection): Draft {
  const [from, to] = connection
  const isKnown = draft.connections.some(known => sameConnection(known, connection))
  if (from === to || isKnown) return draft
  return { ...draft, connections: [...draft.connections, connection] }
}

export function withoutConnections(draft: Draft, gone: readonly DraftConnection[]): Draft {
  const isGone = (connection: DraftConnection) => gone.some(one => sameConnection(one, connection))
  return { ...draft, connections: draft.connections.filter(connection => !isGone(connection)) }
}

export const connection = (from: number, to: number, exit = ''): DraftConnection =>
  exit === '' ? [from, to] : [from, to, exit]

export const leaving = ({ connections }: Draft, id: number): DraftConnection[] =>
  connections.filter(([from]) => from === id)
