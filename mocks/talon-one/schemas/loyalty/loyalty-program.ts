// A loyalty program. Fields as in the Management API.
import { z } from 'zod'
import { codeGeneratorSettings } from '../codes/codes.ts'
import { instantText } from '../instant.ts'

export const loyaltyProgramSchema = z.strictObject({
  id: z.int().positive().describe('The id of the program.'),
  name: z.string().min(1).describe('The name of the program.'),
  title: z.string().min(1).describe('The title that people see.'),
  description: z.string().default('').describe('For people.'),
  defaultValidity: z
    .string()
    .default('unlimited')
    .describe('How long points are valid, in the vendor’s notation, such as 30D or unlimited.'),
  defaultPending: z
    .string()
    .default('immediate')
    .describe('How long points are pending, in the vendor’s notation, such as 7D or immediate.'),
  allowSubledger: z.boolean().default(true).describe('Whether points may be kept in subledgers.'),
  cardBased: z.boolean().default(false).describe('Whether points belong to cards rather than to profiles.'),
  usersPerCardLimit: z
    .int()
    .min(0)
    .default(0)
    .describe('How many profiles may share a card; 0 is any number.'),
  cardCodeSettings: codeGeneratorSettings.optional().describe('How identifiers of new cards are drawn.'),
  sandbox: z.boolean().default(false).describe('Whether it is for sandbox Applications.'),
  timezone: z.string().default('Europe/Berlin').describe('The zone in which its days begin.'),
  subscribedApplications: z
    .array(z.int())
    .default([])
    .describe('The Applications that use it; empty: every one.'),
  tiers: z
    .array(
      z.strictObject({
        id: z.int().describe('The id of the tier.'),
        name: z.string().describe('The name of the tier.'),
        minPoints: z.number().min(0).describe('How many points it needs.'),
      }),
    )
    .default([])
    .describe('The tiers by the points that they need.'),
  created: instantText,
})
export type LoyaltyProgram = z.output<typeof loyaltyProgramSchema>
