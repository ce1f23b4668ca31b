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
  id: z.int().positive().describe('The id of the key.'),
  applicationId: z.int().positive(),
  title: z.string().min(1).describe('The title of the key.'),
  key: z.string().min(1).describe('The key itself.'),
  expires: instantText.describe('Refused from this instant on.'),
  platform: z
    .enum(PLATFORMS)
    .default('none')
    .describe('The third-party platform that it is valid for; none is the Integration API.'),
  type: z
    .enum(['production', 'staging'])
    .default('production')
    .describe('Whether it is a production or a staging key.'),
  /** [D] TypeScript SDK: nanoseconds; rules are evaluated at now plus this. */
  timeOffset: z.number().default(0).describe('Nanoseconds; rules are evaluated at now plus this.'),
  createdBy: z.int().default(1),
  created: instantText,
})
export type ApiKey = z.output<typeof apiKeySchema>

export const managementKeySchema = z.strictObject({
  id: z.int().positive().describe('The id of the key.'),
  name: z.string().min(1).describe('The name of the key.'),
  key: z.string().min(1).describe('The key itself.'),
  expires: instantText.describe('Refused from this instant on.'),
  created: instantText,
})
export type ManagementKey = z.output<typeof managementKeySchema>
