// Referrals on the Integration API. Transport only.

import type { Deployment } from '../deployment.ts'
import { checkedBody } from '../http/body.ts'
import type { Operation } from '../http/operation-list.ts'
import { readInstant } from '../instant.ts'
import { createReferral } from '../operations/codes/create-referral.ts'
import { createReferrals } from '../operations/codes/create-referrals.ts'
import { newReferralBody, newReferralsBody } from '../schemas/codes/new-referral.ts'
import { referralEntity } from '../schemas/codes/referral.ts'
import { expressIntegration, integration } from './integration.ts'

const instant = (text: string | undefined) => (text === undefined ? undefined : readInstant(text))

export function integrationReferralRoutes(deployment: Deployment): Operation[] {
  const route = integration(deployment)
  const expressRoute = expressIntegration(deployment)

  return [
    expressRoute('POST /v1/referrals createReferral', (c, call, body) => {
      const { startDate, expiryDate, friendProfileIntegrationId, ...rest } = checkedBody(
        c,
        body,
        newReferralBody,
      )
      const referral = createReferral(
        deployment,
        {
          ...rest,
          // The vendor's own clients send an empty friend for none.
          friendProfileIntegrationId: friendProfileIntegrationId || undefined,
          startDate: instant(startDate),
          expiryDate: instant(expiryDate),
        },
        call,
      )
      return { status: 201, body: referralEntity(referral) }
    }),
    route(
      'POST /v1/referrals_for_multiple_advocates createReferralsForMultipleAdvocates',
      async (request, call) => {
        // [D] `silent`: yes is the default and answers 204.
        const silent = request.query.choice('silent', ['yes', 'no']) ?? 'yes'
        const body = await request.body(newReferralsBody)
        const { validCharacters, referralPattern: couponPattern } = body
        const hasCodes = validCharacters !== undefined || couponPattern !== undefined
        const referrals = createReferrals(
          deployment,
          {
            campaignId: body.campaignId,
            advocates: body.advocateProfileIntegrationIds,
            usageLimit: body.usageLimit,
            attributes: body.attributes,
            startDate: instant(body.startDate),
            expiryDate: instant(body.expiryDate),
            codes: hasCodes ? { validCharacters, couponPattern } : undefined,
          },
          call,
        )
        return silent === 'yes' ? request.nothing() : request.all(referrals, referralEntity, 201)
      },
    ),
  ]
}
