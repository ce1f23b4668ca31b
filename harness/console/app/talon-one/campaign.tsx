// One campaign: its state, dates, features and code format, its codes with their use, and its rules in words.
import type { ViewProps } from '../kit/area.ts'
import { Loaded } from '../kit/loaded.tsx'
import { Card, Page } from '../kit/page.tsx'
import { useAsked, useDoing } from '../kit/queries.ts'
import { Tabs } from '../kit/tabs.tsx'
import { CampaignState } from './campaign-state.tsx'
import { Dates } from './campaigns.tsx'
import { sampleCode } from './code-format.ts'
import { Coupons } from './coupons.tsx'
import { type Campaign, type Limit, management } from './management-api.ts'
import { Referrals } from './referrals.tsx'
import { Rules } from './rules.tsx'

export function View({ params: { application = '', campaign = '' } }: ViewProps) {
  const asked = useAsked(['talon-one', 'campaign', application, campaign], () =>
    management.campaign(application, campaign),
  )
  return (
    <Page
      title={asked.data?.name ?? `Campaign ${campaign}`}
      above={[
        ['Applications', '/talon-one'],
        [`Application ${application}`, `/talon-one/applications/${application}`],
      ]}
      about={asked.data?.description}
      actions={asked.data && <Switch application={application} campaign={asked.data} />}
    >
      <Loaded of={asked}>{found => <Dashboard campaign={found} />}</Loaded>
      <Tabs
        label="Campaign"
        tabs={[
          {
            id: 'referrals',
            label: 'Referrals',
            content: <Referrals application={application} campaign={campaign} />,
          },
          {
            id: 'coupons',
            label: 'Coupons',
            content: <Coupons application={application} campaign={campaign} />,
          },
          { id: 'rules', label: 'Rules', content: <Rules application={application} campaign={campaign} /> },
        ]}
      />
    </Page>
  )
}

function Switch({ application, campaign }: { application: string; campaign: Campaign }) {
  const { id, name, description, tags, limits, features, state } = campaign
  const next = state === 'enabled' ? 'disabled' : 'enabled'
  const change = useDoing(
    () =>
      management.updateCampaign(application, String(id), {
        name,
        description,
        tags,
        limits,
        features,
        state: next,
        ...(campaign.startTime !== undefined && { startTime: campaign.startTime }),
        ...(campaign.endTime !== undefined && { endTime: campaign.endTime }),
      }),
    { said: `The campaign is ${next}.`, topics: ['talon-one'] },
  )
  return (
    <button type="button" className="button" onClick={() => change.mutate()}>
      {state === 'enabled' ? 'Disable campaign' : 'Enable campaign'}
    </button>
  )
}

function Dashboard({ campaign }: { campaign: Campaign }) {
  const { id, features, limits, referralSettings, couponSettings } = campaign
  return (
    <Card title="Settings">
      <dl className="facts">
        <dt>State</dt>
        <dd>
          <CampaignState campaign={campaign} />
        </dd>
        <dt>Campaign ID</dt>
        <dd>
          <code>{id}</code>
        </dd>
        <dt>Dates</dt>
        <dd>
          <Dates {...campaign} />
        </dd>
        <dt>Features</dt>
        <dd>{features.length === 0 ? 'none' : features.join(', ')}</dd>
        {referralSettings !== undefined && (
          <>
            <dt>Referral code format</dt>
            <dd>
              <FormatText {...referralSettings} />
            </dd>
          </>
        )}
        {couponSettings !== undefined && (
          <>
            <dt>Coupon code format</dt>
            <dd>
              <FormatText {...couponSettings} />
            </dd>
          </>
        )}
        <dt>Budget</dt>
        <dd>{limits.length === 0 ? 'no limits' : limits.map(limitText).join('; ')}</dd>
      </dl>
    </Card>
  )
}

const FormatText = ({
  couponPattern,
  validCharacters,
}: {
  couponPattern: string
  validCharacters: string[]
}) => (
  <>
    <code>{couponPattern}</code> <span className="soft">as in</span>{' '}
    <code>{sampleCode(couponPattern, validCharacters.join(''))}</code>
  </>
)

const limitText = ({ action, limit, entities, period }: Limit): string =>
  [`${action}: ${limit}`, entities.length > 0 && `per ${entities.join(' and ')}`, period]
    .filter(Boolean)
    .join(' ')
