// Bodies that create referrals on the Integration API. [D] NewReferral, NewReferralsForMultipleAdvocates.
import { z } from 'zod'
import { givenAttributes } from '../attribute.ts'
import { instant } from '../instant.ts'
import { codePattern, validCharacters } from './codes.ts'

const integrationId = z.string().min(1).max(1_000)
const attributes = givenAttributes.default({})
const usageLimit = z.int().min(0).max(999_999)

export const newReferralBody = z.object({
  campaignId: z.int(),
  advocateProfileIntegrationId: integrationId,
  friendProfileIntegrationId: z.string().max(1_000).optional(),
  startDate: instant.optional(),
  expiryDate: instant.optional(),
  usageLimit: usageLimit.optional(),
  attributes,
})

export const newReferralsBody = z.object({
  campaignId: z.int(),
  advocateProfileIntegrationIds: z.array(integrationId).min(1).max(1_000),
  usageLimit,
  startDate: instant.optional(),
  expiryDate: instant.optional(),
  attributes,
  validCharacters: validCharacters.optional(),
  referralPattern: codePattern.optional(),
})
