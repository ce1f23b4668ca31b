// A campaign and what its referrals do. Fields as in the Management API; `referralEffects` and `couponEffects` stand for the rule builder.
import { z } from '@hono/zod-openapi'
import { codeGeneratorSettings } from './codes.ts'
import { instantText } from './instant.ts'

/** [D] LimitConfig. No entity: over the whole campaign. */
export const limitSchema = z.strictObject({
  action: z.string().min(1),
  limit: z.number().min(0),
  entities: z.array(z.enum(['Coupon', 'Referral', 'Profile', 'Identifier', 'Store', 'Session'])).default([]),
  period: z.enum(['daily', 'weekly', 'monthly', 'yearly', 'overall']).optional(),
})
export type Limit = z.output<typeof limitSchema>

/** What the sandbox's small rule engine can do; the vendor's rule builder can do far more. */
export const ruleEffectSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('discount'), name: z.string().min(1), value: z.number().positive() }),
  z.strictObject({
    type: z.literal('points'),
    loyaltyProgramId: z.int().positive(),
    points: z.number().positive(),
    subledgerId: z.string().default(''),
    name: z.string().default('Referral'),
  }),
  z.strictObject({ type: z.literal('coupon'), usageLimit: z.int().min(0).default(1) }),
])
export type RuleEffect = z.output<typeof ruleEffectSchema>

const effects = z.array(ruleEffectSchema).default([])

export const FEATURES = [
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
  name: z.string().min(1),
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
    .strictObject({ advocate: effects, friend: effects })
    .default({ advocate: [], friend: [] }),
  /** What a valid coupon does for its redeemer. */
  couponEffects: effects,
  created: instantText,
  updated: instantText,
})
export type Campaign = z.output<typeof campaignSchema>
