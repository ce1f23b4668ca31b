// The Applications of the account, and a new one.
import { useState } from 'react'
import { FormDialog } from '../kit/dialog.tsx'
import { Empty } from '../kit/empty.tsx'
import { TextField } from '../kit/field.tsx'
import { IconPlus } from '../kit/icons.tsx'
import { Instant } from '../kit/instant.tsx'
import { Loaded } from '../kit/loaded.tsx'
import { Page } from '../kit/page.tsx'
import { useAsked, useDoing } from '../kit/queries.ts'
import { Link, navigate } from '../kit/router.tsx'
import { type Column, Table } from '../kit/table.tsx'
import { type Application, management } from './management-api.ts'

const COLUMNS: Column<Application>[] = [
  {
    title: 'Application',
    width: '2fr',
    cell: ({ id, name }) => <Link to={`/talon-one/applications/${id}`}>{name}</Link>,
  },
  { title: 'ID', width: '5rem', cell: ({ id }) => id },
  { title: 'Currency', width: '6rem', cell: ({ currency }) => currency },
  { title: 'Time zone', width: '1fr', cell: ({ timezone }) => timezone },
  { title: 'Created', width: '11rem', cell: ({ created }) => <Instant at={created} /> },
]

export function View() {
  const [isNew, setNew] = useState(false)
  const asked = useAsked(['talon-one', 'applications'], management.applications)
  const create = (
    <button type="button" className="button primary" onClick={() => setNew(true)}>
      <IconPlus />
      Create Application
    </button>
  )
  return (
    <Page
      title="Applications"
      about="Each Application has campaigns, customers and API keys of its own."
      actions={create}
    >
      <Loaded of={asked}>
        {({ data }) =>
          data.length === 0 ? (
            <Empty title="There is no Application yet.">
              Create one; a campaign with referrals and an API key come next.
            </Empty>
          ) : (
            <Table label="Applications" columns={COLUMNS} rows={data} keyOf={({ id }) => id} />
          )
        }
      </Loaded>
      {isNew && <NewApplication onClose={() => setNew(false)} />}
    </Page>
  )
}

function NewApplication({ onClose }: { onClose: () => void }) {
  const [fields, setFields] = useState({ name: '', timezone: 'Europe/Berlin', currency: 'EUR' })
  const set = (field: keyof typeof fields) => (value: string) => setFields({ ...fields, [field]: value })
  const create = useDoing(() => management.createApplication(fields), {
    said: ({ name }) => `Application ${name} is there.`,
    topics: ['talon-one'],
    problems: 'form',
    after: ({ id }) => navigate(`/talon-one/applications/${id}`),
  })
  return (
    <FormDialog
      open
      onClose={onClose}
      title="Create Application"
      submit="Create Application"
      doing={create}
      onSubmit={() => create.mutate()}
    >
      <TextField label="Name" value={fields.name} onChange={set('name')} />
      <TextField label="Time zone" value={fields.timezone} onChange={set('timezone')} />
      <TextField label="Currency" value={fields.currency} onChange={set('currency')} />
    </FormDialog>
  )
}
