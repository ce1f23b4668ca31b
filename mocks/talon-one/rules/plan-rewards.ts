// What rules would give, planned against the budgets of a campaign: all effects of a rule or none. Who goes through with a plan is
// operations/grant-rewards.ts.
import type { Deployment } from '../deployment.ts'
import type { RuleEffect } from '../schemas/campaign.ts'
import type { Use, Who } from '../stores/budgets.ts'
import { type Effect, effectOf, type RulePlace } from './effects.ts'

export type LastingEffect = Exclude<RuleEffect, { type: 'discount' }>

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
  readonly discounts: Effect[]
  readonly rewards: Reward[]
  readonly uses: Use[]
}

interface Beneficiary {
  recipient: string
  referralId?: number | undefined
  triggeredByCoupon?: number | undefined
}

/** The budgets that an effect counts against, with the amount. */
function amounts(effect: RuleEffect): [action: string, amount: number][] {
  switch (effect.type) {
    case 'discount':
      return [
        ['setDiscount', effect.value],
        ['setDiscountEffect', 1],
      ]
    case 'points':
      return [
        ['createLoyaltyPoints', effect.points],
        ['createLoyaltyPointsEffect', 1],
      ]
    case 'coupon':
      return [['createCoupon', 1]]
    case 'referral':
      return [['createReferral', 1]]
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
  { recipient, referralId, triggeredByCoupon }: Beneficiary,
  who: Who,
): Plan | number {
  const plan: Plan = { discounts: [], rewards: [], uses: [] }
  for (const [index, effect] of effects.entries()) {
    if (amounts(effect).some(([action, amount]) => !budgets.hasRoom(rule.campaign, action, amount, who))) {
      for (const use of plan.uses) budgets.giveBack(use)
      return index
    }
    for (const [action, amount] of amounts(effect)) {
      plan.uses.push(budgets.use(rule.campaign, action, amount, who))
    }
    if (effect.type === 'discount') {
      const props = { name: effect.name, value: effect.value, scope: 'sessionTotal' }
      plan.discounts.push(effectOf(rule, 'setDiscount', props, triggeredByCoupon))
    } else plan.rewards.push({ rule, effect, recipient, referralId, triggeredByCoupon })
  }
  return plan
}
