// Customer engagement platforms (Bloomreach among them). Transport only: each operation is in operations/.
import type { Context } from 'hono'
import type { SandboxEnv } from '../../kit/record-requests.ts'
import type { Call } from '../call.ts'
import type { Deployment } from '../deployment.ts'
import { createReferral, createReferralDry, type NewReferral } from '../operations/create-referral.ts'
import type { Operations } from '../operations.ts'
import { Query } from '../query.ts'
import { thirdPartyReferral } from '../schemas/referral.ts'
import { checkPlatformName, isDryRun, refuseOtherDestination, thirdPartyCall } from './third-party.ts'

export function customerEngagementRoutes(operations: Operations, deployment: Deployment): void {
  operations.serve(
    { id: 'cep/createReferral', method: 'GET', path: '/customer_engagement/referral', api: 'third-party' },
    c => {
      const call = customerEngagementCall(c, deployment)
      const input = newReferral(new Query(c.req.url, deployment.settings))
      if (!isDryRun(c)) return c.json(thirdPartyReferral(createReferral(deployment, input, call)))
      const dry = thirdPartyReferral(createReferralDry(deployment, input, call))
      const { code, ...rest } = dry
      const shown = deployment.settings.dryRunCode === 'present' ? dry : rest
      return c.json({ ...shown, dryRun: true })
    },
  )
}

function customerEngagementCall(c: Context<SandboxEnv>, deployment: Deployment): Call {
  refuseOtherDestination(c, deployment)
  const call = thirdPartyCall(c, deployment, 'customer_engagement')
  checkPlatformName(c, deployment, 'customer-engagement-platform-name')
  return call
}

/** The parameters of a referral in a query string, shared with Iterable. */
export function newReferral(query: Query): NewReferral {
  return {
    campaignId: query.requiredInteger('campaignId'),
    advocateProfileIntegrationId: query.requiredText('advocateProfileIntegrationId'),
    friendProfileIntegrationId: query.text('friendProfileIntegrationId'),
    startDate: query.instant('startDate'),
    expiryDate: query.instant('expiryDate'),
    usageLimit: query.integer('usageLimit'),
    attributes: query.attributes(),
  }
}
