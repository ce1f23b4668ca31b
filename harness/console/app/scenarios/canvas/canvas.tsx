// The canvas: nodes are dragged, connected, selected and opened here. What changes goes to the editor; only what is on the way, such
// as a node under the pointer, is kept here.
import {
  applyEdgeChanges,
  applyNodeChanges,
  Background,
  Controls,
  type EdgeChange,
  MarkerType,
  MiniMap,
  type NodeChange,
  ReactFlow,
  useReactFlow,
} from '@xyflow/react'
import '@xyflow/react/dist/style.css'
import { type DragEvent, type KeyboardEvent, useCallback, useEffect, useState } from 'react'
import { connection, type Spot, withConnection } from '../draft/draft.ts'
import { type Edited, moved } from '../draft/edited.ts'
import { NODE_SIZE, type Spots } from '../draft/layout.ts'
import { useEditor } from '../editor.tsx'
import { beginningOf } from './beginning.ts'
import { type CardNode, cardsOf, type Drawing, keepingState, type Wire, wiresOf } from './flow-graph.ts'
import { NodeCard } from './node-card.tsx'
import { type Selection, selectionOf } from './selection.ts'
import { useViewKeys } from './view-keys.ts'
import { WireLine } from './wire.tsx'

const NODE_TYPES = { card: NodeCard }
const EDGE_TYPES = { wire: WireLine }
const EDGE_OPTIONS = { markerEnd: { type: MarkerType.ArrowClosed, width: 16, height: 16 } }
const MINIMAP = { width: 132, height: 92 }
const SPOKEN = {
  edit: {
    'node.a11yDescription.default':
      'Enter opens it, Space selects it, the arrow keys move it, C connects it, Delete removes it.',
    'edge.a11yDescription.default': 'Space selects it, Delete removes it.',
  },
  look: {
    'node.a11yDescription.default': 'Enter opens it, Space selects it.',
    'edge.a11yDescription.default': 'Space selects it.',
  },
} as const

/** What the palette puts on the pointer. */
export const DRAGGED_TYPE = 'application/x-referral-sandbox-node'

interface Props {
  drawing: Drawing
  selection: Selection
  onSelect: (selection: Selection) => void
  onDropType: (type: string, at: Spot) => void
  /** In Preview and Evaluate the scenario is looked at. */
  use: 'edit' | 'look'
  /** Brought into sight as soon as its nodes stand there. */
  fitTo?: Edited | undefined
}

export function Canvas({ drawing, selection, onSelect, onDropType, use, fitTo }: Props) {
  const { edited, dispatch, open } = useEditor()
  const { screenToFlowPosition } = useReactFlow()
  const [cards, setCards] = useState<CardNode[]>(() => cardsOf(edited, drawing))
  const [wires, setWires] = useState<Wire[]>(() => wiresOf(edited, drawing))
  useEffect(() => setCards(before => keepingState(cardsOf(edited, drawing), before)), [edited, drawing])
  useEffect(() => {
    setWires(before => {
      const selected = new Set(before.filter(wire => wire.selected).map(({ id }) => id))
      return wiresOf(edited, drawing).map(wire =>
        selected.has(wire.id) ? { ...wire, selected: true } : wire,
      )
    })
  }, [edited, drawing])
  // An empty canvas stays where it is when the first node is put on it.
  const [hadNodes] = useState(edited.draft.nodes.length > 0)
  const [fitting] = useState(() => beginningOf(edited.spots, use, innerWidth))
  useSelectedByOthers(selection, setCards)
  useFitting(fitTo, cards)
  const onViewKey = useViewKeys()

  const onNodesChange = useCallback(
    (changes: NodeChange<CardNode>[]) => {
      setCards(before => applyNodeChanges(changes, before))
      const spots = spotsIn(changes)
      if (Object.keys(spots).length > 0)
        dispatch({ do: now => moved(now, spots), kind: `move ${Object.keys(spots)}` })
    },
    [dispatch],
  )
  const onEdgesChange = useCallback(
    (changes: EdgeChange<Wire>[]) => setWires(before => applyEdgeChanges(changes, before)),
    [],
  )
  // Called again for every other function, so it stays the same one.
  const onSelectionChange = useCallback(
    ({ nodes, edges }: { nodes: CardNode[]; edges: Wire[] }) => onSelect(selectionOf(nodes, edges)),
    [onSelect],
  )
  const onDrop = (event: DragEvent) => {
    const type = event.dataTransfer.getData(DRAGGED_TYPE)
    if (type === '') return
    event.preventDefault()
    const { x, y } = screenToFlowPosition({ x: event.clientX, y: event.clientY })
    onDropType(type, { x: Math.round(x - NODE_SIZE.width / 2), y: Math.round(y - NODE_SIZE.height / 2) })
  }
  const onKeyDownCapture = (event: KeyboardEvent) => {
    const id = idOfCard(event.target)
    const step = use === 'edit' ? stepOf(event) : undefined
    const isSelected = cards.some(card => card.id === String(id) && card.selected)
    // The canvas itself moves what is selected.
    if (id === undefined || (event.key !== 'Enter' && (step === undefined || isSelected))) return
    event.preventDefault()
    event.stopPropagation()
    if (step === undefined) return open(id)
    setCards(before => before.map(card => ({ ...card, selected: card.id === String(id) })))
    dispatch({ do: now => moved(now, { [id]: beside(now.spots[id], step) }), kind: `move ${id}` })
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: no fieldset; a drop and Enter on a node have other ways, the palette's buttons and the list.
    <div
      className="canvas"
      role="group"
      aria-label="Canvas: arrow keys move the view, + and − zoom, 0 shows all of it"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what moves under it is moved by the keyboard.
      tabIndex={0}
      onKeyDown={onViewKey}
      onDragOver={allowDrop}
      onDrop={onDrop}
      onKeyDownCapture={onKeyDownCapture}
    >
      <ReactFlow
        nodes={cards}
        edges={wires}
        nodeTypes={NODE_TYPES}
        edgeTypes={EDGE_TYPES}
        defaultEdgeOptions={EDGE_OPTIONS}
        onNodesChange={onNodesChange}
        onEdgesChange={onEdgesChange}
        onConnect={({ source, target, sourceHandle }) => {
          const made = connection(Number(source), Number(target), sourceHandle ?? '')
          dispatch({ do: now => ({ ...now, draft: withConnection(now.draft, made) }) })
        }}
        onNodeDoubleClick={(_, { id }) => open(Number(id))}
        onSelectionChange={onSelectionChange}
        nodesDraggable={use === 'edit'}
        nodesConnectable={use === 'edit'}
        deleteKeyCode={null}
        zoomOnDoubleClick={false}
        connectionRadius={32}
        minZoom={0.1}
        maxZoom={2}
        fitView={hadNodes}
        fitViewOptions={fitting}
        onlyRenderVisibleElements={cards.length > 60}
        ariaLabelConfig={SPOKEN[use]}
        colorMode="system"
        proOptions={{ hideAttribution: true }}
      >
        <Background gap={20} />
        <Controls showInteractive={false} />
        <MiniMap
          pannable
          zoomable
          style={MINIMAP}
          ariaLabel="Overview of the canvas"
          nodeClassName={roleOf}
        />
      </ReactFlow>
    </div>
  )
}

