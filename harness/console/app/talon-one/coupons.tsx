// The coupons of a campaign.
import { Empty } from '../kit/empty.tsx'
import { Loaded } from '../kit/loaded.tsx'
import { Card } from '../kit/page.tsx'
import { useAsked } from '../kit/queries.ts'
import { CodeTable } from './code-use.tsx'
import { management } from './management-api.ts'

export function Coupons({ application, campaign }: { application: string; campaign: string }) {
  const asked = useAsked(['talon-one', 'coupons', application, campaign], () =>
    management.coupons(application, campaign),
  )
  return (
    <Card title="Coupons">
      <Loaded of={asked}>
        {({ data, totalResultSize = data.length }) =>
          data.length === 0 ? (
            <Empty title="There is no coupon in this campaign." />
          ) : (
            <>
              <CodeTable
                label="Coupons"
                ownerTitle="Recipient"
                codes={data.map(coupon => ({
                  ...coupon,
                  code: coupon.value,
                  owner: coupon.recipientIntegrationId,
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
