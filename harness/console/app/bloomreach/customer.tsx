// One customer: ids, attributes to edit, consents to give and take, segments, messages and events.
import { useState } from 'react'
import type { WholeCustomer } from '../../../control-api/bloomreach/customers.ts'
import { client } from '../kit/api.ts'
import type { ViewProps } from '../kit/area.ts'
import { FormDialog } from '../kit/dialog.tsx'
import { Empty } from '../kit/empty.tsx'
import { TextField } from '../kit/field.tsx'
import { EditButton } from '../kit/item-buttons.tsx'
import { Loaded } from '../kit/loaded.tsx'
import { Card, Page } from '../kit/page.tsx'
import { Pill } from '../kit/pill.tsx'
import { useAsked, useDoing } from '../kit/queries.ts'
import { Link } from '../kit/router.tsx'
import { Events } from './customer-events.tsx'
import { Messages } from './customer-messages.tsx'
import { nameOf } from './customers.tsx'
import { Fact } from './fact.tsx'
import { saveConsent, saveCustomer } from './tracking.ts'
import { text, typedValue } from './typed-value.ts'

export function View({ params: { id = '' } }: ViewProps) {
  const asked = useAsked(['bloomreach', 'customer', id], () => client.customers.get(id))
  return (
    <Page
      title={asked.data === undefined ? 'Customer' : nameOf(asked.data)}
      above={[['Customers', '/bloomreach']]}
      actions={
        <Link className="button" to={`/customers/${encodeURIComponent(id)}`}>
          What happened to this customer
        </Link>
      }
    >
      <Loaded of={asked}>
        {customer => (
          <div className="cards">
            <Attributes {...customer} />
            <Consents {...customer} />
            <Messages {...customer} />
            <Events {...customer} />
          </div>
        )}
      </Loaded>
    </Page>
  )
}

function Attributes({ ids, properties, segments }: WholeCustomer) {
  const [editing, setEditing] = useState<{ name: string; value: string }>()
  return (
    <Card
      title="Attributes"
      actions={
        <button type="button" className="button small" onClick={() => setEditing({ name: '', value: '' })}>
          Add attribute
        </button>
      }
    >
      <dl className="facts">
        {Object.entries(ids).map(([name, value]) => (
          <Fact key={`id ${name}`} name={`${name} (id)`}>
            {value}
          </Fact>
        ))}
        {Object.entries(properties).map(([name, value]) => (
          <Fact key={name} name={name}>
            <span className="row">
              {text(value)}
              <EditButton of={name} onClick={() => setEditing({ name, value: text(value) })} />
            </span>
          </Fact>
        ))}
        {Object.entries(segments).map(([name, segment]) => (
          <Fact key={`segment ${name}`} name={`${name} (segmentation)`}>
            {segment ?? <span className="soft">in no segment</span>}
          </Fact>
        ))}
      </dl>
      {editing !== undefined && (
        <EditAttribute ids={ids} {...editing} onClose={() => setEditing(undefined)} />
      )}
    </Card>
  )
}

interface EditProps {
  ids: Record<string, string>
  name: string
  value: string
  onClose: () => void
}

function EditAttribute({ ids, name: known, value: before, onClose }: EditProps) {
  const [name, setName] = useState(known)
  const [value, setValue] = useState(before)
  const save = useDoing(() => saveCustomer(ids, { [name]: typedValue(value) }), {
    said: `${name} is saved.`,
    topics: ['bloomreach'],
    problems: 'form',
    after: onClose,
  })
  return (
    <FormDialog
      open
      onClose={onClose}
      title={known === '' ? 'Add attribute' : `Edit ${known}`}
      submit="Save"
      doing={save}
      onSubmit={() => save.mutate()}
    >
      {known === '' && <TextField label="Attribute" value={name} onChange={setName} />}
      <TextField
        label="Value"
        hint="A number, true, false, a list or an object is taken as such; anything else is a text."
        value={value}
        onChange={setValue}
      />
    </FormDialog>
  )
}

function Consents({ ids, consents }: WholeCustomer) {
  const all = Object.entries(consents)
  return (
    <Card title="Consents">
      {all.length === 0 ? (
        <Empty title="This project has no consent category.">Data & Assets takes one.</Empty>
      ) : (
        <ul className="stack">
          {all.map(([category, isGiven]) => (
            <Consent key={category} {...{ ids, category, isGiven }} />
          ))}
        </ul>
      )}
    </Card>
  )
}

interface ConsentProps {
  ids: Record<string, string>
  category: string
  isGiven: boolean
}

function Consent({ ids, category, isGiven }: ConsentProps) {
  const next = isGiven ? 'reject' : 'accept'
  const save = useDoing(() => saveConsent(ids, category, next), { topics: ['bloomreach'] })
  return (
    <li className="row">
      <strong>{category}</strong>
      <Pill tone={isGiven ? 'good' : 'quiet'}>{isGiven ? 'accepted' : 'not accepted'}</Pill>
      <button type="button" className="button small" onClick={() => save.mutate()}>
        {isGiven ? 'Reject' : 'Accept'} {category}
      </button>
    </li>
  )
}
