// A campaign and what its referrals do. Fields as in the Management API; `referralEffects`, `couponEffects` and `rules` stand for the rule builder.
import { z } from 'zod'
import { codeGeneratorSettings } from './codes/codes.ts'
import { instantText } from './instant.ts'
import { inSession, needsCart, ofRule, outsideSession } from './rule-effect.ts'

/** [D] LimitConfig. No entity: over the whole campaign. */
export const limitSchema = z.strictObject({
  action: z.string().min(1).describe('What is counted, such as createReferral or redeemReferral.'),
  limit: z.number().min(0).describe('How often at most.'),
  entities: z
    .array(z.enum(['Coupon', 'Referral', 'Profile', 'Identifier', 'Store', 'Session']))
    .default([])
    .describe('Counted for each of these; without any, over the whole campaign.'),
  period: z
    .enum(['daily', 'weekly', 'monthly', 'yearly', 'overall'])
    .optional()
    .describe('Counted in calendar periods of this length.'),
})
export type Limit = z.output<typeof limitSchema>

/** [D] LimitConfig as calls send it: with its entities, and whatever a client adds. */
export const sentLimit = z.object({ ...limitSchema.shape, entities: limitSchema.shape.entities.unwrap() })

/** Other conditions of the rule that takes a referral code; failing one is ReferralRejectedByCondition. */
const referralConditions = z.strictObject({
  sessionTotalAtLeast: z
    .number()
    .min(0)
    .optional()
    .describe('The friend’s cart is worth at least this much.'),
  firstSessionOnly: z.boolean().optional().describe('Only in the friend’s first session.'),
})

/** A rule that needs no code: what happens when a session closes, a profile is updated, or a custom event comes in. */
const ruleSchema = z
  .strictObject({
    name: z.string().min(1).default('Rule').describe('The name of the rule.'),
    on: z.enum(['session_closed', 'profile_updated', 'event']).describe('When it is looked at.'),
    eventType: z.string().min(1).optional().describe('Of on: event: its type; any when left out.'),
    effects: ofRule.describe('What it does.'),
  })
  .refine(({ on, effects }) => on === 'session_closed' || !effects.some(needsCart), {
    path: ['effects'],
    message: 'only a session has a cart for such an effect',
  })
export type Rule = z.output<typeof ruleSchema>

const FEATURES = [
  'coupons',
  'referrals',
  'loyalty',
  'giveaways',
  'strikethrough',
  'achievements',
  'advancedEvents',
] as const
export type Feature = (typeof FEATURES)[number]

export const campaignSchema = z.strictObject({
  id: z.int().positive().describe('The id of the campaign.'),
  applicationId: z.int().positive(),
  name: z.string().min(1).max(1_000).describe('The name of the campaign.'),
  description: z.string().default('').describe('For people.'),
  state: z
    .enum(['enabled', 'disabled', 'archived'])
    .default('enabled')
    .describe('Only an enabled campaign runs.'),
  type: z
    .enum(['cartItem', 'advanced'])
    .default('advanced')
    .describe('Whether its rules look at cart items or at anything.'),
  features: z
    .array(z.enum(FEATURES))
    .default([])
    .describe('What the campaign may use; codes need referrals or coupons.'),
  tags: z.array(z.string().min(1)).max(50).default([]).describe('For people and searches.'),
  startTime: instantText.optional().describe('Runs from this instant on.'),
  endTime: instantText.optional().describe('Runs until this instant.'),
  couponSettings: codeGeneratorSettings.optional().describe('How coupon codes are generated.'),
  referralSettings: codeGeneratorSettings.optional().describe('How referral codes are generated.'),
  limits: z.array(limitSchema).default([]).describe('Budgets: how often something may happen.'),
  attributes: z
    .record(z.string(), z.unknown())
    .default({})
    .describe('Campaign attributes, as defined under attributes.'),
  couponAttributes: z
    .record(z.string(), z.unknown())
    .optional()
    .describe('Properties associated with its coupons; for people.'),
  campaignGroups: z.array(z.int()).default([]).describe('The ids of its campaign groups, for searches.'),
  evaluationGroupId: z
    .int()
    .optional()
    .describe(
      'The id of its evaluation group, kept and told; which campaign comes first is said by exclusiveGroup.',
    ),
  referralEffects: z
    .strictObject({
      advocate: outsideSession.describe('What the advocate gets.'),
      friend: inSession.describe('What the friend gets.'),
    })
    .default({ advocate: [], friend: [] })
    .describe('What a valid referral does when the friend’s session closes.'),
  referralConditions: referralConditions
    .default({})
    .describe(
      'Other conditions of the rule that takes a referral code; failing one is ReferralRejectedByCondition.',
    ),
  couponEffects: inSession.describe('What a valid coupon does for its redeemer.'),
  rules: z.array(ruleSchema).default([]).describe('Rules that need no code.'),
  /** Of several campaigns of one group only the first by id is evaluated in a session: [D] campaign evaluation, "First campaign". */
  exclusiveGroup: z
    .string()
    .min(1)
    .optional()
    .describe('Of several campaigns of one group only the first by id is evaluated in a session.'),
  created: instantText,
  updated: instantText,
})
export type Campaign = z.output<typeof campaignSchema>

/** The small rule engine has one ruleset per campaign. */
export const rulesetIdOf = (campaign: { id: number }): number => campaign.id
