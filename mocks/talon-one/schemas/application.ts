// An Application, the owner of keys and campaigns. Fields as in the Management API.
import { z } from 'zod'
import { instantText } from './instant.ts'

const attributeNames = z.array(z.string().min(1)).default([])

export const applicationSchema = z.strictObject({
  id: z.int().positive().describe('The id of the Application.'),
  name: z.string().min(1).describe('The name of the Application.'),
  description: z.string().optional().describe('For people.'),
  timezone: z
    .string()
    .min(1)
    .default('Europe/Berlin')
    .describe('The zone in which its days and months begin.'),
  currency: z.string().min(1).default('EUR').describe('The currency of its prices, as an ISO 4217 code.'),
  caseSensitivity: z
    .enum(['sensitive', 'insensitive-uppercase', 'insensitive-lowercase'])
    .default('sensitive')
    .describe('Whether codes are told apart by case, or stored in one.'),
  /** [D] applications/overview: profiles, audiences and loyalty are separate in sandbox and live Applications. */
  sandbox: z
    .boolean()
    .default(false)
    .describe('Profiles, audiences and loyalty are separate in sandbox and live Applications.'),
  /** Attributes that a new referral or coupon must carry ([D] using-attributes#making-attributes-mandatory). */
  mandatoryAttributes: z
    .strictObject({
      referrals: attributeNames.describe('Attributes that a new referral must carry, by name.'),
      coupons: attributeNames.describe('Attributes that a new coupon must carry, by name.'),
    })
    .default({ referrals: [], coupons: [] })
    .describe('Attributes that a new referral or coupon must carry.'),
  created: instantText,
  modified: instantText,
})
export type Application = z.output<typeof applicationSchema>
