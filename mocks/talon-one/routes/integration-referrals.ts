// Referrals on the Integration API. Transport only.
import type { Deployment } from '../deployment.ts'
import type { Operation } from '../http/operation-list.ts'
import { createReferral } from '../operations/codes/create-referral.ts'
import { createReferrals } from '../operations/codes/create-referrals.ts'
import { codesAskedFor } from '../schemas/codes/codes.ts'
import { newReferralBody, newReferralsBody } from '../schemas/codes/new-referral.ts'
import { referralEntity } from '../schemas/codes/referral.ts'
import { expressIntegration, integration } from './integration.ts'

export function integrationReferralRoutes(deployment: Deployment): Operation[] {
  const route = integration(deployment)
  const expressRoute = expressIntegration(deployment)

  return [
    expressRoute('POST /v1/referrals createReferral', (request, call, text) => {
      const body = request.checked(text, newReferralBody)
      // The vendor's own clients send an empty friend for none.
      const friendProfileIntegrationId = body.friendProfileIntegrationId || undefined
      const referral = createReferral(deployment, { ...body, friendProfileIntegrationId }, call)
      return request.json(referralEntity(referral), 201)
    }),
    route(
      'POST /v1/referrals_for_multiple_advocates createReferralsForMultipleAdvocates',
      async (request, call) => {
        // [D] `silent`: yes is the default and answers 204.
        const silent = request.query.choice('silent', ['yes', 'no']) ?? 'yes'
        const {
          advocateProfileIntegrationIds: advocates,
          validCharacters,
          referralPattern: couponPattern,
          ...body
        } = await request.body(newReferralsBody)
        const codes = codesAskedFor({ validCharacters, couponPattern })
        const referrals = await createReferrals(deployment, { ...body, advocates, codes }, call)
        return silent === 'yes' ? request.nothing() : request.all(referrals, referralEntity, 201)
      },
    ),
  ]
}
