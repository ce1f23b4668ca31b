// What every part of the editor shares: the scenario, how to change it, the types of nodes, the names that there are, and what is
// found wrong while it is written.
import { createContext, useContext, useEffect, useState } from 'react'
import type {
  CheckedScenario,
  EditorNodeType,
  ScenarioNames,
} from '../../../control-api/scenarios/scenario-editor.ts'
import { client } from '../kit/api.ts'
import type { Draft } from './draft/draft.ts'
import type { Edited } from './draft/edited.ts'
import type { EditorAction } from './editor-state.ts'

export type Finding = CheckedScenario['findings'][number]

export interface Editor {
  edited: Edited
  draft: Draft
  dispatch: (action: EditorAction) => void
  nodeTypes: ReadonlyMap<string, EditorNodeType>
  names: ScenarioNames
  checked: CheckedScenario
  /** Undefined: none is open. */
  open: (id: number | undefined) => void
}

const Context = createContext<Editor | undefined>(undefined)
export const EditorProvider = Context.Provider

export function useEditor(): Editor {
  const editor = useContext(Context)
  if (editor === undefined) throw new Error('There is no editor around this.')
  return editor
}

const NOTHING: CheckedScenario = { findings: [], nodes: [] }
/** Real time in which somebody goes on typing. */
const PAUSE_MS = 250

/** What `check` says of the scenario as it stands, a moment after the last change. */
export function useChecked(draft: Draft): CheckedScenario {
  const [checked, setChecked] = useState(NOTHING)
  useEffect(() => {
    if (draft.nodes.length === 0) return setChecked(NOTHING)
    let isOver = false
    const timer = setTimeout(async () => {
      // A world that is gone is told by the shell.
      const answer = await client.scenarios.check(draft).catch(() => undefined)
      if (!isOver && answer !== undefined) setChecked(answer)
    }, PAUSE_MS)
    return () => {
      isOver = true
      clearTimeout(timer)
    }
  }, [draft])
  return checked
}

export const exitsOf = ({ checked }: Pick<Editor, 'checked'>, id: number): readonly string[] =>
  checked.nodes.find(node => node.id === id)?.exits ?? ['']

export const findingsOf = ({ checked }: Pick<Editor, 'checked'>, id: number): Finding[] =>
  checked.findings.filter(({ node }) => node === id)
