// The consent categories of the project, and a new one.
import { useState } from 'react'
import type { ConsentCategory } from '../../../control-api/bloomreach/integrations.ts'
import { client } from '../kit/api.ts'
import { FormDialog } from '../kit/dialog.tsx'
import { Empty } from '../kit/empty.tsx'
import { TextField } from '../kit/field.tsx'
import { IconPlus } from '../kit/icons.tsx'
import { Loaded } from '../kit/loaded.tsx'
import { Card } from '../kit/page.tsx'
import { useAsked, useDoing } from '../kit/queries.ts'
import { type Column, Table } from '../kit/table.tsx'

const COLUMNS: Column<ConsentCategory>[] = [
  { title: 'Category', width: '1fr', cell: ({ name }) => name },
  { title: 'ID', width: '1fr', cell: ({ id }) => <code>{id}</code> },
  {
    title: 'Legitimate interest',
    width: '10rem',
    cell: ({ legitimateInterest }) => (legitimateInterest ? 'yes' : 'no'),
  },
]

export function ConsentCategories() {
  const [isNew, setNew] = useState(false)
  const asked = useAsked(['bloomreach', 'consent categories'], () => client.consentCategories.list())
  const create = (
    <button type="button" className="button primary" onClick={() => setNew(true)}>
      <IconPlus />
      Add consent category
    </button>
  )
  return (
    <Card title="Consent categories" actions={create}>
      <Loaded of={asked}>
        {({ consentCategories }) =>
          consentCategories.length === 0 ? (
            <Empty title="There is no consent category yet.">Webhooks and mails ask for one.</Empty>
          ) : (
            <Table
              label="Consent categories"
              columns={COLUMNS}
              rows={consentCategories}
              keyOf={({ id }) => id}
            />
          )
        }
      </Loaded>
      {isNew && <NewCategory onClose={() => setNew(false)} />}
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
