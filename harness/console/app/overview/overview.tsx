// The first page: where things are, what waits, the scenarios with their numbers, who was met last, the newest mails.
import type { ListedScenario } from '../../../control-api/scenarios/scenarios.ts'
import { client } from '../kit/api.ts'
import { Empty } from '../kit/empty.tsx'
import { Instant } from '../kit/instant.tsx'
import { Loaded } from '../kit/loaded.tsx'
import { Card, Page } from '../kit/page.tsx'
import { useAsked } from '../kit/queries.ts'
import { Link } from '../kit/router.tsx'
import { Numbers } from './numbers.tsx'
import { clock, customersMet, newestMails, ready, SHOWN, scenarioList } from './questions.ts'
import { StatusOfScenario } from './status-of-scenario.tsx'

export function View() {
  const asked = useAsked(...ready)
  return (
    <Page
      title="Referral sandbox"
      about={
        asked.data && `Both vendors on this machine, on a clock you hold. Version ${asked.data.version}.`
      }
    >
      <div className="cards overview">
        <Scenarios />
        <Waiting />
        <Customers />
        <Mails />
        <Loaded of={asked}>{ready => <Places {...ready} />}</Loaded>
      </div>
    </Page>
  )
}

function Scenarios() {
  const asked = useAsked(...scenarioList)
  return (
    <Card title="Scenarios">
      <Loaded of={asked}>
        {({ scenarios }) =>
          scenarios.length === 0 ? (
            <Empty title="No scenario is loaded.">
              <Link to="/scenarios">Make one</Link>, or name one in the world file.
            </Empty>
          ) : (
            <ul className="stack">
              {scenarios.map(scenario => (
                <Scenario key={scenario.id} scenario={scenario} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </Card>
  )
}

function Scenario({ scenario: { id, name, status } }: { scenario: ListedScenario }) {
  const asked = useAsked(['scenarios', 'evaluation', id], () => client.scenarios.evaluation(id))
  const path = `/scenarios/${encodeURIComponent(id)}`
  return (
    <li>
      <p className="row">
        <Link to={path}>{name}</Link> <StatusOfScenario status={status} />
      </p>
      <Loaded of={asked}>{({ nodes }) => <Numbers name={name} path={path} nodes={nodes} />}</Loaded>
    </li>
  )
}

function Waiting() {
  const asked = useAsked(...clock)
  return (
    <Card title="What waits">
      <Loaded of={asked}>
        {({ pending }) =>
          pending.length === 0 ? (
            <Empty title="Nothing waits.">Start a scenario, or track an event that triggers one.</Empty>
          ) : (
            <>
              <ul className="lines">
                {pending.slice(0, SHOWN).map(({ dueAt, label }, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: two jobs may be the same.
                  <li key={index}>
                    <Instant at={dueAt} />
                    <span>{label}</span>
                  </li>
                ))}
              </ul>
              {pending.length > SHOWN && <p className="soft">and {pending.length - SHOWN} more</p>}
            </>
          )
        }
      </Loaded>
    </Card>
  )
}

function Customers() {
  const asked = useAsked(...customersMet)
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
              {customers.map(({ id, name, last }) => (
                <li key={id}>
                  <Link to={`/customers/${encodeURIComponent(id)}`}>{name}</Link>
                  <span className="soft">{last}</span>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Card>
  )
}

function Mails() {
  const asked = useAsked(...newestMails)
  return (
    <Card title="Emails">
      <Loaded of={asked}>
        {({ messages, total }) =>
          total === 0 ? (
            <Empty title="No mail was captured yet.">Mails that the scenarios send appear here.</Empty>
          ) : (
            <>
              <ul className="lines">
                {messages.map(({ ID, To, Subject }) => (
                  <li key={ID}>
                    <Link to={`/inbox/${ID}`}>{Subject}</Link>
                    <span className="soft">{To.map(one => one.Address).join(', ')}</span>
                  </li>
                ))}
              </ul>
              {total > SHOWN && <Link to="/inbox">All {total} mails</Link>}
            </>
          )
        }
      </Loaded>
    </Card>
  )
}

interface PlacesProps {
  http: string
  inbox: string
  smtp: string
}

function Places({ http, inbox, smtp }: PlacesProps) {
  return (
    <Card title="Where things are">
      <dl className="facts">
        <dt>Talon.One</dt>
        <dd>
          <code>{http}</code>{' '}
          <span className="soft">instead of https://integration.talon.one and your deployment</span>
        </dd>
        <dt>Bloomreach</dt>
        <dd>
          <code>{http}</code> <span className="soft">instead of https://api.exponea.com</span>
        </dd>
        <dt>Inbox</dt>
        <dd>
          <a href={inbox}>{inbox}</a>
        </dd>
        <dt>SMTP</dt>
        <dd>
          <code>{smtp}</code>
        </dd>
        <dt>Control API</dt>
        <dd>
          <a href={`${http}/_sandbox/openapi.json`}>{http}/_sandbox/openapi.json</a>
        </dd>
      </dl>
    </Card>
  )
}
