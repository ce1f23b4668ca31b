// One customer session: its state, codes, cart and discounts, and all that the API answers of it.
import type { ViewProps } from '../kit/area.ts'
import { Instant } from '../kit/instant.tsx'
import { Loaded } from '../kit/loaded.tsx'
import { Card, Page } from '../kit/page.tsx'
import { useAsked } from '../kit/queries.ts'
import { management, type Session } from './management-api.ts'
import { SessionState } from './sessions.tsx'
import './talon-one.css'

export function View({ params: { application = '', session = '' } }: ViewProps) {
  const asked = useAsked(['talon-one', 'session', application, session], () =>
    management.session(application, session),
  )
  return (
    <Page
      title={asked.data?.integrationId ?? `Session ${session}`}
      above={[
        ['Applications', '/talon-one'],
        [`Application ${application}`, `/talon-one/applications/${application}?tab=sessions`],
      ]}
    >
      <Loaded of={asked}>
        {found => (
          <>
            <About {...found} />
            <Card title="As the Management API answers it">
              <pre className="code-block">{JSON.stringify(found, null, 2)}</pre>
            </Card>
          </>
        )}
      </Loaded>
    </Page>
  )
}

function About({ state, created, referral, coupon, total, discounts = {}, cartItems = [] }: Session) {
  return (
    <Card title="Session">
      <dl className="facts">
        <dt>State</dt>
        <dd>
          <SessionState state={state} />
        </dd>
        <dt>Created</dt>
        <dd>
          <Instant at={created} />
        </dd>
        <dt>Codes</dt>
        <dd>{[referral, coupon].filter(Boolean).join(', ') || 'none'}</dd>
        <dt>Cart items</dt>
        <dd>{cartItems.length}</dd>
        {total !== undefined && (
          <>
            <dt>Total</dt>
            <dd>{total}</dd>
          </>
        )}
        <dt>Discounts</dt>
        <dd>
          {Object.entries(discounts)
            .map(([name, value]) => `${name}: ${value}`)
            .join(', ') || 'none'}
        </dd>
      </dl>
    </Card>
  )
}
