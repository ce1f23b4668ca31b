// The request log of both vendors: what was asked, by whom and with which answer, the newest first.
import { useMemo } from 'react'
import type { SentRequest } from '../../../control-api/happened/requests.ts'
import { client } from '../kit/api.ts'
import { Empty } from '../kit/empty.tsx'
import { CheckField, SelectField, TextField } from '../kit/field.tsx'
import { Instant } from '../kit/instant.tsx'
import { Loaded } from '../kit/loaded.tsx'
import { Page } from '../kit/page.tsx'
import { Pill } from '../kit/pill.tsx'
import { useAsked } from '../kit/queries.ts'
import { Link, useSearch } from '../kit/router.tsx'
import { type Column, Table } from '../kit/table.tsx'
import './happened.css'

const ASKED: Record<string, string> = {
  'talon-one.request': 'Asked of Talon.One',
  'bloomreach.request': 'Asked of Bloomreach',
  'bloomreach.webhook-request': 'Sent by a webhook',
  'bloomreach.authentication-tested': 'Sent by a test of an integration',
  'sandbox.request': 'Asked of the control API',
}

export const askedBy = (kind: string): string => ASKED[kind] ?? kind

const KINDS = [
  { value: '', label: 'Everybody' },
  ...Object.entries(ASKED).map(([value, label]) => ({ value, label })),
]
const ANSWERS = [
  { value: '', label: 'Any answer' },
  { value: 'failed', label: 'Failed (400 and above, or none)' },
  { value: 'good', label: 'Good' },
]

const COLUMNS: Column<SentRequest>[] = [
  { title: 'Answer', width: '4.5rem', cell: ({ status }) => <Status status={status} /> },
  {
    title: 'Request',
    width: '3fr',
    cell: ({ seq, method, url }) => (
      <Link to={`/requests/${seq}`} className="url">
        <strong>{method}</strong> {url}
      </Link>
    ),
  },
  { title: 'By whom', width: '10.5rem', cell: ({ kind }) => <span className="soft">{askedBy(kind)}</span> },
  { title: 'When', width: '10rem', cell: ({ at }) => <Instant at={at} /> },
]

export const Status = ({ status }: { status: number | undefined }) => (
  <Pill tone={status === undefined || status >= 400 ? 'bad' : 'good'}>{status ?? 'no answer'}</Pill>
)

export function View() {
  const [search, change] = useSearch()
  const [kind, answer, text] = [search.get('by') ?? '', search.get('answer') ?? '', search.get('q') ?? '']
  const looks = search.get('looks') === 'shown'
  const asked = useAsked(['requests', 'list', kind], () =>
    client.requests.list({ newest: 10_000, ...(kind === '' ? {} : { kind }) }),
  )
  return (
    <Page
      title="Requests"
      about="What was asked of both vendors, by webhooks and of the sandbox itself, the newest first. Secrets are hidden."
    >
      <div className="filters">
        <TextField
          label="Search"
          type="search"
          value={text}
          placeholder="Method or address"
          onChange={q => change({ q })}
        />
        <SelectField label="By whom" value={kind} onChange={by => change({ by })} choices={KINDS} />
        <SelectField
          label="Answer"
          value={answer}
          onChange={value => change({ answer: value })}
          choices={ANSWERS}
        />
        <CheckField
          label="What the console looked at"
          checked={looks}
          onChange={checked => change({ looks: checked ? 'shown' : undefined })}
        />
      </div>
      <Loaded of={asked}>
        {({ requests, kept }) => (
          <Found
            {...{
              requests: looks ? requests : requests.filter(({ by }) => by === undefined),
              kept,
              answer,
              text,
            }}
          />
        )}
      </Loaded>
    </Page>
  )
}

interface FoundProps {
  requests: SentRequest[]
  kept: boolean
  answer: string
  text: string
}

function Found({ requests, kept, answer, text }: FoundProps) {
  const shown = useMemo(() => {
    const words = text.toLowerCase()
    return requests
      .filter(
        ({ status }) => answer === '' || (status === undefined || status >= 400) === (answer === 'failed'),
      )
      .filter(({ method, url }) => `${method} ${url}`.toLowerCase().includes(words))
      .toReversed()
  }, [requests, answer, text])
  if (!kept)
    return <Empty title="This sandbox keeps no requests.">It was started with --traffic-bytes 0.</Empty>
  if (requests.length === 0)
    return (
      <Empty title="Nothing was asked yet.">
        Call a vendor’s API at this address, or start a scenario with a webhook.
      </Empty>
    )
  if (shown.length === 0) return <Empty title="No request fits.">Widen the search above.</Empty>
  return <Table label="Requests" columns={COLUMNS} rows={shown} keyOf={({ seq }) => seq} />
}
