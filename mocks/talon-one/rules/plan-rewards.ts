// What rules would give, planned against the budgets of a campaign: all effects of a rule or none. Who goes through with a plan is
// operations/grant-rewards.ts.
import type { Deployment } from '../deployment.ts'
import type { SessionContent } from '../schemas/customer-session.ts'
import type { RuleEffect } from '../schemas/rule-effect.ts'
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

interface Beneficiary {
  recipient: string
  referralId?: number | undefined
  triggeredByCoupon?: number | undefined
  cartItems?: SessionContent['cartItems'] | undefined
}

/** The budgets that an effect counts against, with the amount. [D] CheckBudgetBlock.action. */
function amounts(effect: RuleEffect, units: number): [action: string, amount: number][] {
  switch (effect.type) {
    case 'discount':
      return [
        ['setDiscount', effect.value],
        ['setDiscountEffect', 1],
      ]
    case 'itemDiscount':
      return [
        ['setDiscount', effect.value * units],
        ['setDiscountEffect', units],
      ]
    case 'points':
      return [
        ['createLoyaltyPoints', effect.points],
        ['createLoyaltyPointsEffect', 1],
      ]
    case 'deductPoints':
      return [
        ['redeemLoyaltyPoints', effect.points],
        ['redeemLoyaltyPointsEffect', 1],
      ]
    case 'coupon':
      return [['createCoupon', 1]]
    case 'referral':
      return [['createReferral', 1]]
    case 'freeItem':
      return [['addFreeItemEffect', 1]]
    case 'custom':
      return [['customEffect', 1]]
    case 'webhook':
      return [['callApi', 1]]
    case 'notification':
      return []
  }
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
    const told = toldOf(effect, cartItems)
    const used = amounts(effect, told?.length ?? 0)
    if (used.some(([action, amount]) => !budgets.hasRoom(rule.campaign, action, amount, who))) {
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

type Told = [type: string, props: Record<string, unknown>]

/** What an effect tells at once: one for each unit of an item discount. Undefined for those that only last. */
function toldOf(effect: RuleEffect, cartItems: SessionContent['cartItems']): Told[] | undefined {
  switch (effect.type) {
    case 'discount':
      return [['setDiscount', { name: effect.name, value: effect.value, scope: 'sessionTotal' }]]
    case 'itemDiscount':
      return unitsOf(cartItems, effect.sku).map(unit => [
        'setDiscountPerItem',
        { name: effect.name, value: effect.value, ...unit },
      ])
    case 'freeItem':
      return [['addFreeItem', { sku: effect.sku, name: effect.name }]]
    case 'notification': {
      const { notificationType, title, body } = effect
      return [['showNotification', { notificationType, title, body }]]
    }
    case 'custom': {
      const { effectId, name, payload } = effect
      return [['customEffect', { effectId, name, payload }]]
    }
    case 'webhook':
      return [['triggerWebhook', { webhookId: effect.webhookId, webhookName: effect.webhookName }]]
    default:
      return undefined
  }
}

/** [D] cart item flattening: a quantity of three is three units, `position` of the item and `subPosition` within it. */
function unitsOf(cartItems: SessionContent['cartItems'], sku: string | undefined) {
  return cartItems.flatMap((item, position) =>
    sku === undefined || item.sku === sku
      ? Array.from({ length: item.quantity }, (_, subPosition) => ({ position, subPosition }))
      : [],
  )
}
