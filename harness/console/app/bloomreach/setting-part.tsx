// One part of the project's settings: what it holds, each thing to be changed or deleted, and a new one.
import { type ReactNode, useState } from 'react'
import type { SettingPart } from '../../../control-api/bloomreach/setting-parts.ts'
import type { Setting, ShownSettingPart } from '../../../control-api/bloomreach/settings.ts'
import { client } from '../kit/api.ts'
import { IconPlus } from '../kit/icons.tsx'
import { DeleteButton, EditButton } from '../kit/item-buttons.tsx'
import { Loaded } from '../kit/loaded.tsx'
import { useLoadedCode } from '../kit/loaded-code.ts'
import { Card } from '../kit/page.tsx'
import { useAsked, useDoing } from '../kit/queries.ts'
import { toast } from '../kit/toasts.tsx'

/** With its text editors, which nobody waits for who looks at the list. */
const settingDialog = () => import('./setting-dialog.tsx')

interface OpenProps {
  part: ShownSettingPart
  /** To be changed; without one a new one is made. */
  known: Setting | undefined
  onClose: () => void
}

export function OpenSetting({ part, known, onClose }: OpenProps) {
  const SettingDialog = useLoadedCode(settingDialog)?.SettingDialog
  return (
    SettingDialog && (
      <SettingDialog
        part={part}
        known={known}
        save={(name, setting) => client.settings.put(part.part, name, setting)}
        onClose={onClose}
      />
    )
  )
}

export const useSettings = () => useAsked(['bloomreach', 'settings'], () => client.settings.list())

interface Props {
  part: SettingPart
  title: string
  /** What the button says that makes a new one. */
  add: string
  empty: ReactNode
  /** Below its name. */
  children: (setting: Setting) => ReactNode
}

export function Part({ part, title, add, empty, children }: Props) {
  const asked = useSettings()
  const [opened, open] = useState<{ known: Setting | undefined }>()
  const shown = asked.data?.parts.find(one => one.part === part)
  const button = (
    <button type="button" className="button primary" onClick={() => open({ known: undefined })}>
      <IconPlus />
      {add}
    </button>
  )
  return (
    <Card title={title} actions={button}>
      <Loaded of={asked}>
        {() =>
          shown === undefined || shown.items.length === 0 ? (
            empty
          ) : (
            <Items part={shown} onEdit={known => open({ known })}>
              {children}
            </Items>
          )
        }
      </Loaded>
      {shown !== undefined && opened !== undefined && (
        <OpenSetting part={shown} known={opened.known} onClose={() => open(undefined)} />
      )}
    </Card>
  )
}

interface ItemsProps {
  part: ShownSettingPart
  onEdit: (known: Setting) => void
  children: (setting: Setting) => ReactNode
}

const Items = ({ part, onEdit, children }: ItemsProps) => (
  <ul className="settings">
    {part.items.map(item => (
      <li key={String(item[part.key])}>
        <div className="setting-head">
          <strong>{String(item[part.key])}</strong>
          <SettingActions part={part} item={item} onEdit={() => onEdit(item)} />
        </div>
        {children(item)}
      </li>
    ))}
  </ul>
)

interface ActionsProps {
  part: Pick<ShownSettingPart, 'part' | 'key'>
  item: Setting
  onEdit: () => void
}

/** What is deleted can be had back for a while. */
export function SettingActions({ part: { part, key }, item, onEdit }: ActionsProps) {
  const name = String(item[key])
  const restore = useDoing(() => client.settings.put(part, name, item), { topics: ['bloomreach'] })
  const remove = useDoing(() => client.settings.delete(part, name), {
    topics: ['bloomreach'],
    after: () => toast(`${name} is deleted.`, { label: 'Undo', onClick: () => restore.mutate() }),
  })
  return (
    <span className="row">
      <EditButton of={name} onClick={onEdit} />
      <DeleteButton of={name} onClick={() => remove.mutate()} />
    </span>
  )
}
