// Referral and coupon codes as a world file lists them: what an import of the Management API has in a row.
import { z } from 'zod'
import { instantText } from '../instant.ts'

const shared = {
  startDate: instantText.optional().describe('Valid from this instant on.'),
  expiryDate: instantText.optional().describe('Valid until this instant.'),
  usageLimit: z
    .int()
    .min(0)
    .max(999_999)
    .default(1)
    .describe('How often it may be redeemed; 0 is unlimited.'),
  attributes: z
    .record(z.string(), z.unknown())
    .default({})
    .describe('Its attributes, as defined under attributes.'),
}

export const worldReferralSchema = z.strictObject({
  code: z.string().min(4).max(100).describe('The code.'),
  advocateProfileIntegrationId: z.string().min(1).max(1_000).describe('The profile that owns it.'),
  ...shared,
})

export const worldCouponSchema = z.strictObject({
  value: z.string().min(3).max(100).describe('The code.'),
  recipientIntegrationId: z
    .string()
    .min(1)
    .max(1_000)
    .optional()
    .describe('The profile that it is reserved for.'),
  discountLimit: z.number().min(0).optional().describe('How much it may take off in all.'),
  ...shared,
})

export interface WorldCodes {
  referrals: readonly z.output<typeof worldReferralSchema>[]
  coupons: readonly z.output<typeof worldCouponSchema>[]
}
