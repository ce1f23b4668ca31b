// The coupons of a campaign.
import { Empty } from '../kit/empty.tsx'
import { useAsked } from '../kit/queries.ts'
import { CodesCard } from './code-use.tsx'
import { management } from './management-api.ts'

export function Coupons({ application, campaign }: { application: string; campaign: string }) {
  const asked = useAsked(['talon-one', 'coupons', application, campaign], () =>
    management.coupons(application, campaign),
  )
  return (
    <CodesCard
      title="Coupons"
      of={asked}
      none={
        <Empty title="There is no coupon in this campaign.">
          A webhook to /customer_engagement/coupon makes one.
        </Empty>
      }
      label="Coupons"
      ownerTitle="Recipient"
      codeOf={coupon => ({ ...coupon, code: coupon.value, owner: coupon.recipientIntegrationId })}
    />
  )
}
