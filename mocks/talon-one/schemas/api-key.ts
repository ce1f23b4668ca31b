// Integration and third-party API keys of an Application, and Management keys of the account.
import { z } from 'zod'
import { instantText } from './instant.ts'

/** [D] TypeScript SDK, ApplicationAPIKey: "the third-party platform the API key is valid for". */
export const PLATFORMS = [
  'none',
  'segment',
  'braze',
  'mparticle',
  'shopify',
  'iterable',
  'customer_engagement',
  'customer_data',
  'salesforce',
  'emarsys',
] as const
export type Platform = (typeof PLATFORMS)[number]

export const apiKeySchema = z.strictObject({
  id: z.int().positive(),
  applicationId: z.int().positive(),
  title: z.string().min(1),
  key: z.string().min(1),
  expires: instantText,
  platform: z.enum(PLATFORMS).default('none'),
  type: z.enum(['production', 'staging']).default('production'),
  /** [D] TypeScript SDK: nanoseconds; rules are evaluated at now plus this. */
  timeOffset: z.number().default(0),
  createdBy: z.int().default(1),
  created: instantText,
})
export type ApiKey = z.output<typeof apiKeySchema>

export const managementKeySchema = z.strictObject({
  id: z.int().positive(),
  name: z.string().min(1),
  key: z.string().min(1),
  expires: instantText,
  created: instantText,
})
export type ManagementKey = z.output<typeof managementKeySchema>
