// What the rules of a campaign can do: the sandbox's list in place of the vendor's rule builder, in its words.
import { z } from 'zod'

const name = z.string().min(1)
const money = z.number().positive()
const program = {
  loyaltyProgramId: z.int().positive(),
  points: z.number().positive(),
  subledgerId: z.string().default(''),
}
const usageLimit = z.int().min(0).max(999_999)

const discount = z.strictObject({ type: z.literal('discount'), name, value: money })
/** Off each unit in the cart, or of one SKU alone. */
const itemDiscount = z.strictObject({
  type: z.literal('itemDiscount'),
  name,
  value: money,
  sku: z.string().min(1).optional(),
})
const freeItem = z.strictObject({ type: z.literal('freeItem'), sku: z.string().min(1), name })
const notification = z.strictObject({
  type: z.literal('notification'),
  notificationType: z.enum(['Offer', 'Info', 'Error']).default('Info'),
  title: name,
  body: z.string().default(''),
})
const custom = z.strictObject({
  type: z.literal('custom'),
  effectId: z.int().positive().default(1),
  name,
  payload: z.record(z.string(), z.unknown()).default({}),
})
/** Told to the client; the webhook itself is not called. */
const webhook = z.strictObject({
  type: z.literal('webhook'),
  webhookId: z.int().positive(),
  webhookName: name,
})
const points = z.strictObject({ type: z.literal('points'), ...program, name: z.string().default('Referral') })
const deductPoints = z.strictObject({
  type: z.literal('deductPoints'),
  ...program,
  name: z.string().default('Redeemed'),
})
const coupon = z.strictObject({ type: z.literal('coupon'), usageLimit: usageLimit.default(1) })
/** A code of the same campaign for whoever triggered the rule. */
const referral = z.strictObject({ type: z.literal('referral'), usageLimit: usageLimit.optional() })

/** Told at once, in open sessions too; nothing is kept of them but the budgets that they use. */
const told = [notification, custom, webhook] as const
const onCart = [discount, itemDiscount, freeItem] as const

/** Without a session of their own: a discount would have nothing to apply to. */
export const outsideSession = z.array(z.discriminatedUnion('type', [points, coupon])).default([])
export const inSession = z
  .array(z.discriminatedUnion('type', [points, deductPoints, coupon, ...onCart, ...told]))
  .default([])
export const ofRule = z
  .array(z.discriminatedUnion('type', [points, deductPoints, coupon, referral, ...onCart, ...told]))
  .default([])

export type RuleEffect = z.output<typeof ofRule>[number]

export const needsCart = ({ type }: RuleEffect): boolean =>
  onCart.some(schema => schema.shape.type.value === type)
