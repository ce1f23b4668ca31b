// The customer sessions of an Application, the newest first.
import { Empty } from '../kit/empty.tsx'
import { Instant } from '../kit/instant.tsx'
import { Loaded } from '../kit/loaded.tsx'
import { Card } from '../kit/page.tsx'
import { Pill, type Tone } from '../kit/pill.tsx'
import { useAsked } from '../kit/queries.ts'
import { Link } from '../kit/router.tsx'
import { type Column, Table } from '../kit/table.tsx'
import { management, type Session } from './management-api.ts'

const TONES: Record<string, Tone> = {
  closed: 'good',
  open: 'info',
  cancelled: 'bad',
  partially_returned: 'warn',
}

export const SessionState = ({ state }: { state: string }) => (
  <Pill tone={TONES[state] ?? 'quiet'}>{state.replaceAll('_', ' ')}</Pill>
)

const columnsOf = (application: string): Column<Session>[] => [
  {
    title: 'Session',
    width: '1.5fr',
    cell: ({ id, integrationId }) => (
      <Link to={`/talon-one/applications/${application}/sessions/${id}`}>{integrationId}</Link>
    ),
  },
  { title: 'State', width: '9rem', cell: ({ state }) => <SessionState state={state} /> },
  {
    title: 'Customer',
    width: '1.5fr',
    cell: ({ profileintegrationid, profileIntegrationId }) =>
      profileintegrationid ?? profileIntegrationId ?? '',
  },
  { title: 'Code', width: '1fr', cell: ({ referral, coupon }) => <code>{referral || coupon || ''}</code> },
  { title: 'Created', width: '11rem', cell: ({ created }) => <Instant at={created} /> },
]

export function Sessions({ application }: { application: string }) {
  const asked = useAsked(['talon-one', 'sessions', application], () => management.sessions(application))
  return (
    <Card title="Sessions">
      <Loaded of={asked}>
        {({ data }) =>
          data.length === 0 ? (
            <Empty title="There is no session yet.">PUT /v2/customer_sessions/… opens one.</Empty>
          ) : (
            <Table label="Sessions" columns={columnsOf(application)} rows={data} keyOf={({ id }) => id} />
          )
        }
      </Loaded>
    </Card>
  )
}
