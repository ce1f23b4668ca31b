// The body of adding loyalty points. [D] Third-party API: AddLoyaltyPointsRequest.
import { z } from 'zod'
import { isLoyaltyDuration } from '../rules/loyalty-duration.ts'
import { instantText } from './instant.ts'

const length = z
  .string()
  .refine(
    text => text === 'immediate' || isLoyaltyDuration(text),
    'is not "immediate" or an integer and a unit such as 30s, 40m, 1h, 5D, 7W, 10M, 15Y',
  )

export const addPointsBody = z
  .object({
    loyaltyProgramId: z.int(),
    profileIntegrationId: z.string().min(1).max(1_000),
    points: z.number().positive().max(999_999_999_999.99),
    name: z.string().max(1_000).default(''),
    validityDuration: length.optional(),
    validUntil: instantText.optional(),
    pendingDuration: length.optional(),
    pendingUntil: instantText.optional(),
    subledgerId: z.string().max(1_000).default(''),
    applicationId: z.int().optional(),
  })
  .refine(body => body.validityDuration === undefined || body.validUntil === undefined, {
    path: ['validUntil'],
    message: 'if passed, validityDuration should be omitted',
  })
  .refine(body => body.pendingDuration === undefined || body.pendingUntil === undefined, {
    path: ['pendingUntil'],
    message: 'if passed, pendingDuration should be omitted',
  })
export type AddPointsBody = z.output<typeof addPointsBody>
