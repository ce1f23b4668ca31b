// A profile-based loyalty program. Fields as in the Management API.
import { z } from 'zod'
import { instantText } from './instant.ts'

export const loyaltyProgramSchema = z.strictObject({
  id: z.int().positive(),
  name: z.string().min(1),
  title: z.string().min(1),
  description: z.string().default(''),
  /** Length of time in the vendor's notation; 'unlimited' and 'immediate' as there. */
  defaultValidity: z.string().default('unlimited'),
  defaultPending: z.string().default('immediate'),
  allowSubledger: z.boolean().default(true),
  cardBased: z.boolean().default(false),
  sandbox: z.boolean().default(false),
  timezone: z.string().default('Europe/Berlin'),
  /** Empty: every Application. */
  subscribedApplications: z.array(z.int()).default([]),
  tiers: z.array(z.strictObject({ id: z.int(), name: z.string(), minPoints: z.number().min(0) })).default([]),
  created: instantText,
})
export type LoyaltyProgram = z.output<typeof loyaltyProgramSchema>
