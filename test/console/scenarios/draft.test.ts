// The editor's changes to a scenario, without a browser.
import { expect, test } from 'vitest'
import {
  type Draft,
  withConnection,
  withFields,
  withoutConnections,
  withoutNodes,
} from '../../../harness/console/app/scenarios/draft/draft.ts'
import {
  editedOf,
  freeExit,
  moved,
  tidied,
  withNewNode,
  without,
  withPasted,
} from '../../../harness/console/app/scenarios/draft/edited.ts'
import {
  closed,
  did,
  historyOf,
  redone,
  undone,
} from '../../../harness/console/app/scenarios/draft/history.ts'
import { pieceIn, pieceOf, textOfPiece } from '../../../harness/console/app/scenarios/draft/pieces.ts'

const draft: Draft = {
  name: 'Two ways',
  nodes: [
    { id: 1, type: 'now' },
    { id: 2, type: 'condition', if: {} },
    { id: 5, type: 'email', subject: 'Hello' },
  ],
  connections: [
    [1, 2],
    [2, 5],
  ],
}

test('a connection is made once, never of a node with itself, and another exit is another one', () => {
  expect(withConnection(draft, [1, 2])).toBe(draft)
  expect(withConnection(draft, [5, 5])).toBe(draft)
  expect(withConnection(draft, [2, 5, 'else']).connections).toEqual([
    [1, 2],
    [2, 5],
    [2, 5, 'else'],
  ])
  expect(withoutConnections(draft, [[2, 5]]).connections).toEqual([[1, 2]])
})

test('a node that is deleted takes its connections and its place along', () => {
  const left = without(editedOf(draft), new Set([2]))

  expect(left.draft).toEqual(withoutNodes(draft, new Set([2])))
  expect(left.draft.connections).toEqual([])
  expect(Object.keys(left.spots)).toEqual(['1', '5'])
})

test('fields that are given undefined are taken away', () => {
  const [, , email] = withFields(draft, 5, { subject: undefined, html: '<p>' }).nodes

  expect(email).toEqual({ id: 5, type: 'email', html: '<p>' })
})

test('a new node has the next number, follows the selected one and stands on no other', () => {
  const edited = editedOf(draft)
  const { id, edited: next } = withNewNode(edited, {
    type: 'wait',
    fields: {},
    after: { id: 2, exit: 'else' },
  })

  expect(id).toBe(6)
  expect(next.draft.connections.at(-1)).toEqual([2, 6, 'else'])
  const spots = Object.values(next.spots).map(({ x, y }) => `${x} ${y}`)
  expect(new Set(spots).size).toBe(4)
})

test('the free exit is the first that leads nowhere yet', () => {
  expect(freeExit(draft, 2, ['', 'else'])).toBe('else')
  expect(freeExit(draft, 1, [''])).toBeUndefined()
})

test('what is copied and pasted has numbers of its own and the connections between its nodes', () => {
  const text = textOfPiece(pieceOf(draft, new Set([2, 5])))
  const piece = pieceIn(text)
  if (piece === undefined) throw new Error('nothing was copied')
  const { ids, edited } = withPasted(editedOf(draft), piece)

  expect(ids).toEqual([6, 7])
  expect(edited.draft.nodes.slice(3)).toEqual([
    { id: 6, type: 'condition', if: {} },
    { id: 7, type: 'email', subject: 'Hello' },
  ])
  expect(edited.draft.connections.slice(2)).toEqual([[6, 7]])
})

test('a node that is put somewhere gives every node its place, and the layout takes them back', () => {
  const laid = editedOf(draft)
  const placed = moved(laid, { 2: { x: 7, y: 9 } })

  expect(laid.draft).toBe(draft)
  expect(placed.draft.nodes.map(({ position }) => position)).toEqual([
    laid.spots[1],
    { x: 7, y: 9 },
    laid.spots[5],
  ])
  expect(editedOf(placed.draft).spots).toEqual(placed.spots)
  expect(tidied(placed)).toEqual(laid)
})

test('a node without a place stands beside the one before it, and on no other', () => {
  const nodes = draft.nodes.map(node => (node.id === 5 ? node : { ...node, position: { x: 0, y: 0 } }))
  const { spots } = editedOf({ ...draft, nodes })

  expect(spots[5]?.x).toBeGreaterThan(200)
})

test('what is pasted where nothing is keeps its numbers and places; elsewhere it stands below', () => {
  const piece = {
    nodes: [
      { id: 4, type: 'now', position: { x: 10, y: 20 } },
      { id: 9, type: 'wait', position: { x: 300, y: 20 } },
    ],
    connections: [[4, 9]] as const,
  }
  const alone = withPasted(editedOf({ name: '', nodes: [], connections: [] }), piece)
  const below = withPasted(moved(editedOf(draft), { 1: { x: 0, y: 500 } }), piece)

  expect(alone.edited.draft.nodes).toEqual(piece.nodes)
  expect(below.edited.draft.nodes.at(-1)).toEqual({ id: 7, type: 'wait', position: { x: 300, y: 620 } })
})

test('a text that is none of ours is no piece', () => {
  for (const text of ['', 'hello', '{', '{"copiedData":{}}', '{"referralSandbox":{"nodes":1}}'])
    expect(pieceIn(text)).toBeUndefined()
})

test('changes of one kind are one step back, until something closes them', () => {
  const typed = did(did(did(historyOf('a'), 'ab', 'type'), 'abc', 'type'), 'abcd', 'type')
  const after = did(closed(typed), 'abcde', 'type')

  expect(undone(typed).now).toBe('a')
  expect(undone(after).now).toBe('abcd')
  expect(redone(undone(after)).now).toBe('abcde')
  expect(did(undone(after), 'x').future).toEqual([])
  expect(undone(historyOf('a')).now).toBe('a')
})
