// What the rules of a campaign can do: the sandbox's list in place of the vendor's rule builder, in its words.
import { z } from 'zod'

const name = z.string().min(1)
const money = z.number().positive()
const program = {
  loyaltyProgramId: z.int().positive().describe('The loyalty program.'),
  points: z.number().positive().describe('How many points.'),
  subledgerId: z.string().default('').describe('The subledger of the program; empty is the main ledger.'),
}
const usageLimit = z.int().min(0).max(999_999)

const effect = <T extends string>(type: T, description: string) => z.literal(type).describe(description)

const discount = z.strictObject({
  type: effect('discount', 'Discount on the session (setDiscount).'),
  name: name.describe('What the discount is called.'),
  value: money.describe('The amount off.'),
})
const itemDiscount = z.strictObject({
  type: effect('itemDiscount', 'Discount on each unit in the cart (setDiscountPerItem).'),
  name: name.describe('What the discount is called.'),
  value: money.describe('The amount off each unit.'),
  sku: z.string().min(1).optional().describe('Only units of this SKU.'),
})
const freeItem = z.strictObject({
  type: effect('freeItem', 'A free item (addFreeItem).'),
  sku: z.string().min(1).describe('The SKU of the item.'),
  name: name.describe('What the item is called.'),
})
const notification = z.strictObject({
  type: effect('notification', 'A message to the customer (showNotification).'),
  notificationType: z.enum(['Offer', 'Info', 'Error']).default('Info').describe('What kind of message.'),
  title: name.describe('Its title.'),
  body: z.string().default('').describe('Its text.'),
})
const custom = z.strictObject({
  type: effect('custom', 'An effect of your own (customEffect).'),
  effectId: z.int().positive().default(1).describe('The id of the custom effect.'),
  name: name.describe('The name of the custom effect.'),
  payload: z.record(z.string(), z.unknown()).default({}).describe('What it carries.'),
})
const webhook = z.strictObject({
  type: effect('webhook', 'Told to the client (triggerWebhook); the webhook itself is not called.'),
  webhookId: z.int().positive().describe('The id of the webhook.'),
  webhookName: name.describe('The name of the webhook.'),
})
const points = z.strictObject({
  type: effect('points', 'Loyalty points for whoever it is for (addLoyaltyPoints).'),
  ...program,
  name: z.string().default('Referral').describe('The reason that the ledger names.'),
})
const deductPoints = z.strictObject({
  type: effect('deductPoints', 'Takes loyalty points (deductLoyaltyPoints).'),
  ...program,
  name: z.string().default('Redeemed').describe('The reason that the ledger names.'),
})
const coupon = z.strictObject({
  type: effect('coupon', 'A coupon code of the same campaign (couponCreated).'),
  usageLimit: usageLimit.default(1).describe('How often it may be redeemed; 0 is unlimited.'),
})
const referral = z.strictObject({
  type: effect(
    'referral',
    'A referral code of the same campaign for whoever triggered the rule (referralCreated).',
  ),
  usageLimit: usageLimit.optional().describe('How often it may be redeemed; 0 is unlimited.'),
})

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

/** What is said of every type of effect, a row each. */
export type EffectTable<R, A extends unknown[] = []> = {
  readonly [T in RuleEffect['type']]: (effect: Extract<RuleEffect, { type: T }>, ...more: A) => R
}

export const rowOf = <R, A extends unknown[]>(table: EffectTable<R, A>, effect: RuleEffect, ...more: A): R =>
  (table[effect.type] as (effect: RuleEffect, ...more: A) => R)(effect, ...more)

export const needsCart = ({ type }: RuleEffect): boolean =>
  onCart.some(schema => schema.shape.type.value === type)
