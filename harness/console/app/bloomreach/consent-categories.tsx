// The consent categories of the project, and a new one.
import { useState } from 'react'
import type { Setting } from '../../../control-api/bloomreach/settings.ts'
import { client } from '../kit/api.ts'
import { FormDialog } from '../kit/dialog.tsx'
import { Empty } from '../kit/empty.tsx'
import { TextField } from '../kit/field.tsx'
import { IconPlus } from '../kit/icons.tsx'
import { Loaded } from '../kit/loaded.tsx'
import { Card } from '../kit/page.tsx'
import { useDoing } from '../kit/queries.ts'
import { type Column, Table } from '../kit/table.tsx'
import { OpenSetting, SettingActions, useSettings } from './setting-part.tsx'

const PART = 'consent-categories'

function columnsOf(edit: (known: Setting) => void): Column<Setting>[] {
  return [
    { title: 'Category', width: '1fr', cell: ({ name }) => String(name) },
    { title: 'ID', width: '1fr', cell: ({ id }) => <code>{String(id)}</code> },
    {
      title: 'Legitimate interest',
      width: '10rem',
      cell: ({ legitimateInterest }) => (legitimateInterest === true ? 'yes' : 'no'),
    },
    {
      title: 'Actions',
      width: '6rem',
      align: 'end',
      cell: item => <SettingActions part={{ part: PART, key: 'id' }} item={item} onEdit={() => edit(item)} />,
    },
  ]
}

export function ConsentCategories() {
  const [isNew, setNew] = useState(false)
  const [known, edit] = useState<Setting>()
  const asked = useSettings()
  const shown = asked.data?.parts.find(({ part }) => part === PART)
  const create = (
    <button type="button" className="button primary" onClick={() => setNew(true)}>
      <IconPlus />
      Add consent category
    </button>
  )
  return (
    <Card title="Consent categories" actions={create}>
      <Loaded of={asked}>
        {() =>
          shown === undefined || shown.items.length === 0 ? (
            <Empty title="There is no consent category yet.">Webhooks and mails ask for one.</Empty>
          ) : (
            <Table
              label="Consent categories"
              columns={columnsOf(edit)}
              rows={shown.items}
              keyOf={({ id }) => String(id)}
            />
          )
        }
      </Loaded>
      {isNew && <NewCategory onClose={() => setNew(false)} />}
      {shown !== undefined && known !== undefined && (
        <OpenSetting part={shown} known={known} onClose={() => edit(undefined)} />
      )}
    </Card>
  )
}

function NewCategory({ onClose }: { onClose: () => void }) {
  const [id, setId] = useState('')
  const create = useDoing(() => client.consentCategories.create(id), {
    said: `The category ${id} is there.`,
    topics: ['bloomreach'],
    problems: 'form',
    after: onClose,
  })
  return (
    <FormDialog
      open
      onClose={onClose}
      title="Add consent category"
      submit="Add consent category"
      doing={create}
      onSubmit={() => create.mutate()}
    >
      <TextField label="Category" placeholder="newsletter" value={id} onChange={setId} />
    </FormDialog>
  )
}
