// The customer profiles of an Application, and a new one.
import { useMemo, useState } from 'react'
import { client } from '../kit/api.ts'
import { FormDialog } from '../kit/dialog.tsx'
import { Empty } from '../kit/empty.tsx'
import { TextField } from '../kit/field.tsx'
import { IconPlus } from '../kit/icons.tsx'
import { Instant } from '../kit/instant.tsx'
import { Loaded } from '../kit/loaded.tsx'
import { Card } from '../kit/page.tsx'
import { useAsked, useDoing } from '../kit/queries.ts'
import { Link } from '../kit/router.tsx'
import { type Column, Table } from '../kit/table.tsx'
import { type CustomerProfile, management } from './management-api.ts'

const columnsOf = (application: string): Column<CustomerProfile>[] => [
  {
    title: 'Integration ID',
    width: '2fr',
    cell: ({ id, integrationId }) => (
      <Link to={`/talon-one/applications/${application}/customers/${id}`}>{integrationId}</Link>
    ),
  },
  { title: 'Closed sessions', width: '9rem', align: 'end', cell: ({ closedSessions }) => closedSessions },
  { title: 'Total sales', width: '8rem', align: 'end', cell: ({ totalSales }) => totalSales },
  { title: 'Last activity', width: '11rem', cell: ({ lastActivity }) => <Instant at={lastActivity} /> },
]

export function Customers({ application }: { application: string }) {
  const [isNew, setNew] = useState(false)
  const asked = useAsked(['talon-one', 'customers', application], () => management.customers(application))
  const create = (
    <button type="button" className="button primary" onClick={() => setNew(true)}>
      <IconPlus />
      Create customer profile
    </button>
  )
  return (
    <Card title="Customer profiles" actions={create}>
      <Loaded of={asked}>
        {({ data, hasMore = false }) =>
          data.length === 0 ? (
            <Empty title="There is no customer profile yet.">
              Who has none gets 404 for a referral code: the scenario stops for everybody.
            </Empty>
          ) : (
            <Found {...{ application, data, hasMore }} />
          )
        }
      </Loaded>
      {isNew && <NewProfile application={application} onClose={() => setNew(false)} />}
    </Card>
  )
}

interface FoundProps {
  application: string
  data: CustomerProfile[]
  hasMore: boolean
}

function Found({ application, data, hasMore }: FoundProps) {
  const [text, setText] = useState('')
  const shown = useMemo(
    () => data.filter(({ integrationId }) => integrationId.toLowerCase().includes(text.toLowerCase())),
    [data, text],
  )
  return (
    <>
      <div className="filters">
        <TextField label="Search" type="search" value={text} onChange={setText} />
      </div>
      <Table label="Customer profiles" columns={columnsOf(application)} rows={shown} keyOf={({ id }) => id} />
      {hasMore && <p className="soft">The first {data.length}; there are more.</p>}
    </>
  )
}

function NewProfile({ application, onClose }: { application: string; onClose: () => void }) {
  const [integrationId, setIntegrationId] = useState('')
  const create = useDoing(() => client.customers.createProfile(Number(application), { integrationId }), {
    said: `The profile of ${integrationId} is there.`,
    topics: ['talon-one'],
    problems: 'form',
    after: onClose,
  })
  return (
    <FormDialog
      open
      onClose={onClose}
      title="Create customer profile"
      submit="Create customer profile"
      doing={create}
      onSubmit={() => create.mutate()}
    >
      <TextField
        label="Integration ID"
        hint="The same text by which the scenario’s webhook names the customer, such as an email address."
        value={integrationId}
        onChange={setIntegrationId}
      />
    </FormDialog>
  )
}
