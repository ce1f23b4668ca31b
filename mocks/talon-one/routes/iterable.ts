// Iterable: the deployment comes in the query; no dry run and no identifier. Transport only.
import type { Call } from '../call.ts'
import type { Deployment } from '../deployment.ts'
import { respond } from '../http/answer.ts'
import { refuseOtherDeployment } from '../http/destination.ts'
import { Incoming } from '../http/incoming.ts'
import { type Operation, route } from '../http/operation-list.ts'
import { createCoupon } from '../operations/codes/create-coupon.ts'
import { readLedger } from '../operations/loyalty/read-ledger.ts'
import { thirdPartyCoupon } from '../schemas/codes/third-party-coupon.ts'
import { ledgerWanted, newCoupon } from './customer-engagement.ts'
import { answerReferral, newReferral, refuseOtherApplication, thirdPartyCall } from './third-party.ts'

export function iterableRoutes(deployment: Deployment): Operation[] {
  return [
    iterableRoute(deployment, 'GET /iterable/referral iterable/createReferral', ({ c, query }, call) =>
      respond(c, answerReferral(deployment, newReferral(query), { call, isDry: false })),
    ),
    iterableRoute(deployment, 'GET /iterable/coupon iterable/createCoupon', ({ c, query }, call) => {
      refuseOtherApplication(deployment, call, query.requiredInteger('applicationId'))
      query.requiredText('iterableCampaignId')
      return c.json(thirdPartyCoupon(createCoupon(deployment, newCoupon(query), call)))
    }),
    iterableRoute(deployment, 'GET /iterable/loyalty iterable/loyalty', ({ c, query }, call) =>
      c.json(readLedger(deployment, ledgerWanted(query), call)),
    ),
  ]
}

const iterableRoute = (
  deployment: Deployment,
  line: string,
  handler: (request: Incoming, call: Call) => Response,
): Operation =>
  route('third-party', line, c => {
    const request = new Incoming(c, deployment)
    const name = 'deployment'
    refuseOtherDeployment(deployment, request.query.text(name), { kind: 'parameter', name })
    return handler(request, thirdPartyCall(c, deployment, 'iterable'))
  })
