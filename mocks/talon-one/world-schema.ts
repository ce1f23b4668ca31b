// The `talonOne:` section of a world file: everything that Talon.One's UI would have been used for, in its words.
import { z } from 'zod'
import { isPlainRecord, withShortcut } from '../kit/shape/shortcut.ts'
import { apiKeySchema, managementKeySchema } from './schemas/api-key.ts'
import { applicationSchema } from './schemas/application.ts'
import { attributeSchema } from './schemas/attribute.ts'
import { audienceSchema } from './schemas/audience.ts'
import { campaignSchema } from './schemas/campaign.ts'
import { worldCouponSchema, worldReferralSchema } from './schemas/codes/world-codes.ts'
import { instantText } from './schemas/instant.ts'
import { loyaltyProgramSchema } from './schemas/loyalty/loyalty-program.ts'
import { SETTINGS, type Setting, type TalonOneSettings } from './settings.ts'

/** [D] manage-api-keys: an expiry date is mandatory; a world file may leave it out. */
const NEVER = '2099-12-31T23:59:59Z'
const expires = instantText.default(NEVER).describe('Refused from this instant on; without it, never.')

/** Given ids count as they are; the others are counted up. */
const id = z.int().positive().optional().describe('Its id; counted up when left out.')
const title = z.string().min(1).optional().describe('The title that people see; without it, the name.')
const created = { created: true } as const

const key = z.string().min(1).optional().describe('The key itself; generated from the seed when left out.')
const worldApiKey = apiKeySchema
  .omit({ ...created, applicationId: true, createdBy: true })
  .extend({ id, expires, key })
const worldManagementKey = managementKeySchema.omit(created).extend({ id, expires, key })

const worldCampaign = campaignSchema.omit({ ...created, updated: true, applicationId: true }).extend({
  referrals: z.array(worldReferralSchema).default([]).describe('Referral codes that exist already.'),
  coupons: z.array(worldCouponSchema).default([]).describe('Coupon codes that exist already.'),
})

const worldProfile = z.strictObject({
  integrationId: z.string().min(1).max(1_000).describe('The profile’s id in your system.'),
  attributes: z
    .record(z.string(), z.unknown())
    .default({})
    .describe('Customer profile attributes, built-in ones or as defined under attributes.'),
})

const NONE = Object.freeze({})

function plainProfile(value: unknown): z.output<typeof worldProfile> | undefined {
  if (!isPlainRecord(value)) return undefined
  const { integrationId, attributes = NONE, ...others } = value
  const isId = typeof integrationId === 'string' && integrationId !== '' && integrationId.length <= 1_000
  if (!isId || !isPlainRecord(attributes)) return undefined
  for (const _ in others) return undefined
  return { integrationId, attributes }
}

const worldApplication = applicationSchema.omit({ ...created, modified: true }).extend({
  apiKeys: z.array(worldApiKey).default([]).describe('Keys of the Integration and Third-party API.'),
  campaigns: z.array(worldCampaign).default([]).describe('The campaigns of the Application.'),
  profiles: z
    .array(withShortcut(worldProfile, plainProfile))
    .default([])
    .describe('Customer profiles; they are shared by all live Applications.'),
})

const worldAttribute = attributeSchema.omit(created).extend({ id, title })
const worldLoyaltyProgram = loyaltyProgramSchema.omit(created).extend({ title })
const worldAudience = audienceSchema.omit(created).extend({ id })

/** Each setting is optional and has the type of its default, or is one of its options. */
const worldSettings = z.strictObject(
  Object.fromEntries(
    Object.entries(SETTINGS).map(([name, setting]) => [
      name,
      settingSchema(setting).optional().meta({ description: setting.about, default: setting.default }),
    ]),
  ),
) as unknown as z.ZodType<Partial<TalonOneSettings>>

function settingSchema({ options, default: fallback }: Setting<number | string>): z.ZodType {
  if (options !== undefined) return z.literal([...options])
  return typeof fallback === 'number' ? z.number() : z.string().min(1)
}

export const talonOneWorldSchema = z.strictObject({
  deployment: z
    .string()
    .regex(/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/, 'is not a host name')
    .meta({ examples: ['sandbox.europe-west1.talon.one'] })
    .default('sandbox.europe-west1.talon.one')
    .describe('The host name of the deployment, sent as destination-hostname.'),
  applications: z.array(worldApplication).default([]).describe('The Applications of the account.'),
  managementKeys: z
    .array(worldManagementKey)
    .default([{ name: 'Sandbox', expires: NEVER }])
    .describe('Keys of the Management API.'),
  managers: z
    .array(
      z.strictObject({
        email: z.string().min(3).describe('The address to log in with.'),
        password: z.string().min(1).describe('The password to log in with.'),
      }),
    )
    .default([])
    .describe('Who may log in over the Management API.'),
  attributes: z
    .array(worldAttribute)
    .default([])
    .describe('Attributes: they must be defined before a call may set them.'),
  loyaltyPrograms: z
    .array(worldLoyaltyProgram)
    .default([])
    .describe('Loyalty programs that effects give points of.'),
  audiences: z.array(worldAudience).default([]).describe('Audiences: named sets of profiles.'),
  settings: worldSettings
    .optional()
    .describe(
      'Switches of the emulator; each stands for something that is not documented publicly or differs between accounts.',
    ),
})

/** What a world file may say. */
export type TalonOneWorld = z.input<typeof talonOneWorldSchema>
type ParsedWorld = z.output<typeof talonOneWorldSchema>
type WithKey<T> = T & { key: string }

/** The same with every default and every generated key. */
export type LoadedTalonOneWorld = Omit<ParsedWorld, 'applications' | 'managementKeys'> & {
  applications: (Omit<ParsedWorld['applications'][number], 'apiKeys'> & {
    apiKeys: WithKey<ParsedWorld['applications'][number]['apiKeys'][number]>[]
  })[]
  managementKeys: WithKey<ParsedWorld['managementKeys'][number]>[]
}
