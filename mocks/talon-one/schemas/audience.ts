// An audience: a named set of customer profiles. `integrationId` is the id that a third party gave it.
import { z } from 'zod'
import { instantText } from './instant.ts'

export const audienceSchema = z.strictObject({
  id: z.int().positive().describe('The id of the audience.'),
  name: z.string().min(1).max(1_000).describe('The name of the audience.'),
  sandbox: z.boolean().default(false).describe('Whether it is for sandbox Applications.'),
  description: z.string().optional().describe('For people.'),
  integration: z.string().max(1_000).optional().describe('The third party that it comes from.'),
  integrationId: z.string().min(1).max(1_000).optional().describe('The id that the third party gave it.'),
  createdIn3rdParty: z.boolean().optional().describe('Whether the third party made it.'),
  subscribedApplicationsIds: z
    .array(z.int())
    .default([])
    .describe('The Applications that use it; empty: every one.'),
  lastUpdate: instantText.optional().describe('When it was last changed.'),
  created: instantText,
})
export type Audience = z.output<typeof audienceSchema>
