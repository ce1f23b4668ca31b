// Customer engagement platforms (Bloomreach among them). Transport only: each operation is in operations/.
import type { Exchange } from '../../kit/record-requests.ts'
import type { Call } from '../call.ts'
import type { Deployment } from '../deployment.ts'
import { readBody } from '../http/body.ts'
import { expressRoute, type Operation, route } from '../http/operation-list.ts'
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
  refuseOtherApplication,
} from './third-party.ts'

export function customerEngagementRoutes(deployment: Deployment): Operation[] {
  const { settings } = deployment

  return [
    expressRoute('third-party', 'GET /customer_engagement/referral cep/createReferral', c => {
      const call = engagementCall(c, deployment)
      const input = newReferral(new Query(c.req.url, settings))
      return answerReferral(deployment, input, { call, isDry: isDryRun(c) })
    }),
    route('third-party', 'GET /customer_engagement/coupon cep/createCoupon', c => {
      const call = engagementCall(c, deployment)
      const query = new Query(c.req.url, settings)
      refuseOtherApplication(deployment, call, query.requiredInteger('applicationId'))
      query.requiredText('externalCampaignId')
      const input = { ...newCoupon(query), identifier: query.text('identifier') }
      const create = isDryRun(c) ? createCouponDry : createCoupon
      return c.json(thirdPartyCoupon(create(deployment, input, call)))
    }),
    route('third-party', 'GET /customer_engagement/loyalty cep/loyalty', c => {
      const call = engagementCall(c, deployment)
      return c.json(readLedger(deployment, ledgerWanted(new Query(c.req.url, settings)), call))
    }),
    route('third-party', 'POST /customer_engagement/add_loyalty_points cep/addLoyaltyPoints', async c => {
      const call = engagementCall(c, deployment)
      const body = await readBody(c, deployment, addPointsBody)
      refuseOtherApplication(deployment, call, body.applicationId)
      addPointsFor(deployment, body, call)
      return c.body(null, 204)
    }),
  ]
}

const engagementCall = (c: Exchange, deployment: Deployment): Call =>
  callWithDestination(c, deployment, {
    platform: 'customer_engagement',
    nameHeader: 'customer-engagement-platform-name',
  })

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
