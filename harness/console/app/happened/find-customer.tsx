// From any of a customer's ids to their story; below, those who entered a scenario last.
import { useState } from 'react'
import { client } from '../kit/api.ts'
import { Empty } from '../kit/empty.tsx'
import { TextField } from '../kit/field.tsx'
import { Instant } from '../kit/instant.tsx'
import { Loaded } from '../kit/loaded.tsx'
import { Card, Page } from '../kit/page.tsx'
import { problemOf } from '../kit/problem.tsx'
import { useAsked, useDoing } from '../kit/queries.ts'
import { Link, navigate } from '../kit/router.tsx'
import { lastMet } from './last-met.ts'
import './happened.css'

export function View() {
  const [id, setId] = useState('')
  const find = useDoing((any: string) => client.timeline(any, { newest: 1 }), {
    problems: 'form',
    after: ({ customer }) => navigate(`/customers/${encodeURIComponent(customer.id)}`),
  })
  const problem = find.error === null ? undefined : problemOf(find.error)
  return (
    <Page title="Find a customer" about="One customer’s story over both vendors and the inbox.">
      <Card title="By any of their ids">
        <form
          className="find"
          onSubmit={event => {
            event.preventDefault()
            find.mutate(id)
          }}
        >
          <TextField
            label="ID"
            value={id}
            onChange={setId}
            placeholder="ada@example.com"
            error={problem && [problem.problem, problem.remedy].filter(Boolean).join(' ')}
          />
          <button type="submit" className="button primary">
            Show the story
          </button>
        </form>
      </Card>
      <LastMet />
    </Page>
  )
}

function LastMet() {
  const asked = useAsked(['journal', 'last met', 50], () => lastMet(50))
  return (
    <Card title="Customers in the last runs">
      <Loaded of={asked}>
        {customers =>
          customers.length === 0 ? (
            <Empty title="No customer has entered a scenario yet.">
              Start one, or track an event that triggers one.
            </Empty>
          ) : (
            <ul className="lines">
              {customers.map(({ id, name, at, last }) => (
                <li key={id}>
                  <Link to={`/customers/${encodeURIComponent(id)}`}>{name}</Link>
                  <span className="soft">
                    <Instant at={at} /> {last}
                  </span>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Card>
  )
}
