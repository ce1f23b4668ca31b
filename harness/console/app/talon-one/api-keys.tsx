// Settings > Developer settings: the API keys of an Application. A key's value is shown once, when it is made.
import { useState } from 'react'
import { client } from '../kit/api.ts'
import { Confirm } from '../kit/dialog.tsx'
import { Empty } from '../kit/empty.tsx'
import { IconPlus } from '../kit/icons.tsx'
import { Instant } from '../kit/instant.tsx'
import { DeleteButton } from '../kit/item-buttons.tsx'
import { Loaded } from '../kit/loaded.tsx'
import { Card } from '../kit/page.tsx'
import { Pill, type Tone } from '../kit/pill.tsx'
import { useAsked, useDoing } from '../kit/queries.ts'
import { type Column, Table } from '../kit/table.tsx'
import { type ApiKey, management } from './management-api.ts'
import { NewApiKey } from './new-api-key.tsx'
import { platformName } from './platforms.ts'

const SOON_MS = 7 * 86_400_000

/** [D] Managing Third-party API keys: Valid, Expires soon (within seven days), Expired; on the sandbox's clock. */
function stateOfKey(expires: string, now: string): { text: string; tone: Tone } {
  const left = Date.parse(expires) - Date.parse(now)
  if (left <= 0) return { text: 'Expired', tone: 'bad' }
  return left <= SOON_MS ? { text: 'Expires soon', tone: 'warn' } : { text: 'Valid', tone: 'good' }
}

export function ApiKeys({ application }: { application: string }) {
  const [isNew, setNew] = useState(false)
  const [leaving, setLeaving] = useState<ApiKey>()
  const asked = useAsked(['talon-one', 'api keys', application], () => management.apiKeys(application))
  const clock = useAsked(['clock'], () => client.clock.state())
  const remove = useDoing((key: number) => management.deleteApiKey(application, key), {
    said: 'The API key is deleted: whoever uses it is refused from now on.',
    topics: ['talon-one'],
  })
  const columns: Column<ApiKey>[] = [
    { title: 'Key name', width: '1.5fr', cell: ({ title }) => title },
    { title: 'Platform', width: '1.5fr', cell: ({ platform }) => platformName(platform) },
    {
      title: 'State',
      width: '8rem',
      cell: ({ expires }) => {
        const { text, tone } = stateOfKey(expires, clock.data?.now ?? expires)
        return clock.data === undefined ? null : <Pill tone={tone}>{text}</Pill>
      },
    },
    { title: 'Expires', width: '11rem', cell: ({ expires }) => <Instant at={expires} /> },
    {
      title: 'Delete',
      width: '5rem',
      align: 'end',
      cell: key => <DeleteButton of={key.title} onClick={() => setLeaving(key)} />,
    },
  ]
  const create = (
    <button type="button" className="button primary" onClick={() => setNew(true)}>
      <IconPlus />
      Create API Key
    </button>
  )
  return (
    <Card title="Developer settings" actions={create}>
      <p className="soft">
        Integration API keys, for your own integration layer and for third-party platforms. Newer versions of
        the Campaign Manager call this page Integration API Keys.
      </p>
      <Loaded of={asked}>
        {({ data }) =>
          data.length === 0 ? (
            <Empty title="There is no API key yet.">
              A scenario’s webhook needs one for the Customer Engagement Platform.
            </Empty>
          ) : (
            <Table label="API keys" columns={columns} rows={data} keyOf={({ id }) => id} />
          )
        }
      </Loaded>
      {isNew && <NewApiKey application={application} onClose={() => setNew(false)} />}
      <Confirm
        open={leaving !== undefined}
        onClose={() => setLeaving(undefined)}
        title={`Delete the API key ${leaving?.title ?? ''}?`}
        confirm="Delete API key"
        onConfirm={() => leaving !== undefined && remove.mutate(leaving.id)}
      >
        Whoever uses it is refused at once, and its value cannot be had again.
      </Confirm>
    </Card>
  )
}
