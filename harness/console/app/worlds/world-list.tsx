// The worlds of this server: each with its clock and address; this one is forked, others are opened or deleted.
import { useState } from 'react'
import type { World } from '../../../control-api/worlds/world.ts'
import { baseOf, worldId } from '../kit/address.ts'
import { client } from '../kit/api.ts'
import { Confirm } from '../kit/dialog.tsx'
import { IconPlus } from '../kit/icons.tsx'
import { Instant } from '../kit/instant.tsx'
import { Loaded } from '../kit/loaded.tsx'
import { Card } from '../kit/page.tsx'
import { Pill } from '../kit/pill.tsx'
import { useAsked, useDoing } from '../kit/queries.ts'
import { Table } from '../kit/table.tsx'
import { ForkDialog } from './fork-dialog.tsx'

export function WorldList() {
  const asked = useAsked(['worlds', 'list'], () => client.worlds.list({ environment: 'none' }))
  const [forks, fork] = useState(false)
  return (
    <Card
      title="Worlds of this server"
      actions={
        <button type="button" className="button primary small" onClick={() => fork(true)}>
          <IconPlus />
          Fork this world
        </button>
      }
    >
      <Loaded of={asked}>
        {({ worlds }) => (
          <Table
            label="Worlds"
            rows={worlds}
            keyOf={({ id }) => id}
            columns={[
              { title: 'World', width: '2fr', cell: world => <Name world={world} /> },
              { title: 'Forked of', width: '1fr', cell: ({ from }) => from ?? 'loaded' },
              { title: 'Time', width: '11rem', cell: ({ clock }) => <Instant at={clock.now} /> },
              { title: 'Clock', width: '5rem', cell: ({ clock }) => clock.mode },
              { title: 'Delete', width: '6rem', align: 'end', cell: world => <Deletion world={world} /> },
            ]}
          />
        )}
      </Loaded>
      <ForkDialog open={forks} onClose={() => fork(false)} />
    </Card>
  )
}

const consoleOf = (id: string): string => `${baseOf(id)}/console/worlds`

function Name({ world: { id } }: { world: World }) {
  if (id === worldId)
    return (
      <span className="row">
        <strong>{id}</strong> <Pill tone="info">shown here</Pill>
      </span>
    )
  return <a href={consoleOf(id)}>{id}</a>
}

function Deletion({ world: { id, from } }: { world: World }) {
  const [asks, ask] = useState(false)
  const deletion = useDoing(() => client.worlds.delete(id), {
    topics: ['worlds'],
    said: `The world ${id} is gone.`,
    after: () => {
      if (id === worldId) location.assign(consoleOf('first'))
    },
  })
  if (from === undefined) return <span className="soft">stays</span>
  return (
    <>
      <button type="button" className="link-button" aria-label={`Delete ${id}`} onClick={() => ask(true)}>
        Delete
      </button>
      <Confirm
        open={asks}
        onClose={() => ask(false)}
        title={`Delete the world ${id}?`}
        confirm="Delete the world"
        onConfirm={() => deletion.mutate()}
      >
        Its customers, mails and journal are gone for good. Whoever still waits for an answer of it is told
        so.
      </Confirm>
    </>
  )
}
