// Customer engagement platforms (Bloomreach among them). Transport only: each operation is in operations/.
import type { Deployment } from '../deployment.ts'
import { expressRoute, type Operation } from '../http/operation-list.ts'
import { Query } from '../http/query.ts'
import { createCoupon, createCouponDry, type NewCoupon } from '../operations/codes/create-coupon.ts'
import { addPointsFor } from '../operations/loyalty/add-points-for.ts'
import { readLedger } from '../operations/loyalty/read-ledger.ts'
import { thirdPartyCoupon } from '../schemas/codes/third-party-coupon.ts'
import { addPointsBody } from '../schemas/loyalty/add-points.ts'
import {
  answerReferral,
  callWithDestination,
  isDryRun,
  newReferral,
  platformRoute,
  refuseOtherApplication,
} from './third-party.ts'

const CALLING = { platform: 'customer_engagement', nameHeader: 'customer-engagement-platform-name' } as const

export function customerEngagementRoutes(deployment: Deployment): Operation[] {
  const { settings } = deployment
  const route = platformRoute(deployment, CALLING)

  return [
    expressRoute('third-party', 'GET /customer_engagement/referral cep/createReferral', c => {
      const call = callWithDestination(c, deployment, CALLING)
      const input = newReferral(new Query(c.req.url, settings))
      return answerReferral(deployment, input, { call, isDry: isDryRun(c) })
    }),
    route('GET /customer_engagement/coupon cep/createCoupon', (request, call) => {
      const { c, query } = request
      refuseOtherApplication(deployment, call, query.requiredInteger('applicationId'))
      query.requiredText('externalCampaignId')
      const input = { ...newCoupon(query), identifier: query.text('identifier') }
      const create = isDryRun(c) ? createCouponDry : createCoupon
      return request.json(thirdPartyCoupon(create(deployment, input, call)))
    }),
    route('GET /customer_engagement/loyalty cep/loyalty', (request, call) =>
      request.json(readLedger(deployment, ledgerWanted(request.query), call)),
    ),
    route('POST /customer_engagement/add_loyalty_points cep/addLoyaltyPoints', async (request, call) => {
      const body = await request.body(addPointsBody)
      refuseOtherApplication(deployment, call, body.applicationId)
      addPointsFor(deployment, body, call)
      return request.nothing()
    }),
  ]
}

/** The parameters of a coupon in a query string, shared with Iterable. */
export function newCoupon(query: Query): NewCoupon {
  return {
    campaignId: query.requiredInteger('campaignId'),
    startDate: query.instant('startDate'),
    expiryDate: query.instant('expiryDate'),
    discountLimit: query.integer('discountLimit'),
    recipientIntegrationId: query.text('recipientIntegrationId'),
    usageLimit: query.integer('usageLimit'),
    attributes: query.attributes(),
  }
}

export const ledgerWanted = (query: Query) => ({
  programId: query.requiredInteger('loyaltyProgramId'),
  integrationId: query.requiredText('profileIntegrationId'),
})
