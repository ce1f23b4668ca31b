// The state of the editor: the scenario with its undo and redo, and what of it is saved. Pure.
import { isSame } from '../../../scenario-text/same.ts'
import type { Edited } from './draft/edited.ts'
import { closed, did, type History, historyOf, redone, undone } from './draft/history.ts'

export interface EditorState {
  history: History<Edited>
  saved: Edited
}

export type EditorAction =
  /** Changes of one kind that follow each other are one step back. */
  | { do: (edited: Edited) => Edited; kind?: string | undefined }
  | { undo: true }
  | { redo: true }
  /** What comes next is a step of its own. */
  | { close: true }
  | { saved: Edited }
  /** As the sandbox has it. */
  | { load: Edited }

export const editorOf = (edited: Edited): EditorState => ({ history: historyOf(edited), saved: edited })

export function edit(state: EditorState, action: EditorAction): EditorState {
  const { history } = state
  if ('load' in action) return { history: loaded(history, action.load), saved: action.load }
  if ('saved' in action) return { history: closed(history), saved: action.saved }
  if ('do' in action) return { ...state, history: did(history, action.do(history.now), action.kind) }
  if ('undo' in action) return { ...state, history: undone(history) }
  if ('redo' in action) return { ...state, history: redone(history) }
  return { ...state, history: closed(history) }
}

/** What was saved here comes back, and is no step. */
const loaded = (history: History<Edited>, edited: Edited): History<Edited> =>
  isSame(history.now.draft, edited.draft) ? { ...closed(history), now: edited } : did(closed(history), edited)

export const isUnsaved = ({ history: { now }, saved }: EditorState): boolean =>
  now !== saved && !(now.source?.text === saved.source?.text && isSame(now.draft, saved.draft))
