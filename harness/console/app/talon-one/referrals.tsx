// The referral codes of a campaign: whose they are, how often they were used.
import { Empty } from '../kit/empty.tsx'
import { useAsked } from '../kit/queries.ts'
import { CodesCard } from './code-use.tsx'
import { management } from './management-api.ts'

export function Referrals({ application, campaign }: { application: string; campaign: string }) {
  const asked = useAsked(['talon-one', 'referrals', application, campaign], () =>
    management.referrals(application, campaign),
  )
  return (
    <CodesCard
      title="Referrals"
      of={asked}
      none={
        <Empty title="No referral code was made yet.">
          A scenario’s webhook or POST /v1/referrals makes one.
        </Empty>
      }
      label="Referral codes"
      ownerTitle="Advocate"
      codeOf={referral => ({
        ...referral,
        owner: referral.advocateProfileIntegrationId,
        friend: referral.friendProfileIntegrationId,
      })}
    />
  )
}
