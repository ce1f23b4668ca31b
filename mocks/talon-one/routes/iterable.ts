// Iterable: the deployment comes in the query; no dry run and no identifier. Transport only.
import type { Context } from 'hono'
import type { SandboxEnv } from '../../kit/record-requests.ts'
import type { Call } from '../call.ts'
import type { Deployment } from '../deployment.ts'
import { respond } from '../http/answer.ts'
import { refuseOtherDeployment } from '../http/destination.ts'
import { type Operation, route } from '../http/operation-list.ts'
import { Query } from '../http/query.ts'
import { createCoupon } from '../operations/codes/create-coupon.ts'
import { readLedger } from '../operations/loyalty/read-ledger.ts'
import { thirdPartyCoupon } from '../schemas/codes/third-party-coupon.ts'
import { ledgerWanted, newCoupon } from './customer-engagement.ts'
import { answerReferral, newReferral, refuseOtherApplication, thirdPartyCall } from './third-party.ts'

export function iterableRoutes(deployment: Deployment): Operation[] {
  return [
    route('third-party', 'GET /iterable/referral iterable/createReferral', c => {
      const { query, call } = iterableCall(c, deployment)
      return respond(c, answerReferral(deployment, newReferral(query), { call, isDry: false }))
    }),
    route('third-party', 'GET /iterable/coupon iterable/createCoupon', c => {
      const { query, call } = iterableCall(c, deployment)
      refuseOtherApplication(deployment, call, query.requiredInteger('applicationId'))
      query.requiredText('iterableCampaignId')
      return c.json(thirdPartyCoupon(createCoupon(deployment, newCoupon(query), call)))
    }),
    route('third-party', 'GET /iterable/loyalty iterable/loyalty', c => {
      const { query, call } = iterableCall(c, deployment)
      return c.json(readLedger(deployment, ledgerWanted(query), call))
    }),
  ]
}

function iterableCall(c: Context<SandboxEnv>, deployment: Deployment): { query: Query; call: Call } {
  const query = new Query(c.req.url, deployment.settings)
  refuseOtherDeployment(deployment, query.text('deployment'), { kind: 'parameter', name: 'deployment' })
  return { query, call: thirdPartyCall(c, deployment, 'iterable') }
}
