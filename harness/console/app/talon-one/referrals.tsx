// The referral codes of a campaign: whose they are, how often they were used.
import { Empty } from '../kit/empty.tsx'
import { Loaded } from '../kit/loaded.tsx'
import { Card } from '../kit/page.tsx'
import { useAsked } from '../kit/queries.ts'
import { CodeTable } from './code-use.tsx'
import { management } from './management-api.ts'

export function Referrals({ application, campaign }: { application: string; campaign: string }) {
  const asked = useAsked(['talon-one', 'referrals', application, campaign], () =>
    management.referrals(application, campaign),
  )
  return (
    <Card title="Referrals">
      <Loaded of={asked}>
        {({ data, totalResultSize = data.length }) =>
          data.length === 0 ? (
            <Empty title="No referral code was made yet.">
              A scenario’s webhook or POST /v1/referrals makes one.
            </Empty>
          ) : (
            <>
              <CodeTable
                label="Referral codes"
                ownerTitle="Advocate"
                codes={data.map(referral => ({
                  ...referral,
                  owner: referral.advocateProfileIntegrationId,
                  friend: referral.friendProfileIntegrationId,
                }))}
              />
              {totalResultSize > data.length && (
                <p className="soft">
                  The first {data.length} of {totalResultSize}.
                </p>
              )}
            </>
          )
        }
      </Loaded>
    </Card>
  )
}
