// The state of the editor: the scenario with its undo and redo, and what of it is saved. Pure.
import type { Draft } from './draft/draft.ts'
import { type Edited, editedOf } from './draft/edited.ts'
import { closed, did, type History, historyOf, redone, undone } from './draft/history.ts'
import type { Spots } from './draft/layout.ts'
import { isSame } from './draft/same.ts'

export interface EditorState {
  history: History<Edited>
  saved: Draft
}

export type EditorAction =
  /** Changes of one kind that follow each other are one step back. */
  | { do: (edited: Edited) => Edited; kind?: string | undefined }
  | { undo: true }
  | { redo: true }
  /** What comes next is a step of its own. */
  | { close: true }
  | { saved: Draft }
  | { load: Draft; spots?: Spots }

export const editorOf = (draft: Draft, spots?: Spots): EditorState => ({
  history: historyOf(editedOf(draft, spots)),
  saved: draft,
})

export function edit(state: EditorState, action: EditorAction): EditorState {
  if ('load' in action) {
    const { load, spots } = action
    return { history: did(closed(state.history), editedOf(load, spots)), saved: load }
  }
  if ('saved' in action) return { history: closed(state.history), saved: action.saved }
  const { history } = state
  if ('do' in action) return { ...state, history: did(history, action.do(history.now), action.kind) }
  if ('undo' in action) return { ...state, history: undone(history) }
  if ('redo' in action) return { ...state, history: redone(history) }
  return { ...state, history: closed(history) }
}

export const isUnsaved = ({ history, saved }: EditorState): boolean =>
  history.now.draft !== saved && !isSame(history.now.draft, saved)
