// The customers of the project, by pages: found by a part of any id or attribute.
import { useDeferredValue, useState } from 'react'
import type { ListedCustomer } from '../../../control-api/bloomreach/customers.ts'
import { client } from '../kit/api.ts'
import { FormDialog } from '../kit/dialog.tsx'
import { Empty } from '../kit/empty.tsx'
import { TextField } from '../kit/field.tsx'
import { IconPlus } from '../kit/icons.tsx'
import { Loaded } from '../kit/loaded.tsx'
import { Page } from '../kit/page.tsx'
import { useAsked, useDoing } from '../kit/queries.ts'
import { Link, useSearch } from '../kit/router.tsx'
import { type Column, Table } from '../kit/table.tsx'
import { saveCustomer } from './tracking.ts'

const SHOWN = 1_000

export const nameOf = ({ id, ids }: Pick<ListedCustomer, 'id' | 'ids'>): string =>
  ids.registered ?? Object.values(ids)[0] ?? id

const COLUMNS: Column<ListedCustomer>[] = [
  {
    title: 'Customer',
    width: '1.5fr',
    cell: customer => (
      <Link to={`/bloomreach/customers/${encodeURIComponent(customer.id)}`}>{nameOf(customer)}</Link>
    ),
  },
  {
    title: 'Name',
    width: '1fr',
    cell: ({ properties: { first_name, last_name } }) => [first_name, last_name].filter(Boolean).join(' '),
  },
  { title: 'Email', width: '1.5fr', cell: ({ properties: { email } }) => String(email ?? '') },
  {
    title: 'Story',
    width: '8rem',
    cell: ({ id }) => <Link to={`/customers/${encodeURIComponent(id)}`}>What happened</Link>,
  },
]

export function View() {
  const [isNew, setNew] = useState(false)
  const [search, change] = useSearch()
  const words = search.get('q') ?? ''
  const asking = useDeferredValue(words)
  const asked = useAsked(['bloomreach', 'customers', asking], () =>
    client.customers.list({ search: asking, limit: SHOWN }),
  )
  const create = (
    <button type="button" className="button primary" onClick={() => setNew(true)}>
      <IconPlus />
      New customer
    </button>
  )
  return (
    <Page title="Customers" about={asked.data && `${asked.data.total} in this list.`} actions={create}>
      <div className="filters">
        <TextField
          label="Search"
          type="search"
          placeholder="ID or attribute"
          value={words}
          onChange={q => change({ q })}
        />
      </div>
      <Loaded of={asked}>
        {({ customers, total }) =>
          total === 0 ? (
            <Empty title="No customer is here.">
              {words === '' ? 'Make one, or track one with the API.' : 'Widen the search above.'}
            </Empty>
          ) : (
            <>
              <Table label="Customers" columns={COLUMNS} rows={customers} keyOf={({ id }) => id} />
              {total > customers.length && (
                <p className="soft">
                  The first {customers.length} of {total}: a search finds the others.
                </p>
              )}
            </>
          )
        }
      </Loaded>
      {isNew && <NewCustomer onClose={() => setNew(false)} />}
    </Page>
  )
}

function NewCustomer({ onClose }: { onClose: () => void }) {
  const [fields, setFields] = useState({ registered: '', email: '', first_name: '' })
  const set = (field: keyof typeof fields) => (value: string) => setFields({ ...fields, [field]: value })
  const create = useDoing(
    () => {
      const { registered, ...attributes } = fields
      const given = Object.entries(attributes).filter(([, value]) => value !== '')
      return saveCustomer({ registered }, Object.fromEntries(given))
    },
    { said: 'The customer is there.', topics: ['bloomreach'], problems: 'form', after: onClose },
  )
  return (
    <FormDialog
      open
      onClose={onClose}
      title="New customer"
      submit="Create customer"
      doing={create}
      onSubmit={() => create.mutate()}
    >
      <TextField
        label="Registered ID"
        hint="The hard id, such as an email address."
        value={fields.registered}
        onChange={set('registered')}
      />
      <TextField label="Email" value={fields.email} onChange={set('email')} />
      <TextField label="First name" value={fields.first_name} onChange={set('first_name')} />
    </FormDialog>
  )
}
