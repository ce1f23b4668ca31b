// Iterable: the deployment comes in the query; no dry run and no identifier. Transport only.
import type { Deployment } from '../deployment.ts'
import type { Operation } from '../http/operation-list.ts'
import { createCoupon } from '../operations/codes/create-coupon.ts'
import { readLedger } from '../operations/loyalty/read-ledger.ts'
import { thirdPartyCoupon } from '../schemas/codes/third-party-coupon.ts'
import { ledgerWanted, newCoupon } from './customer-engagement.ts'
import { answerReferral, newReferral, platformRoute, refuseOtherApplication } from './third-party.ts'

export function iterableRoutes(deployment: Deployment): Operation[] {
  const route = platformRoute(deployment, { platform: 'iterable', parameter: 'deployment' })
  return [
    route('GET /iterable/referral iterable/createReferral', ({ query }, call) =>
      answerReferral(deployment, newReferral(query), { call, isDry: false }),
    ),
    route('GET /iterable/coupon iterable/createCoupon', (request, call) => {
      const { query } = request
      refuseOtherApplication(deployment, call, query.requiredInteger('applicationId'))
      query.requiredText('iterableCampaignId')
      return request.json(thirdPartyCoupon(createCoupon(deployment, newCoupon(query), call)))
    }),
    route('GET /iterable/loyalty iterable/loyalty', (request, call) =>
      request.json(readLedger(deployment, ledgerWanted(request.query), call)),
    ),
  ]
}
