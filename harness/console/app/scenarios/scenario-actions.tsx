// The buttons beside the scenario's name: undo, redo, Save, Start or Stop, and the rest in a menu.
import { Menu } from '@base-ui/react/menu'
import { useState } from 'react'
import type { Scenario } from '../../../control-api/scenarios/scenarios.ts'
import { client } from '../kit/api.ts'
import { IconMore, IconPlay, IconRedo, IconStop, IconUndo } from '../kit/icons.tsx'
import { useLoadedCode } from '../kit/loaded-code.ts'
import { useDoing } from '../kit/queries.ts'
import type { Edited } from './draft/edited.ts'
import type { History } from './draft/history.ts'
import { useEditor } from './editor.tsx'
import { PasteDialog } from './paste-dialog.tsx'
import { StartDialog } from './run/start-dialog.tsx'
import { useSaving } from './use-saving.ts'
import { VersionsDialog } from './versions-dialog.tsx'

/** With YAML and its editor. */
const yamlDialog = () => import('./yaml-dialog.tsx')

function AsYaml(props: { onClose: () => void }) {
  const YamlDialog = useLoadedCode(yamlDialog)?.YamlDialog
  return YamlDialog && <YamlDialog {...props} />
}

interface Props {
  scenario: Scenario | undefined
  history: History<Edited>
  unsaved: boolean
}

export function ScenarioActions({ scenario, history, unsaved }: Props) {
  const { dispatch } = useEditor()
  const save = useSaving()
  return (
    <>
      <button
        type="button"
        className="icon-button"
        aria-label="Undo"
        title="Undo (Ctrl Z)"
        disabled={history.past.length === 0}
        onClick={() => dispatch({ undo: true })}
      >
        <IconUndo />
      </button>
      <button
        type="button"
        className="icon-button"
        aria-label="Redo"
        title="Redo (Ctrl Shift Z)"
        disabled={history.future.length === 0}
        onClick={() => dispatch({ redo: true })}
      >
        <IconRedo />
      </button>
      <More scenario={scenario} />
      <button
        type="button"
        className="button"
        disabled={!unsaved && scenario !== undefined}
        aria-busy={save.isPending}
        onClick={() => save.mutate()}
      >
        Save
      </button>
      <StartOrStop scenario={scenario} unsaved={unsaved} />
    </>
  )
}

function StartOrStop({ scenario, unsaved }: Omit<Props, 'history'>) {
  const [isAsking, ask] = useState(false)
  const stop = useDoing((id: string) => client.scenarios.stop(id), {
    said: ({ status }) => (status === 'finishing' ? 'It stops when nobody is inside any more.' : 'Stopped.'),
    topics: ['scenarios'],
  })
  if (scenario?.status === 'active')
    return (
      <button type="button" className="button stop" onClick={() => stop.mutate(scenario.id)}>
        <IconStop /> Stop
      </button>
    )
  return (
    <>
      <button
        type="button"
        className="button primary"
        disabled={scenario === undefined || unsaved}
        title={scenario === undefined || unsaved ? 'Save it first' : undefined}
        onClick={() => ask(true)}
      >
        <IconPlay /> Start
      </button>
      {isAsking && scenario !== undefined && <StartDialog scenario={scenario} onClose={() => ask(false)} />}
    </>
  )
}

type Window = 'versions' | 'yaml' | 'paste'

function More({ scenario }: { scenario: Scenario | undefined }) {
  const [open, setOpen] = useState<Window>()
  const close = () => setOpen(undefined)
  return (
    <>
      <Menu.Root>
        <Menu.Trigger className="icon-button" aria-label="More">
          <IconMore />
        </Menu.Trigger>
        <Menu.Portal>
          <Menu.Positioner className="menu-positioner" align="end" sideOffset={4}>
            <Menu.Popup className="menu">
              {scenario !== undefined && (
                <Menu.Item className="menu-item" onClick={() => setOpen('versions')}>
                  Version history
                </Menu.Item>
              )}
              <Menu.Item className="menu-item" onClick={() => setOpen('yaml')}>
                As YAML
              </Menu.Item>
              <Menu.Item className="menu-item" onClick={() => setOpen('paste')}>
                Paste a scenario
              </Menu.Item>
            </Menu.Popup>
          </Menu.Positioner>
        </Menu.Portal>
      </Menu.Root>
      {open === 'versions' && scenario !== undefined && (
        <VersionsDialog scenario={scenario} onClose={close} />
      )}
      {open === 'yaml' && <AsYaml onClose={close} />}
      {open === 'paste' && <PasteDialog onClose={close} />}
    </>
  )
}
