// One customer's story over both vendors and the inbox, as a vertical line: time, what happened, and why below it.
import { useState } from 'react'
import { isFailure, whyOf } from '../../../command-line/output/trace.ts'
import type { CustomerStory, TimelineEntry } from '../../../control-api/happened/journal.ts'
import { explainingRequest } from '../../../traffic/explaining-exchange.ts'
import { client } from '../kit/api.ts'
import type { ViewProps } from '../kit/area.ts'
import { Empty } from '../kit/empty.tsx'
import { CheckField } from '../kit/field.tsx'
import { Instant } from '../kit/instant.tsx'
import { Loaded } from '../kit/loaded.tsx'
import { Card, Page } from '../kit/page.tsx'
import { useAsked } from '../kit/queries.ts'
import { Link, useSearch } from '../kit/router.tsx'
import { ExchangeView } from './exchange.tsx'
import './happened.css'

/** A line of ten thousand steps is read by nobody, and keeps everybody waiting. */
const PORTION = 500

export function View({ params: { id = '' } }: ViewProps) {
  const [most, show] = useState(PORTION)
  const asked = useAsked(['timeline', id, most], () => client.timeline(id, { newest: most + 1 }))
  return (
    <Page
      title={asked.data === undefined ? id : nameOf(asked.data)}
      above={[['Customers', '/customers']]}
      about={asked.data && idsOf(asked.data)}
      actions={asked.data && <Profile id={asked.data.customer.id} />}
    >
      <Loaded of={asked}>
        {({ timeline }) => <Story timeline={timeline} most={most} onMore={() => show(most + PORTION)} />}
      </Loaded>
    </Page>
  )
}

/** Of the story of a person the editable side: attributes, events, consents. */
function Profile({ id }: { id: string }) {
  return (
    <Link to={`/bloomreach/customers/${encodeURIComponent(id)}`} className="button">
      Attributes and consents
    </Link>
  )
}

const nameOf = ({ customer: { id, ids } }: CustomerStory): string =>
  ids.registered ?? Object.values(ids)[0] ?? id

const idsOf = ({ customer: { ids } }: CustomerStory): string =>
  Object.entries(ids)
    .map(([name, value]) => `${name}: ${value}`)
    .join(', ')

interface StoryProps {
  timeline: TimelineEntry[]
  most: number
  onMore: () => void
}

function Story({ timeline, most, onMore }: StoryProps) {
  const [search, change] = useSearch()
  const newest = timeline.slice(-most)
  const isWhole = search.get('steps') === 'all'
  const shown = isWhole ? newest : newest.filter(({ detail, kind }) => !detail || kind === 'inbox.message')
  const explaining = explainingOf(newest)
  return (
    <Card
      title="Timeline"
      actions={
        <CheckField
          label="Steps in between"
          checked={isWhole}
          onChange={checked => change({ steps: checked ? 'all' : undefined })}
        />
      }
    >
      {timeline.length === 0 && (
        <Empty title="Nothing has happened to this customer yet.">
          Start a scenario, or track an event that triggers one.
        </Empty>
      )}
      {timeline.length > most && (
        <p className="soft">
          The newest {most}.{' '}
          <button type="button" className="link-button" onClick={onMore}>
            Show earlier ones
          </button>
        </p>
      )}
      <ol className="story">
        {shown.map(entry => (
          <Step key={entry.seq} entry={entry} request={explaining.get(entry.seq)} />
        ))}
      </ol>
    </Card>
  )
}

/** Under the seq of each step that failed, the request that explains it; each explains once, what came of a fault rather than the fault. */
function explainingOf(timeline: readonly TimelineEntry[]): ReadonlyMap<number, number> {
  const bySeq = new Map(timeline.map(entry => [entry.seq, entry]))
  const told = new Map<number, number>()
  for (const entry of timeline.filter(one => !one.detail && one.kind !== 'fault' && isFailure(one))) {
    const request = explainingRequest(entry, seq => bySeq.get(seq))
    if (request !== undefined && !told.has(request)) told.set(request, entry.seq)
  }
  return new Map([...told].map(([request, step]) => [step, request]))
}

function Step({ entry, request }: { entry: TimelineEntry; request: number | undefined }) {
  const why = entry.detail ? undefined : whyOf(entry)
  const outcome = entry.detail ? 'detail' : isFailure(entry) ? 'failure' : undefined
  return (
    <li data-outcome={outcome}>
      <Instant at={entry.at} />
      <div className="step">
        <p>
          {outcome === 'failure' && <span className="hidden">Failed: </span>}
          {entry.text}{' '}
          {entry.kind === 'inbox.message' && <Link to={`/inbox/${String(entry.id)}`}>Open the mail</Link>}
          {'method' in entry && <Link to={`/requests/${entry.seq}`}>Look at it</Link>}
        </p>
        {why !== undefined && <p className="why">{why}</p>}
        {request !== undefined && <Wire seq={request} />}
      </div>
    </li>
  )
}

/** What of it is no longer kept is left out. */
function Wire({ seq }: { seq: number }) {
  const asked = useAsked(['requests', 'one', String(seq)], () => client.requests.get(seq))
  if (asked.data === undefined) return null
  return (
    <details open>
      <summary>What went over the wire</summary>
      <ExchangeView exchange={asked.data} />
    </details>
  )
}
