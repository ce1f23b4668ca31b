// One customer profile: attributes, codes, points. Its story over both vendors is a link away.
import type { ViewProps } from '../kit/area.ts'
import { Empty } from '../kit/empty.tsx'
import { Instant } from '../kit/instant.tsx'
import { Loaded } from '../kit/loaded.tsx'
import { Card, Page } from '../kit/page.tsx'
import { useAsked } from '../kit/queries.ts'
import { Link } from '../kit/router.tsx'
import { type CustomerProfile, type Inventory, management } from './management-api.ts'

export function View({ params: { application = '', customer = '' } }: ViewProps) {
  const asked = useAsked(['talon-one', 'customer', application, customer], () =>
    management.customer(application, customer),
  )
  return (
    <Page
      title={asked.data?.integrationId ?? `Customer ${customer}`}
      above={[
        ['Applications', '/talon-one'],
        [`Application ${application}`, `/talon-one/applications/${application}?tab=customers`],
      ]}
      actions={
        asked.data && (
          <Link className="button" to={`/customers/${encodeURIComponent(asked.data.integrationId)}`}>
            What happened to this customer
          </Link>
        )
      }
    >
      <Loaded of={asked}>
        {profile => (
          <div className="cards">
            <About {...profile} />
            <Belongings integrationId={profile.integrationId} />
          </div>
        )}
      </Loaded>
    </Page>
  )
}

function About({ attributes, created, lastActivity, closedSessions, totalSales }: CustomerProfile) {
  const own = Object.entries(attributes)
  return (
    <Card title="Profile">
      <dl className="facts">
        <dt>Created</dt>
        <dd>
          <Instant at={created} />
        </dd>
        <dt>Last activity</dt>
        <dd>
          <Instant at={lastActivity} />
        </dd>
        <dt>Closed sessions</dt>
        <dd>{closedSessions}</dd>
        <dt>Total sales</dt>
        <dd>{totalSales}</dd>
        {own.map(([name, value]) => (
          <Attribute key={name} name={name} value={value} />
        ))}
      </dl>
      {own.length === 0 && <p className="soft">No attributes.</p>}
    </Card>
  )
}

const Attribute = ({ name, value }: { name: string; value: unknown }) => (
  <>
    <dt>{name}</dt>
    <dd>{typeof value === 'string' ? value : JSON.stringify(value)}</dd>
  </>
)

function Belongings({ integrationId }: { integrationId: string }) {
  const asked = useAsked(['talon-one', 'inventory', integrationId], () => management.inventory(integrationId))
  return (
    <>
      <Card title="Referral codes and coupons">
        <Loaded of={asked}>{inventory => <Codes {...inventory} />}</Loaded>
      </Card>
      <Card title="Loyalty">
        <Loaded of={asked}>{inventory => <Points {...inventory} />}</Loaded>
      </Card>
    </>
  )
}

function Codes({ referrals = [], coupons = [] }: Inventory) {
  const codes = [
    ...referrals.map(({ code, usageCounter }) => ({ code, what: 'referral', usageCounter })),
    ...coupons.map(({ value, usageCounter }) => ({ code: value, what: 'coupon', usageCounter })),
  ]
  if (codes.length === 0)
    return (
      <Empty title="This customer has no code.">A scenario’s webhook to a referral endpoint makes one.</Empty>
    )
  return (
    <ul className="lines">
      {codes.map(({ code, what, usageCounter }) => (
        <li key={`${what} ${code}`}>
          <code>{code}</code>
          <span className="soft">
            {what}, {usedText(usageCounter)}
          </span>
        </li>
      ))}
    </ul>
  )
}

function Points({ loyalty }: Inventory) {
  const programs = Object.entries(loyalty?.programs ?? {})
  if (programs.length === 0)
    return (
      <Empty title="This customer is in no loyalty program.">
        Add points to one: POST /customer_engagement/add_loyalty_points.
      </Empty>
    )
  return (
    <ul className="lines">
      {programs.map(([id, { ledger }]) => (
        <li key={id}>
          <span>Program {id}</span>
          <span>
            <strong>{ledger.currentBalance}</strong> points
            {ledger.pendingBalance ? <span className="soft">, {ledger.pendingBalance} pending</span> : null}
          </span>
        </li>
      ))}
    </ul>
  )
}

const usedText = (count: number): string => (count === 1 ? 'used once' : `used ${count} times`)
