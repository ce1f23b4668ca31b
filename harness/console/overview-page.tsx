// The first page: where things are, what waits, the scenarios, the customers' last step, the mails.
import type { FC } from 'hono/jsx'
import type { ClockState } from '../control-api/clock.ts'
import type { Ready } from '../control-api/ready.ts'
import type { Evaluation } from '../control-api/scenarios.ts'
import type { MailSummary } from '../inbox-client.ts'
import { Layout, timeText } from './layout.tsx'

export interface Overview {
  /** Stands before every path of the world. */
  base: string
  ready: Ready
  clock: ClockState
  scenarios: { id: string; name: string; status: string; evaluation: Evaluation }[]
  customers: { id: string; name: string; at: string; last: string }[]
  mails: MailSummary[]
  inboxUrl: string
}

export const OverviewPage: FC<{ overview: Overview }> = ({ overview }) => (
  <Layout title="Referral sandbox">
    <h1>Referral sandbox</h1>
    <p class="soft">
      {overview.clock.mode} clock at {timeText(overview.clock.now)} UTC, version {overview.ready.version}
    </p>
    <Places base={overview.base} ready={overview.ready} inboxUrl={overview.inboxUrl} />
    <Waiting clock={overview.clock} />
    <Scenarios scenarios={overview.scenarios} />
    <Customers base={overview.base} customers={overview.customers} />
    <Mails mails={overview.mails} inboxUrl={overview.inboxUrl} />
  </Layout>
)

const Places: FC<{ base: string; ready: Ready; inboxUrl: string }> = ({ base, ready, inboxUrl }) => (
  <section>
    <h2>Where things are</h2>
    <table>
      <tbody>
        <tr>
          <th scope="row">Talon.One</th>
          <td>
            <code>{ready.http}</code>{' '}
            <span class="soft">instead of https://integration.talon.one and your deployment</span>
          </td>
        </tr>
        <tr>
          <th scope="row">Bloomreach</th>
          <td>
            <code>{ready.http}</code> <span class="soft">instead of https://api.exponea.com</span>
          </td>
        </tr>
        <tr>
          <th scope="row">Inbox</th>
          <td>
            <a href={inboxUrl}>{inboxUrl}</a>
          </td>
        </tr>
        <tr>
          <th scope="row">SMTP</th>
          <td>
            <code>{ready.smtp}</code>
          </td>
        </tr>
        <tr>
          <th scope="row">Control API</th>
          <td>
            <a href={`${base}/_sandbox/openapi.json`}>{base}/_sandbox/openapi.json</a>,{' '}
            <a href={`${base}/_sandbox/journal`}>journal</a>,{' '}
            <a href={`${base}/console/requests`}>requests</a>
          </td>
        </tr>
      </tbody>
    </table>
  </section>
)

const Waiting: FC<{ clock: ClockState }> = ({ clock }) => (
  <section>
    <h2>What waits</h2>
    {clock.pending.length === 0 ? (
      <p class="soft">Nothing waits. Start a scenario, or track an event that triggers one.</p>
    ) : (
      <table>
        <tbody>
          {clock.pending.slice(0, 20).map(job => (
            <tr>
              <td>{timeText(job.dueAt)}</td>
              <td>{job.label}</td>
            </tr>
          ))}
        </tbody>
      </table>
    )}
    {clock.pending.length > 20 && <p class="soft">and {clock.pending.length - 20} more</p>}
  </section>
)

const COUNTS = ['entered', 'succeeded', 'failed', 'suppressed', 'waiting'] as const

const Scenarios: FC<{ scenarios: Overview['scenarios'] }> = ({ scenarios }) => (
  <section>
    <h2>Scenarios</h2>
    {scenarios.length === 0 && (
      <p class="soft">
        No scenario is loaded. Name one in the world file, or POST it to /_sandbox/bloomreach/scenarios.
      </p>
    )}
    {scenarios.map(scenario => (
      <>
        <p>
          <strong>{scenario.name}</strong> <span class="soft">{scenario.status}</span>
        </p>
        <table>
          <thead>
            <tr>
              {['node', ...COUNTS].map(name => (
                <th scope="col">{name}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {scenario.evaluation.nodes.map(node => (
              <tr>
                <td>
                  #{node.id} {node.type}
                </td>
                {COUNTS.map(name => (
                  <td class={name === 'failed' && node[name] > 0 ? 'bad' : undefined}>{node[name]}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </>
    ))}
  </section>
)

const Customers: FC<Pick<Overview, 'base' | 'customers'>> = ({ base, customers }) => (
  <section>
    <h2>Customers in the last runs</h2>
    {customers.length === 0 ? (
      <p class="soft">No customer has entered a scenario yet.</p>
    ) : (
      <table>
        <tbody>
          {customers.map(customer => (
            <tr>
              <td>
                <a href={`${base}/console/customers/${encodeURIComponent(customer.id)}`}>{customer.name}</a>
              </td>
              <td class="soft">{timeText(customer.at)}</td>
              <td>{customer.last}</td>
            </tr>
          ))}
        </tbody>
      </table>
    )}
  </section>
)

const Mails: FC<{ mails: MailSummary[]; inboxUrl: string }> = ({ mails, inboxUrl }) => (
  <section>
    <h2>Emails</h2>
    {mails.length === 0 ? (
      <p class="soft">
        No mail was captured yet. Mails that the scenarios send appear here and in the inbox.
      </p>
    ) : (
      <table>
        <tbody>
          {mails.slice(0, 20).map(mail => (
            <tr>
              <td>{mail.To.map(one => one.Address).join(', ')}</td>
              <td>
                <a href={`${inboxUrl}/view/${mail.ID}`}>{mail.Subject}</a>
              </td>
              <td class="soft">{mail.Snippet}</td>
            </tr>
          ))}
        </tbody>
      </table>
    )}
    {mails.length > 20 && (
      <p>
        <a href={inboxUrl}>All {mails.length} mails</a>
      </p>
    )}
  </section>
)
