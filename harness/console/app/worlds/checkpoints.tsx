// Checkpoints: a moment gets a name; what changed since is seen below; going back asks, for it takes back what came after.
import { useState } from 'react'
import type { Checkpoint } from '../../../control-api/worlds/checkpoints.ts'
import { client } from '../kit/api.ts'
import { Confirm } from '../kit/dialog.tsx'
import { Empty } from '../kit/empty.tsx'
import { TextField } from '../kit/field.tsx'
import { Instant } from '../kit/instant.tsx'
import { Loaded } from '../kit/loaded.tsx'
import { Card } from '../kit/page.tsx'
import { problemOf } from '../kit/problem.tsx'
import { useAsked, useDoing } from '../kit/queries.ts'
import { useSearch } from '../kit/router.tsx'
import { queries } from '../kit/store.ts'
import { Table } from '../kit/table.tsx'

export function Checkpoints() {
  const asked = useAsked(['worlds', 'checkpoints'], () => client.checkpoints.list())
  return (
    <Card title="Checkpoints">
      <div className="stack">
        <Take />
        <Loaded of={asked}>
          {({ checkpoints }) =>
            checkpoints.length === 0 ? (
              <Empty title="No moment has a name yet.">
                Take a checkpoint before you break something; rewind brings everything back as it was.
              </Empty>
            ) : (
              <Table label="Checkpoints" rows={checkpoints} keyOf={({ name }) => name} columns={COLUMNS} />
            )
          }
        </Loaded>
      </div>
    </Card>
  )
}

function Take() {
  const [name, setName] = useState('')
  const take = useDoing((called: string) => client.checkpoints.take(called), {
    topics: ['worlds'],
    problems: 'form',
    said: ({ name }) => `This moment is called ${name}.`,
    after: () => setName(''),
  })
  const error = take.error === null ? undefined : problemOf(take.error)
  return (
    <form
      className="take"
      onSubmit={event => {
        event.preventDefault()
        take.mutate(name)
      }}
    >
      <TextField
        label="Name of this moment"
        value={name}
        onChange={setName}
        placeholder="before the launch"
        error={error && [error.problem, error.remedy].filter(Boolean).join(' ')}
      />
      <button type="submit" className="button">
        Take a checkpoint
      </button>
    </form>
  )
}

const COLUMNS = [
  { title: 'Checkpoint', width: '2fr', cell: ({ name }: Checkpoint) => <strong>{name}</strong> },
  { title: 'Time', width: '11rem', cell: ({ at }: Checkpoint) => <Instant at={at} /> },
  { title: 'Do', width: 'minmax(16rem, 2fr)', cell: (checkpoint: Checkpoint) => <Actions {...checkpoint} /> },
]

function Actions({ name }: Checkpoint) {
  const [asked, ask] = useState<'rewind' | 'forget'>()
  const [, change] = useSearch()
  const rewind = useDoing(() => client.rewind(name), {
    said: ({ entries, branch }) =>
      `Back at ${name}. ${entries} entries are kept as branch ${branch} of the journal.`,
    after: () => void queries.invalidateQueries(),
  })
  const forget = useDoing(() => client.checkpoints.delete(name), {
    topics: ['worlds'],
    said: `${name} is forgotten.`,
  })
  return (
    <span className="row">
      <button type="button" className="button small quiet" onClick={() => change({ since: name })}>
        What changed
      </button>
      <button type="button" className="button small quiet" onClick={() => ask('rewind')}>
        Rewind
      </button>
      <button
        type="button"
        className="button small quiet"
        aria-label={`Forget ${name}`}
        onClick={() => ask('forget')}
      >
        Forget
      </button>
      <Confirm
        open={asked === 'rewind'}
        onClose={() => ask(undefined)}
        title={`Rewind to ${name}?`}
        confirm="Rewind"
        onConfirm={() => rewind.mutate()}
      >
        State, clock, what waits, faults and mails become as they were then. What happened since stays
        readable as a branch of the journal.
      </Confirm>
      <Confirm
        open={asked === 'forget'}
        onClose={() => ask(undefined)}
        title={`Forget ${name}?`}
        confirm="Forget it"
        onConfirm={() => forget.mutate()}
      >
        The world stays as it is; nobody comes back to this moment any more.
      </Confirm>
    </span>
  )
}
