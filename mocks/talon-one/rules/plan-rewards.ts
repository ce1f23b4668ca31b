// What rules would give, planned against the budgets of a campaign: all effects of a rule or none. Who goes through with a plan is
// operations/grant-rewards.ts.
import type { Deployment } from '../deployment.ts'
import { type EffectTable, type RuleEffect, rowOf } from '../schemas/rule-effect.ts'
import type { SessionContent } from '../schemas/sessions/customer-session.ts'
import type { Use, Who } from '../stores/budgets.ts'
import { type Effect, effectOf, type RulePlace } from './effects.ts'

/** Those that are given when the session closes. */
export type LastingEffect = Extract<RuleEffect, { type: 'coupon' | 'deductPoints' | 'points' | 'referral' }>

/** A reward that is given when the session closes. */
export interface Reward {
  readonly rule: RulePlace
  readonly effect: LastingEffect
  /** Integration id of the profile that gets it. */
  readonly recipient: string
  readonly referralId: number | undefined
  readonly triggeredByCoupon: number | undefined
}

export interface Plan {
  /** Told in open sessions too. */
  readonly immediate: Effect[]
  readonly rewards: Reward[]
  readonly uses: Use[]
}

export interface Beneficiary {
  recipient: string
  referralId?: number | undefined
  triggeredByCoupon?: number | undefined
  cartItems?: Cart | undefined
}

type Amount = [action: string, amount: number]
type Cart = SessionContent['cartItems']

const discounts = (value: number, units: number): Amount[] => [
  ['setDiscount', value * units],
  ['setDiscountEffect', units],
]
const pointsOf = (action: string, points: number): Amount[] => [
  [action, points],
  [`${action}Effect`, 1],
]

/** The budgets that an effect counts against, with the amount. [D] CheckBudgetBlock.action. */
const AMOUNTS: EffectTable<Amount[], [units: number]> = {
  discount: ({ value }) => discounts(value, 1),
  itemDiscount: ({ value }, units) => discounts(value, units),
  points: ({ points }) => pointsOf('createLoyaltyPoints', points),
  deductPoints: ({ points }) => pointsOf('redeemLoyaltyPoints', points),
  coupon: () => [['createCoupon', 1]],
  referral: () => [['createReferral', 1]],
  freeItem: () => [['addFreeItemEffect', 1]],
  custom: () => [['customEffect', 1]],
  webhook: () => [['callApi', 1]],
  notification: () => [],
}

type Told = [type: string, props: Record<string, unknown>]

const lasting = () => undefined

/** What an effect tells at once: one for each unit of an item discount. Undefined for those that only last. */
const TOLD: EffectTable<Told[] | undefined, [cart: Cart]> = {
  discount: ({ name, value }) => [['setDiscount', { name, value, scope: 'sessionTotal' }]],
  itemDiscount: ({ name, value, sku }, cart) =>
    unitsOf(cart, sku).map(unit => ['setDiscountPerItem', { name, value, ...unit }]),
  freeItem: ({ sku, name }) => [['addFreeItem', { sku, name }]],
  notification: ({ notificationType, title, body }) => [
    ['showNotification', { notificationType, title, body }],
  ],
  custom: ({ effectId, name, payload }) => [['customEffect', { effectId, name, payload }]],
  webhook: ({ webhookId, webhookName }) => [['triggerWebhook', { webhookId, webhookName }]],
  points: lasting,
  deductPoints: lasting,
  coupon: lasting,
  referral: lasting,
}

/**
 * All effects or none: the index of the one that has no room in a budget is answered instead of a plan. Budgets are
 * counted at once; whoever does not go through with the plan gives them back.
 */
export function planRewards(
  { budgets }: Deployment,
  rule: RulePlace,
  effects: readonly RuleEffect[],
  { recipient, referralId, triggeredByCoupon, cartItems = [] }: Beneficiary,
  who: Who,
): Plan | number {
  const plan: Plan = { immediate: [], rewards: [], uses: [] }
  for (const [index, effect] of effects.entries()) {
    const told = rowOf(TOLD, effect, cartItems)
    const used = rowOf(AMOUNTS, effect, told?.length ?? 0)
    if (used.some(([action, amount]) => budgets.fullLimit(rule.campaign, action, amount, who))) {
      for (const use of plan.uses) budgets.giveBack(use)
      return index
    }
    const now = (told ?? []).map(([type, props]) => effectOf(rule, type, props, triggeredByCoupon))
    const units = effect.type === 'itemDiscount' ? { units: now } : {}
    for (const [action, amount] of used) {
      plan.uses.push({ ...budgets.use(rule.campaign, action, amount, who), ...units })
    }
    plan.immediate.push(...now)
    if (isLasting(effect)) plan.rewards.push({ rule, effect, recipient, referralId, triggeredByCoupon })
  }
  return plan
}

const isLasting = (effect: RuleEffect): effect is LastingEffect =>
  ['coupon', 'deductPoints', 'points', 'referral'].includes(effect.type)

/** [D] cart item flattening: a quantity of three is three units, `position` of the item and `subPosition` within it. */
function unitsOf(cartItems: Cart, sku: string | undefined) {
  return cartItems.flatMap((item, position) =>
    sku === undefined || item.sku === sku
      ? Array.from({ length: item.quantity }, (_, subPosition) => ({ position, subPosition }))
      : [],
  )
}
