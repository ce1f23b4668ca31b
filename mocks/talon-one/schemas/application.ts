// An Application, the owner of keys and campaigns. Fields as in the Management API.
import { z } from 'zod'
import { instantText } from './instant.ts'

const attributeNames = z.array(z.string().min(1)).default([])

export const applicationSchema = z.strictObject({
  id: z.int().positive(),
  name: z.string().min(1),
  description: z.string().optional(),
  timezone: z.string().min(1).default('Europe/Berlin'),
  currency: z.string().min(1).default('EUR'),
  caseSensitivity: z
    .enum(['sensitive', 'insensitive-uppercase', 'insensitive-lowercase'])
    .default('sensitive'),
  /** [D] applications/overview: profiles, audiences and loyalty are separate in sandbox and live Applications. */
  sandbox: z.boolean().default(false),
  /** Attributes that a new referral or coupon must carry ([D] using-attributes#making-attributes-mandatory). */
  mandatoryAttributes: z
    .strictObject({ referrals: attributeNames, coupons: attributeNames })
    .default({ referrals: [], coupons: [] }),
  created: instantText,
  modified: instantText,
})
export type Application = z.output<typeof applicationSchema>
