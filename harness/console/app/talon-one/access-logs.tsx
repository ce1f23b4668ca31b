// The access logs of an Application: what was asked of it with its keys, as the vendor keeps it.
import { Empty } from '../kit/empty.tsx'
import { Instant } from '../kit/instant.tsx'
import { Loaded } from '../kit/loaded.tsx'
import { Card } from '../kit/page.tsx'
import { Pill } from '../kit/pill.tsx'
import { useAsked } from '../kit/queries.ts'
import { Link } from '../kit/router.tsx'
import { type Column, Table } from '../kit/table.tsx'
import { type AccessLog, management } from './management-api.ts'

const COLUMNS: Column<AccessLog>[] = [
  {
    title: 'Status',
    width: '6rem',
    cell: ({ status }) => <Pill tone={status >= 400 ? 'bad' : 'good'}>{status}</Pill>,
  },
  {
    title: 'Request',
    width: '3fr',
    cell: ({ method, requestUri }) => (
      <>
        <strong>{method}</strong> {requestUri}
      </>
    ),
  },
  { title: 'When', width: '11rem', cell: ({ time }) => <Instant at={time} /> },
]

export function AccessLogs({ application }: { application: string }) {
  const asked = useAsked(['requests', 'access logs', application], () => management.accessLogs(application))
  return (
    <Card
      title="Access logs"
      actions={<Link to="/requests?by=talon-one.request">With headers and bodies</Link>}
    >
      <Loaded of={asked}>
        {({ data }) =>
          data.length === 0 ? (
            <Empty title="Nothing was asked with this Application’s keys yet.">
              Start a scenario with a webhook, or call the API with one of them.
            </Empty>
          ) : (
            <Table label="Access logs" columns={COLUMNS} rows={data} keyOf={({ uuid }) => uuid} />
          )
        }
      </Loaded>
    </Card>
  )
}
