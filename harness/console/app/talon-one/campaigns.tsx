// The campaigns of an Application with their states, dates and features.
import { useState } from 'react'
import { Empty } from '../kit/empty.tsx'
import { IconPlus } from '../kit/icons.tsx'
import { Instant } from '../kit/instant.tsx'
import { Loaded } from '../kit/loaded.tsx'
import { Card } from '../kit/page.tsx'
import { useAsked } from '../kit/queries.ts'
import { Link } from '../kit/router.tsx'
import { type Column, Table } from '../kit/table.tsx'
import { CampaignState } from './campaign-state.tsx'
import { type Campaign, management } from './management-api.ts'
import { NewCampaign } from './new-campaign.tsx'

const columnsOf = (application: string): Column<Campaign>[] => [
  {
    title: 'Campaign',
    width: '2fr',
    cell: ({ id, name }) => <Link to={`/talon-one/applications/${application}/campaigns/${id}`}>{name}</Link>,
  },
  { title: 'ID', width: '5rem', cell: ({ id }) => id },
  { title: 'State', width: '8rem', cell: campaign => <CampaignState campaign={campaign} /> },
  { title: 'Features', width: '1fr', cell: ({ features }) => features.join(', ') },
  { title: 'Dates', width: '1.5fr', cell: campaign => <Dates {...campaign} /> },
]

export function Dates({ startTime, endTime }: Pick<Campaign, 'startTime' | 'endTime'>) {
  if (startTime === undefined && endTime === undefined) return <span className="soft">always</span>
  return (
    <>
      {startTime === undefined ? 'until ' : <Instant at={startTime} />}
      {endTime !== undefined && (
        <>
          {startTime !== undefined && ' to '}
          <Instant at={endTime} />
        </>
      )}
    </>
  )
}

export function Campaigns({ application }: { application: string }) {
  const [isNew, setNew] = useState(false)
  const asked = useAsked(['talon-one', 'campaigns', application], () => management.campaigns(application))
  const create = (
    <button type="button" className="button primary" onClick={() => setNew(true)}>
      <IconPlus />
      Create Campaign
    </button>
  )
  return (
    <Card title="Campaigns" actions={create}>
      <Loaded of={asked}>
        {({ data }) =>
          data.length === 0 ? (
            <Empty title="There is no campaign yet.">
              Referral codes come from a campaign with Referrals.
            </Empty>
          ) : (
            <Table label="Campaigns" columns={columnsOf(application)} rows={data} keyOf={({ id }) => id} />
          )
        }
      </Loaded>
      {isNew && <NewCampaign application={application} onClose={() => setNew(false)} />}
    </Card>
  )
}
