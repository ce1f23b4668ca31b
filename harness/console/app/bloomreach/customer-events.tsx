// The newest events of a customer, and one more.
import { useState } from 'react'
import type { WholeCustomer } from '../../../control-api/bloomreach/customers.ts'
import { FormDialog } from '../kit/dialog.tsx'
import { Empty } from '../kit/empty.tsx'
import { TextAreaField, TextField } from '../kit/field.tsx'
import { Instant } from '../kit/instant.tsx'
import { Card } from '../kit/page.tsx'
import { useDoing } from '../kit/queries.ts'
import { Fact } from './fact.tsx'
import { type Ids, trackEvent } from './tracking.ts'
import { text, typedValue } from './typed-value.ts'

export function Events({ ids, events }: WholeCustomer) {
  const [isNew, setNew] = useState(false)
  const add = (
    <button type="button" className="button small" onClick={() => setNew(true)}>
      Add event
    </button>
  )
  return (
    <Card title="Events" actions={add}>
      {events.length === 0 ? (
        <Empty title="Nothing was tracked yet.">Add an event as a shop would track it.</Empty>
      ) : (
        <ul className="lines">
          {events.map(({ type, timestamp, properties }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two events may be the same.
            <li key={index}>
              <span>
                <strong>{type}</strong>
                <br />
                <Instant at={new Date(timestamp * 1_000).toISOString()} />
              </span>
              <details>
                <summary>{factOf(properties)}</summary>
                <dl className="facts">
                  {Object.entries(properties).map(([name, value]) => (
                    <Fact key={name} name={name}>
                      {text(value)}
                    </Fact>
                  ))}
                </dl>
              </details>
            </li>
          ))}
        </ul>
      )}
      {isNew && <NewEvent ids={ids} onClose={() => setNew(false)} />}
    </Card>
  )
}

/** As a shop would track it: scenarios that begin with it let the customer in. */
function NewEvent({ ids, onClose }: { ids: Ids; onClose: () => void }) {
  const [type, setType] = useState('')
  const [properties, setProperties] = useState('')
  const track = useDoing(() => trackEvent(ids, type, propertiesIn(properties)), {
    said: `The event ${type} is tracked.`,
    topics: ['bloomreach', 'scenarios'],
    problems: 'form',
    after: onClose,
  })
  return (
    <FormDialog
      open
      onClose={onClose}
      title="Add event"
      about="Scenarios that begin with it let the customer in."
      submit="Track event"
      doing={track}
      onSubmit={() => track.mutate()}
    >
      <TextField label="Event type" placeholder="purchase" value={type} onChange={setType} />
      <TextAreaField
        label="Properties"
        hint="One in each line, such as total_price: 20."
        value={properties}
        onChange={setProperties}
      />
    </FormDialog>
  )
}

const propertiesIn = (lines: string): Record<string, unknown> =>
  Object.fromEntries(
    lines.split('\n').flatMap(line => {
      const [name = '', ...value] = line.split(':')
      return name.trim() === '' ? [] : [[name.trim(), typedValue(value.join(':').trim())]]
    }),
  )

/** What an event is about, as far as the vendor's own events say it. */
const factOf = ({ status, action, category, subject, ...rest }: Record<string, unknown>): string =>
  [status, action, category, subject].filter(one => typeof one === 'string' && one !== '').join(', ') ||
  `${Object.keys(rest).length} properties`
