// Takes back what closing a session did. [D] rolling-back-effects: coupons and referrals that were created stay.
import type { Call } from '../../call.ts'
import type { Deployment } from '../../deployment.ts'
import type { Effect } from '../../rules/effects.ts'
import type { Transaction } from '../../stores/loyalty/loyalty-ledger.ts'
import type { CustomerSession } from '../../stores/sessions/customer-sessions.ts'
import { countSale } from '../profile-sales.ts'

/** [D] customer sessions, cancelled: the impact on budgets is reverted, "except for coupon creations". */
export const KEPT_WHEN_CANCELLED: readonly string[] = ['createCoupon']
/** [D] reopenCustomerSession: the budgets that reopening leaves as they are. */
export const KEPT_WHEN_REOPENED: readonly string[] = [
  ...KEPT_WHEN_CANCELLED,
  'createReferral',
  'addFreeItemEffect',
  'customEffect',
]

export interface RolledBack {
  effects: Effect[]
  /** [D] getCustomerSession: the effects that are valid without those that were rolled back. */
  left: Effect[]
}

/** But for the budgets of the actions that are kept. */
export function rollBack(
  deployment: Deployment,
  call: Call,
  session: CustomerSession,
  kept: readonly string[],
): RolledBack {
  const { closing } = session
  if (closing === undefined) return { effects: [], left: [] }
  deployment.sessions.update(session, { closing: undefined })
  if (closing.redemption !== undefined) {
    deployment.referrals.rollBack(closing.redemption)
    deployment.world.journal.append({
      kind: 'talon-one.referral-rolled-back',
      causedBy: call.causedBy,
      referralId: closing.redemption.referralId,
      code: closing.redemption.code,
      session: session.integrationId,
    })
  }
  for (const redemption of closing.couponRedemptions) deployment.coupons.rollBack(redemption)
  for (const use of closing.uses) if (!kept.includes(use.action)) deployment.budgets.giveBack(use)
  const taken = new Map(closing.points.map(points => [points.uuid, undo(deployment, points)]))
  countSale(deployment, session, -1)
  const reversed = closing.effects.map(effect => reverseOf(effect, closing.points, taken))
  return {
    effects: reversed.flat(),
    left: closing.effects.filter((_, index) => reversed[index]?.length === 0),
  }
}

/** Answers how many points that were. */
function undo({ loyalty }: Deployment, points: Transaction): number {
  if (points.type === 'addition') return loyalty.takeBack(points)
  loyalty.giveBack(points)
  return points.amount
}

function reverseOf(
  effect: Effect,
  points: readonly Transaction[],
  taken: ReadonlyMap<string, number>,
): Effect[] {
  const { effectType, props } = effect
  switch (effectType) {
    case 'acceptReferral':
    case 'acceptCoupon':
      return [
        { ...effect, effectType: effectType.replace('accept', 'rollback'), props: { value: props.value } },
      ]
    case 'setDiscount':
      return [{ ...effect, effectType: 'rollbackDiscount' }]
    case 'setDiscountPerItem':
      return [reverseOfItemDiscount(effect)]
  }
  const transaction = points.find(({ uuid }) => uuid === props.transactionUUID)
  if (transaction === undefined) return []
  const { type, programId, subledgerId, integrationId, uuid } = transaction
  const value = taken.get(uuid) ?? 0
  const from = { programId, subLedgerId: subledgerId, recipientIntegrationId: integrationId }
  return [
    {
      ...effect,
      effectType: type === 'addition' ? 'rollbackAddedLoyaltyPoints' : 'rollbackDeductedLoyaltyPoints',
      props: { ...from, value, transactionUUID: uuid },
    },
  ]
}

/** [D] RollbackDiscountEffectProps. */
export const reverseOfItemDiscount = ({ props, ...effect }: Effect): Effect => ({
  ...effect,
  effectType: 'rollbackDiscount',
  props: {
    name: props.name,
    value: props.value,
    cartItemPosition: props.position,
    cartItemSubPosition: props.subPosition,
  },
})
