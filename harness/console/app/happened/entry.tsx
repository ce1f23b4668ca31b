// One entry of the journal: what it says, what led to it, what it led to, and all of it as data.
import type { JournalEntry } from '../../../control-api/happened/journal.ts'
import { client } from '../kit/api.ts'
import type { ViewProps } from '../kit/area.ts'
import { CopyButton } from '../kit/copy-button.tsx'
import { Empty } from '../kit/empty.tsx'
import { Instant } from '../kit/instant.tsx'
import { Loaded } from '../kit/loaded.tsx'
import { Card, Page } from '../kit/page.tsx'
import { useAsked } from '../kit/queries.ts'
import { Link } from '../kit/router.tsx'
import { textOf } from './journal.tsx'
import './happened.css'

interface Story {
  entry: JournalEntry | undefined
  causes: JournalEntry[]
  effects: JournalEntry[]
}

const entryAt = async (seq: number): Promise<JournalEntry | undefined> => {
  const { entries } = await client.journal({ after: seq - 1, limit: 1 })
  return entries[0]?.seq === seq ? entries[0] : undefined
}

const MOST_CAUSES = 20

async function storyOf(seq: number): Promise<Story> {
  const entry = await entryAt(seq)
  const causes: JournalEntry[] = []
  let cause = entry?.causedBy
  while (cause !== undefined && causes.length < MOST_CAUSES) {
    const found: JournalEntry | undefined = await entryAt(cause)
    if (found === undefined) break
    causes.unshift(found)
    cause = found.causedBy
  }
  const { entries } = await client.journal({ after: seq, limit: 1_000 })
  return { entry, causes, effects: entries.filter(({ causedBy }) => causedBy === seq) }
}

export function View({ params: { seq = '' } }: ViewProps) {
  const asked = useAsked(['journal', 'entry', seq], () => storyOf(Number(seq)))
  const { entry } = asked.data ?? {}
  return (
    <Page title={entry === undefined ? `Entry ${seq}` : textOf(entry)} above={[['Journal', '/journal']]}>
      <Loaded of={asked}>
        {story =>
          story.entry === undefined ? (
            <Empty title="The journal has no such entry.">
              It may have left: the journal keeps the newest 200,000.
            </Empty>
          ) : (
            <Shown {...story} entry={story.entry} />
          )
        }
      </Loaded>
    </Page>
  )
}

function Shown({ entry, causes, effects }: Story & { entry: JournalEntry }) {
  const data = JSON.stringify(entry, null, 2)
  return (
    <>
      <dl className="facts">
        <dt>When</dt>
        <dd>
          <Instant at={entry.at} /> UTC
        </dd>
        <dt>Kind</dt>
        <dd>{entry.kind}</dd>
        {entry.customer !== undefined && (
          <>
            <dt>Customer</dt>
            <dd>
              <Link to={`/customers/${encodeURIComponent(entry.customer)}`}>the customer’s story</Link>
            </dd>
          </>
        )}
        {'method' in entry && (
          <>
            <dt>Request</dt>
            <dd>
              <Link to={`/requests/${entry.seq}`}>what went over the wire</Link>
            </dd>
          </>
        )}
      </dl>
      <Entries title="What led to it" entries={causes} />
      <Entries title="What it led to" entries={effects} />
      <Card title="As data" actions={<CopyButton text={data} />}>
        <pre>{data}</pre>
      </Card>
    </>
  )
}

function Entries({ title, entries }: { title: string; entries: JournalEntry[] }) {
  if (entries.length === 0) return null
  return (
    <Card title={title}>
      <ol className="reads">
        {entries.map(entry => (
          <li key={entry.seq}>
            <span className="soft">
              <Instant at={entry.at} />
            </span>{' '}
            <Link to={`/journal/${entry.seq}`}>{textOf(entry)}</Link>
          </li>
        ))}
      </ol>
    </Card>
  )
}
