// What can be done on the canvas, by buttons and by keys alike.
import { useRef, useState } from 'react'
import { showProblem, toast } from '../../kit/toasts.tsx'
import { type Spot, withoutConnections } from '../draft/draft.ts'
import { type Edited, freeExit, tidied, withNewNode, without } from '../draft/edited.ts'
import { pieceOf, textOfPiece } from '../draft/pieces.ts'
import { startingFields } from '../draft/starting-fields.ts'
import { exitsOf, useEditor } from '../editor.tsx'
import type { JsonSchema } from '../forms/json-schema.ts'
import { type Pasted, pastedFrom, saidOf, withPastedIn } from '../pasted.ts'
import { useSaving } from '../use-saving.ts'
import { meantBy, NOTHING_SELECTED, type Selection } from './selection.ts'

interface Around {
  selection: Selection
  select: (selection: Selection) => void
  /** On a node; undefined: on the canvas. */
  focus: (id: number | undefined) => void
}

export type CanvasCommands = ReturnType<typeof useCanvasCommands>

export function useCanvasCommands({ selection, select, focus }: Around) {
  const editor = useEditor()
  const { dispatch, draft, edited, nodeTypes } = editor
  const [connecting, connectFrom] = useState<number>()
  const [isExporting, setExporting] = useState(false)
  const save = useSaving()
  const [fitTo, setFitTo] = useState<Edited>()
  const copied = useRef('')
  const change = (next: Edited) => dispatch({ do: () => next })
  const changeAndFit = (next: Edited) => {
    change(next)
    setFitTo(next)
  }
  const choose = (ids: readonly number[]) => select({ nodes: ids, wires: [], asked: ids })

  const add = (type: string, at?: Spot) => {
    const { schema, role } = nodeTypes.get(type) ?? { schema: {}, role: 'operator' }
    const [before] = selection.nodes
    const exit = before === undefined ? undefined : freeExit(draft, before, exitsOf(editor, before))
    const follows = at === undefined && role !== 'trigger' && before !== undefined && exit !== undefined
    const { edited: next, id } = withNewNode(edited, {
      type,
      fields: startingFields(type, schema as JsonSchema),
      at,
      after: follows ? { id: before, exit } : undefined,
    })
    change(next)
    choose([id])
  }
  const paste = (pasted: Pasted) => {
    const { edited: next, ids } = withPastedIn(edited, pasted)
    changeAndFit(next)
    choose(ids)
  }
  const pasteText = async (text: string) => {
    try {
      const pasted = await pastedFrom(text)
      paste(pasted)
      toast(saidOf(pasted))
    } catch (error) {
      showProblem(error)
    }
  }
  const meant = () => meantBy(document.activeElement, selection, draft)
  const chosen = () => pieceOf(draft, new Set(meant().nodes))
  return {
    add,
    pasteText,
    fitTo,
    connecting,
    connectFrom,
    isExporting,
    exportChosen: () => draft.nodes.length > 0 && setExporting(true),
    endExport: () => setExporting(false),
    save: () => save.mutate(),
    connect: () => connectFrom(meant().nodes[0]),
    undo: () => dispatch({ undo: true }),
    redo: () => dispatch({ redo: true }),
    remove() {
      const { nodes, wires } = meant()
      if (nodes.length === 0 && wires.length === 0) return
      const gone = new Set(nodes)
      const left = without(edited, gone)
      change({ ...left, draft: withoutConnections(left.draft, wires) })
      select(NOTHING_SELECTED)
      // Whoever works by the keyboard goes on where the way led to what is gone.
      const before = draft.connections.find(([from, to]) => gone.has(to) && !gone.has(from)) ?? wires[0]
      focus(before?.[0])
    },
    duplicate() {
      if (meant().nodes.length > 0) paste({ piece: chosen(), remarks: [] })
    },
    selectAll: () => choose(draft.nodes.map(({ id }) => id)),
    layout() {
      changeAndFit(tidied(edited))
    },
    /** For the browser's own copy; false where nothing is selected. */
    putOn(clipboard: DataTransfer): boolean {
      if (meant().nodes.length === 0) return false
      copied.current = textOfPiece(chosen())
      clipboard.setData('text/plain', copied.current)
      return true
    },
    copy() {
      copied.current = textOfPiece(chosen())
      // Where the browser lets nobody write to the clipboard, pasting here still works.
      navigator.clipboard?.writeText(copied.current).catch(() => undefined)
      toast('Copied.')
    },
    paste: () => (copied.current === '' ? undefined : void pasteText(copied.current)),
    hasCopied: () => copied.current !== '',
  }
}
