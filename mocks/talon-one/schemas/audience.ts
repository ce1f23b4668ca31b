// An audience: a named set of customer profiles. `integrationId` is the id that a third party gave it.
import { z } from 'zod'
import { instantText } from './instant.ts'

export const audienceSchema = z.strictObject({
  id: z.int().positive(),
  name: z.string().min(1).max(1_000),
  sandbox: z.boolean().default(false),
  description: z.string().optional(),
  integration: z.string().optional(),
  integrationId: z.string().optional(),
  createdIn3rdParty: z.boolean().optional(),
  subscribedApplicationsIds: z.array(z.int()).default([]),
  lastUpdate: instantText.optional(),
  created: instantText,
})
export type Audience = z.output<typeof audienceSchema>
