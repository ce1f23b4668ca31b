// The editor of one scenario: its name and buttons above, then Design, Preview and Evaluate over one state.
import { Tabs } from '@base-ui/react/tabs'
import { ReactFlowProvider } from '@xyflow/react'
import { useCallback, useEffect, useMemo, useReducer, useRef, useState } from 'react'
import type { EditorNodeType, ScenarioNames } from '../../../control-api/scenarios/scenario-editor.ts'
import type { Scenario } from '../../../control-api/scenarios/scenarios.ts'
import { useLoadedCode } from '../kit/loaded-code.ts'
import { Page } from '../kit/page.tsx'
import { guardLeaving, useSearch } from '../kit/router.tsx'
import { StatusOfScenario } from '../overview/status-of-scenario.tsx'
import { Design } from './design.tsx'
import { type Edited, editedOf } from './draft/edited.ts'
import { type Editor, EditorProvider, useChecked } from './editor.tsx'
import { edit, editorOf, isUnsaved } from './editor-state.ts'
import { Rename } from './rename.tsx'
import { Evaluate } from './run/evaluate.tsx'
import { Preview } from './run/preview.tsx'
import { ScenarioActions } from './scenario-actions.tsx'

/** With its text editors, which nobody waits for who looks at the canvas. */
const nodeDialog = () => import('./forms/node-dialog.tsx')

function OpenedNode(props: { id: number; onClose: () => void }) {
  const NodeDialog = useLoadedCode(nodeDialog)?.NodeDialog
  return NodeDialog && <NodeDialog {...props} />
}

interface Props {
  scenario: Scenario | undefined
  /** As the sandbox has it. */
  stored: Edited
  nodeTypes: readonly EditorNodeType[]
  names: ScenarioNames
}

export function ScenarioEditor({ scenario, stored, nodeTypes, names }: Props) {
  const [state, dispatch] = useReducer(edit, stored, editorOf)
  const [opened, open] = useOpened()
  const edited = state.history.now
  const checked = useChecked(edited.draft)
  const unsaved = isUnsaved(state)
  useLoading({
    stored,
    unsaved,
    load: ({ draft, source }) => dispatch({ load: editedOf(draft, edited.spots, source) }),
  })
  useGuard(unsaved)
  const editor = useMemo<Editor>(
    () => ({
      edited,
      draft: edited.draft,
      dispatch,
      nodeTypes: new Map(nodeTypes.map(one => [one.type, one])),
      names,
      checked,
      open,
    }),
    [edited, nodeTypes, names, checked, open],
  )
  return (
    <EditorProvider value={editor}>
      <Page
        title={edited.draft.name}
        above={[['Scenarios', '/scenarios']]}
        width="whole"
        about={<About scenario={scenario} unsaved={unsaved} />}
        actions={<ScenarioActions scenario={scenario} history={state.history} unsaved={unsaved} />}
      >
        <EditorTabs scenario={scenario} unsaved={unsaved} />
        {opened !== undefined && (
          <OpenedNode
            id={opened}
            onClose={() => {
              open(undefined)
              dispatch({ close: true })
            }}
          />
        )}
      </Page>
    </EditorProvider>
  )
}

/** Which node's window is open stands in the address, so that it can be shared. */
function useOpened(): [number | undefined, Editor['open']] {
  const [search, change] = useSearch()
  const latest = useRef(change)
  latest.current = change
  const open = useCallback(
    (id: number | undefined) => latest.current({ edit: id === undefined ? undefined : String(id) }),
    [],
  )
  const edit = search.get('edit')
  return [edit === null ? undefined : Number(edit), open]
}

function About({ scenario, unsaved }: { scenario: Scenario | undefined; unsaved: boolean }) {
  return (
    <span className="row">
      <StatusOfScenario status={scenario?.status ?? 'draft'} />
      <span role="status">
        {scenario === undefined
          ? 'Not saved yet'
          : unsaved
            ? 'Unsaved changes'
            : `Version ${scenario.version}`}
      </span>
      <Rename />
    </span>
  )
}

/** Each tab has a canvas of its own. [D] testing-scenarios: the tab that was called Test is now Preview. */
function EditorTabs({ scenario, unsaved }: { scenario: Scenario | undefined; unsaved: boolean }) {
  const [search, change] = useSearch()
  const tab = search.get('tab') ?? 'design'
  return (
    <Tabs.Root
      className="tabs"
      value={tab}
      onValueChange={next => change({ tab: next === 'design' ? undefined : String(next) })}
    >
      <Tabs.List className="tab-list" aria-label="Scenario">
        <Tabs.Tab value="design" className="tab">
          Design
        </Tabs.Tab>
        <Tabs.Tab value="preview" className="tab">
          Preview (Test)
        </Tabs.Tab>
        <Tabs.Tab value="evaluate" className="tab" disabled={scenario === undefined}>
          Evaluate
        </Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="design" className="tab-panel">
        <ReactFlowProvider>
          <Design status={scenario?.status} />
        </ReactFlowProvider>
      </Tabs.Panel>
      <Tabs.Panel value="preview" className="tab-panel">
        <ReactFlowProvider>
          <Preview />
        </ReactFlowProvider>
      </Tabs.Panel>
      <Tabs.Panel value="evaluate" className="tab-panel">
        <ReactFlowProvider>
          {scenario !== undefined && <Evaluate id={scenario.id} unsaved={unsaved} />}
        </ReactFlowProvider>
      </Tabs.Panel>
    </Tabs.Root>
  )
}

interface Loading {
  stored: Edited
  unsaved: boolean
  load: (stored: Edited) => void
}

/** What somebody else saved is taken, unless it would cost work. */
function useLoading({ stored, unsaved, load }: Loading): void {
  const [known, setKnown] = useState(stored)
  useEffect(() => {
    if (stored === known) return
    setKnown(stored)
    if (!unsaved) load(stored)
  }, [stored, known, unsaved, load])
}

function useGuard(unsaved: boolean): void {
  useEffect(() => {
    if (!unsaved) return
    const stop = guardLeaving(() => confirm('The scenario has unsaved changes. Leave it all the same?'))
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', ask)
    return () => {
      stop()
      removeEventListener('beforeunload', ask)
    }
  }, [unsaved])
}
