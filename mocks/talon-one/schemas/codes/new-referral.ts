// Bodies that create referrals on the Integration API. [D] NewReferral, NewReferralsForMultipleAdvocates.
import { z } from 'zod'
import { name, nameOrNone, newAttributes, usageLimit, validity } from '../fields.ts'
import { codePattern, validCharacters } from './codes.ts'

export const newReferralBody = z.object({
  campaignId: z.int(),
  advocateProfileIntegrationId: name,
  friendProfileIntegrationId: nameOrNone.optional(),
  ...validity,
  usageLimit: usageLimit.optional(),
  attributes: newAttributes,
})

export const newReferralsBody = z.object({
  campaignId: z.int(),
  advocateProfileIntegrationIds: z.array(name).min(1).max(1_000),
  usageLimit,
  ...validity,
  attributes: newAttributes,
  validCharacters: validCharacters.optional(),
  referralPattern: codePattern.optional(),
})
