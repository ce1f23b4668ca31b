// What was added, changed and removed since a checkpoint, and by what.
import type { Changes as Answer } from '../../../control-api/worlds/checkpoints.ts'
import { client } from '../kit/api.ts'
import { Empty } from '../kit/empty.tsx'
import { Loaded } from '../kit/loaded.tsx'
import { Card } from '../kit/page.tsx'
import { Pill, type Tone } from '../kit/pill.tsx'
import { useAsked } from '../kit/queries.ts'
import { Link, useSearch } from '../kit/router.tsx'
import { type Column, Table } from '../kit/table.tsx'

type Change = NonNullable<Answer['changes']>[number]

export function Changes() {
  const [search] = useSearch()
  const since = search.get('since')
  if (since === null) return null
  return <Since since={since} />
}

function Since({ since }: { since: string }) {
  const asked = useAsked(['journal', 'changes', since], () => client.changes({ since, limit: 2_000 }))
  return (
    <Card title={`What changed since ${since}`}>
      <Loaded of={asked}>
        {({ total, changes = [] }) =>
          total === 0 ? (
            <Empty title="Nothing has changed." />
          ) : (
            <>
              <Table
                label="Changes"
                rows={changes.map((change, index) => ({ ...change, index }))}
                keyOf={({ index }) => index}
                columns={COLUMNS}
                height="60vh"
              />
              {total > changes.length && (
                <p className="soft">
                  The first {changes.length} of {total}.
                </p>
              )}
            </>
          )
        }
      </Loaded>
    </Card>
  )
}

const TONES: Record<Change['change'], Tone> = { added: 'good', changed: 'info', removed: 'bad' }

const COLUMNS: Column<Change>[] = [
  { title: 'Change', width: '6rem', cell: ({ change }) => <Pill tone={TONES[change]}>{change}</Pill> },
  { title: 'Where', width: '11rem', cell: ({ house, store }) => `${house}, ${store}` },
  {
    title: 'What',
    width: '3fr',
    cell: ({ path, before, after }) => (
      <div className="change">
        <code>{path.join(' / ')}</code>
        {before !== undefined && <code className="change-before">{shown(before)}</code>}
        {after !== undefined && <code className="change-after">{shown(after)}</code>}
      </div>
    ),
  },
  {
    title: 'By',
    width: '10rem',
    cell: ({ causedBy, origin }) => (
      <Link to={`/journal/${causedBy}`}>{origin?.kind ?? `entry ${causedBy}`}</Link>
    ),
  },
]

const MOST = 300

function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > MOST ? `${text.slice(0, MOST)}…` : text
}
