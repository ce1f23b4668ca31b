// What can be done with a scenario from the list: rename, clone, delete. What is deleted can be had back for a while.
import { Menu } from '@base-ui/react/menu'
import { useState } from 'react'
import type { ListedScenario } from '../../../control-api/scenarios/scenarios.ts'
import { client } from '../kit/api.ts'
import { FormDialog } from '../kit/dialog.tsx'
import { TextField } from '../kit/field.tsx'
import { IconMore } from '../kit/icons.tsx'
import { useDoing } from '../kit/queries.ts'
import { toast } from '../kit/toasts.tsx'

export function ScenarioMenu({ scenario }: { scenario: ListedScenario }) {
  const [isRenaming, setRenaming] = useState(false)
  const clone = useDoing(() => cloned(scenario), { said: 'Cloned.', topics: ['scenarios'] })
  const remove = useRemoving(scenario)
  return (
    <>
      <Menu.Root>
        <Menu.Trigger className="icon-button" aria-label={`Actions for ${scenario.name}`}>
          <IconMore />
        </Menu.Trigger>
        <Menu.Portal>
          <Menu.Positioner className="menu-positioner" align="end" sideOffset={4}>
            <Menu.Popup className="menu">
              <Menu.Item className="menu-item" onClick={() => setRenaming(true)}>
                Rename
              </Menu.Item>
              <Menu.Item className="menu-item" onClick={() => clone.mutate()}>
                Clone
              </Menu.Item>
              <Menu.Item className="menu-item" onClick={() => remove.mutate()}>
                Delete
              </Menu.Item>
            </Menu.Popup>
          </Menu.Positioner>
        </Menu.Portal>
      </Menu.Root>
      {isRenaming && <Rename scenario={scenario} onClose={() => setRenaming(false)} />}
    </>
  )
}

function Rename({ scenario, onClose }: { scenario: ListedScenario; onClose: () => void }) {
  const [name, setName] = useState(scenario.name)
  const rename = useDoing(() => renamed(scenario, name), {
    said: 'Renamed.',
    topics: ['scenarios'],
    after: onClose,
    problems: 'form',
  })
  return (
    <FormDialog
      open
      onClose={onClose}
      title="Rename the scenario"
      submit="Rename"
      doing={rename}
      onSubmit={() => rename.mutate()}
    >
      <TextField label="Name" value={name} onChange={setName} />
    </FormDialog>
  )
}

async function definitionOf(id: string) {
  const {
    status: _s,
    archived: _a,
    created: _c,
    edited: _e,
    version: _v,
    ...definition
  } = await client.scenarios.get(id)
  return definition
}

const renamed = async ({ id }: ListedScenario, name: string) =>
  client.scenarios.replace(id, { ...(await definitionOf(id)), name })

async function cloned({ id }: ListedScenario) {
  const { id: _, ...definition } = await definitionOf(id)
  return client.scenarios.create({ ...definition, name: `${definition.name} (copy)` })
}

/** [D] Who is inside goes no further; had back, it is a draft under its id, with its first version. */
function useRemoving({ id, name }: ListedScenario) {
  const restore = useDoing(
    (kept: Awaited<ReturnType<typeof definitionOf>>) => client.scenarios.create(kept),
    {
      said: 'It is a draft again.',
      topics: ['scenarios'],
    },
  )
  return useDoing(
    async () => {
      const kept = await definitionOf(id)
      await client.scenarios.delete(id)
      return kept
    },
    {
      topics: ['scenarios'],
      after: kept => toast(`${name} is deleted.`, { label: 'Undo', onClick: () => restore.mutate(kept) }),
    },
  )
}
