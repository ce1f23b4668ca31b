// The Design tab: palette, canvas, what can be done with what is selected, what is found wrong, and the same as a list.
import {
  type ClipboardEvent,
  type KeyboardEvent,
  type RefObject,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { useTextFromOutside } from '../kit/text-from-outside.ts'
import { Canvas, DRAGGED_TYPE } from './canvas/canvas.tsx'
import { CanvasTools } from './canvas/canvas-tools.tsx'
import { ConnectDialog } from './canvas/connect-dialog.tsx'
import type { Drawing } from './canvas/flow-graph.ts'
import { Palette } from './canvas/palette.tsx'
import { NOTHING_SELECTED, type Selection } from './canvas/selection.ts'
import { commandOf } from './canvas/shortcuts.ts'
import { useCanvasCommands } from './canvas/use-canvas-commands.ts'
import { exitsOf, findingsOf, useEditor } from './editor.tsx'
import { ExportDialog } from './export-dialog.tsx'
import { Findings } from './findings.tsx'
import { takeOver } from './handed-over.ts'
import { Outline } from './outline.tsx'
import { RulesWhileRunning } from './rules-while-running.tsx'

export function Design({ status }: { status: string | undefined }) {
  const editor = useEditor()
  const [selection, select] = useState<Selection>(NOTHING_SELECTED)
  const drawing = useDrawing()
  const isDrawn = useIsDrawn()
  const bench = useRef<HTMLDivElement>(null)
  const commands = useCanvasCommands({ selection, select, focus: id => focusOn(bench, id) })
  const onKeyDown = (event: KeyboardEvent) => {
    const command = commandOf(event)
    if (command === undefined) return
    event.preventDefault()
    commands[command]()
  }
  const onCopy = (event: ClipboardEvent) => {
    if (isInText(event.target) || !commands.putOn(event.clipboardData)) return
    event.preventDefault()
  }
  const onCut = (event: ClipboardEvent) => {
    onCopy(event)
    if (event.defaultPrevented) commands.remove()
  }
  useTextFromOutside(
    text => void commands.pasteText(text),
    types => types.includes(DRAGGED_TYPE),
  )
  const takeText = useRef(commands.pasteText)
  useEffect(() => {
    const text = takeOver()
    if (text !== undefined) void takeText.current(text)
  }, [])
  return (
    <div className="design">
      {(status === 'active' || status === 'finishing') && <RulesWhileRunning />}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: keys of the canvas, each of which is a button too. */}
      <div ref={bench} className="workbench" onKeyDown={onKeyDown} onCopy={onCopy} onCut={onCut}>
        <Palette onAdd={type => commands.add(type)} />
        <div className="board">
          <CanvasTools selection={selection} commands={commands} />
          <Canvas
            use="edit"
            fitTo={commands.fitTo}
            drawing={drawing}
            selection={selection}
            onSelect={select}
            onDropType={(type, at) => commands.add(type, at)}
          />
          {editor.draft.nodes.length === 0 && (
            <p className="board-empty">Drag a trigger here, or press one in the list.</p>
          )}
        </div>
      </div>
      <Findings />
      {isDrawn && <Outline onConnect={commands.connectFrom} />}
      {commands.isExporting && <ExportDialog nodes={selection.nodes} onClose={commands.endExport} />}
      <ConnectDialog from={commands.connecting} onClose={() => commands.connectFrom(undefined)} />
    </div>
  )
}

const isInText = (target: EventTarget): boolean =>
  (target as HTMLElement).closest('input, textarea, [contenteditable="true"]') !== null

function focusOn({ current: bench }: RefObject<HTMLElement | null>, id: number | undefined): void {
  const node =
    id === undefined ? null : bench?.querySelector<HTMLElement>(`.react-flow__node[data-id="${id}"]`)
  const place = node ?? bench?.querySelector<HTMLElement>('.canvas')
  place?.focus({ preventScroll: true })
}

/** The canvas is seen first; the list below it follows. */
function useIsDrawn(): boolean {
  const [isDrawn, setDrawn] = useState(false)
  useEffect(() => {
    const frame = requestAnimationFrame(() => setTimeout(() => setDrawn(true)))
    return () => cancelAnimationFrame(frame)
  }, [])
  return isDrawn
}

const NOTHING_OVER = {}

function useDrawing(): Drawing {
  const { nodeTypes, checked } = useEditor()
  return useMemo(
    () => ({
      titleOf: type => nodeTypes.get(type)?.title ?? type,
      roleOf: type => nodeTypes.get(type)?.role ?? 'operator',
      exitsOf: id => exitsOf({ checked }, id),
      findingsOf: id => findingsOf({ checked }, id),
      overNode: () => NOTHING_OVER,
      countOn: () => undefined,
    }),
    [nodeTypes, checked],
  )
}
