// The scenario as the canvas draws it: nodes and connections with what is counted on them. Pure.

import type { Edge, Node } from '@xyflow/react'
import { given } from '../../../../../mocks/kit/given.ts'
import type { DraftConnection, DraftNode } from '../draft/draft.ts'
import type { Edited } from '../draft/edited.ts'
import { summaryOf } from '../draft/summary.ts'

/** What a view lays over a node. */
export interface Over {
  /** Short, such as "4 customers". */
  counts?: readonly Count[]
  state?: 'off' | 'here' | 'passed' | undefined
}

export interface Count {
  label: string
  value: number
  tone?: 'good' | 'bad' | 'warn' | undefined
  onOpen?: (() => void) | undefined
}

export interface CardData extends Record<string, unknown> {
  node: DraftNode
  title: string
  role: string
  exits: readonly string[]
  findings: readonly { severity: string }[]
  over: Over
}
export type CardNode = Node<CardData, 'card'>
export type Wire = Edge<
  { connection: DraftConnection; count?: number | undefined; isOneOfSeveral: boolean },
  'wire'
>

export interface Drawing {
  titleOf: (type: string) => string
  roleOf: (type: string) => string
  exitsOf: (id: number) => readonly string[]
  findingsOf: (id: number) => readonly { severity: string }[]
  overNode: (id: number) => Over
  countOn: (connection: DraftConnection) => number | undefined
}

export function cardsOf({ draft, spots }: Edited, drawing: Drawing): CardNode[] {
  return draft.nodes.map(node => {
    const { id, type } = node
    const named = draft.connections.flatMap(([from, , exit = '']) => (from === id ? [exit] : []))
    return {
      id: String(id),
      type: 'card',
      position: spots[id] ?? { x: 0, y: 0 },
      ariaLabel: nodeLabel(node, drawing.titleOf(type)),
      data: {
        node,
        title: drawing.titleOf(type),
        role: drawing.roleOf(type),
        exits: [...new Set([...drawing.exitsOf(id), ...named])],
        findings: drawing.findingsOf(id),
        over: drawing.overNode(id),
      },
    }
  })
}

/** "Webhook #3: GET example.com" for who does not see the canvas. */
export function nodeLabel(node: DraftNode, title: string): string {
  const [name, summary] = [node.name ?? title, summaryOf(node)]
  return `${name} #${node.id}${summary === '' ? '' : `: ${summary}`}`
}

export function wiresOf({ draft }: Edited, drawing: Pick<Drawing, 'countOn'>): Wire[] {
  return draft.connections.map(connection => {
    const [from, to, exit = ''] = connection
    const isOneOfSeveral = draft.connections.filter(([other]) => other === from).length > 1
    return {
      id: wireId(connection),
      type: 'wire',
      source: String(from),
      target: String(to),
      sourceHandle: exit,
      ariaLabel: `Connection from #${from}${exit === '' ? '' : ` by ${exit}`} to #${to}`,
      data: { connection, count: drawing.countOn(connection), isOneOfSeveral },
    }
  })
}

export const wireId = ([from, to, exit = '']: DraftConnection): string => `${from}>${to} ${exit}`

/** What was selected, measured or is being dragged stays so. */
export function keepingState(next: readonly CardNode[], before: readonly CardNode[]): CardNode[] {
  const known = new Map(before.map(node => [node.id, node]))
  return next.map(node => {
    const old = known.get(node.id)
    if (old === undefined) return node
    const { selected, measured, dragging } = old
    const position = dragging === true ? old.position : node.position
    return { ...node, position, ...given({ selected, measured, dragging }) }
  })
}