const roleOf = (node: CardNode): string => `minimap-${node.data.role}`

/** What was asked for once is done once: later changes leave the view alone. */
function useFitting(fitTo: Edited | undefined, cards: readonly CardNode[]): void {
  const { fitView } = useReactFlow()
  const [done, setDone] = useState<Edited>()
  useEffect(() => {
    if (fitTo === undefined || fitTo === done || !standAt(cards, fitTo)) return
    setDone(fitTo)
    void fitView(beginningOf(fitTo.spots, 'edit', innerWidth))
  }, [fitTo, done, cards, fitView])
}

const standAt = (cards: readonly CardNode[], { draft, spots }: Edited): boolean =>
  cards.length === draft.nodes.length &&
  cards.every(({ id, position: { x, y } }) => spots[Number(id)]?.x === x && spots[Number(id)]?.y === y)

/** What was pasted or put there by a button is selected too. */
function useSelectedByOthers(
  selection: Selection,
  setCards: (change: (before: CardNode[]) => CardNode[]) => void,
) {
  const wanted = selection.asked
  useEffect(() => {
    if (wanted === undefined) return
    setCards(before => before.map(card => ({ ...card, selected: wanted.includes(Number(card.id)) })))
  }, [wanted, setCards])
}

/** Where nodes come to rest; what is still on its way is no change yet. */
function spotsIn(changes: readonly NodeChange<CardNode>[]): Spots {
  const spots: Record<number, Spot> = {}
  for (const change of changes)
    if (change.type === 'position' && change.dragging !== true && change.position !== undefined)
      spots[Number(change.id)] = { x: Math.round(change.position.x), y: Math.round(change.position.y) }
  return spots
}

function allowDrop(event: DragEvent) {
  if (!event.dataTransfer.types.includes(DRAGGED_TYPE)) return
  event.preventDefault()
  event.dataTransfer.dropEffect = 'copy'
}

const ARROWS: Readonly<Record<string, Spot>> = {
  ArrowUp: { x: 0, y: -5 },
  ArrowDown: { x: 0, y: 5 },
  ArrowLeft: { x: -5, y: 0 },
  ArrowRight: { x: 5, y: 0 },
}

/** As far as the canvas's own arrow keys go. */
function stepOf({ key, shiftKey }: KeyboardEvent): Spot | undefined {
  const step = ARROWS[key]
  return step && shiftKey ? beside(beside(step, step), beside(step, step)) : step
}

const beside = ({ x, y }: Spot = { x: 0, y: 0 }, step: Spot): Spot => ({ x: x + step.x, y: y + step.y })

function idOfCard(target: EventTarget): number | undefined {
  const element = target as HTMLElement
  return element.classList.contains('react-flow__node') ? Number(element.dataset.id) : undefined
}
