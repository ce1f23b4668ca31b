// A campaign and what its referrals do. Fields as in the Management API; `referralEffects`, `couponEffects` and `rules` stand for the rule builder.
import { z } from 'zod'
import { codeGeneratorSettings } from './codes.ts'
import { instantText } from './instant.ts'
import { inSession, needsCart, ofRule, outsideSession } from './rule-effect.ts'

/** [D] LimitConfig. No entity: over the whole campaign. */
export const limitSchema = z.strictObject({
  action: z.string().min(1),
  limit: z.number().min(0),
  entities: z.array(z.enum(['Coupon', 'Referral', 'Profile', 'Identifier', 'Store', 'Session'])).default([]),
  period: z.enum(['daily', 'weekly', 'monthly', 'yearly', 'overall']).optional(),
})
export type Limit = z.output<typeof limitSchema>

/** Other conditions of the rule that takes a referral code; failing one is ReferralRejectedByCondition. */
const referralConditions = z.strictObject({
  sessionTotalAtLeast: z.number().min(0).optional(),
  firstSessionOnly: z.boolean().optional(),
})

/** A rule that needs no code: what happens when a session closes, a profile is updated, or a custom event comes in. */
const ruleSchema = z
  .strictObject({
    name: z.string().min(1).default('Rule'),
    on: z.enum(['session_closed', 'profile_updated', 'event']),
    /** Of `on: event`: its type; any when left out. */
    eventType: z.string().min(1).optional(),
    effects: ofRule,
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
  id: z.int().positive(),
  applicationId: z.int().positive(),
  name: z.string().min(1).max(1_000),
  description: z.string().default(''),
  state: z.enum(['enabled', 'disabled', 'archived']).default('enabled'),
  type: z.enum(['cartItem', 'advanced']).default('advanced'),
  features: z.array(z.enum(FEATURES)).default([]),
  tags: z.array(z.string().min(1)).max(50).default([]),
  startTime: instantText.optional(),
  endTime: instantText.optional(),
  couponSettings: codeGeneratorSettings.optional(),
  referralSettings: codeGeneratorSettings.optional(),
  limits: z.array(limitSchema).default([]),
  attributes: z.record(z.string(), z.unknown()).default({}),
  /** What a valid referral does when the friend's session closes. */
  referralEffects: z
    .strictObject({ advocate: outsideSession, friend: inSession })
    .default({ advocate: [], friend: [] }),
  referralConditions: referralConditions.default({}),
  /** What a valid coupon does for its redeemer. */
  couponEffects: inSession,
  rules: z.array(ruleSchema).default([]),
  /** Of several campaigns of one group only the first by id is evaluated in a session: [D] campaign evaluation, "First campaign". */
  exclusiveGroup: z.string().min(1).optional(),
  created: instantText,
  updated: instantText,
})
export type Campaign = z.output<typeof campaignSchema>

/** The small rule engine has one ruleset per campaign. */
export const rulesetIdOf = (campaign: { id: number }): number => campaign.id
