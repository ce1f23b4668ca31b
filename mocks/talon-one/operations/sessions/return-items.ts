// Returns cart items of a closed session. [D] returnCartItems: the session is partially returned, and the effects of the returned items
// are rolled back; those of the whole session stay.
import type { Call } from '../../call.ts'
import type { Deployment } from '../../deployment.ts'
import { badRequest, invalidField } from '../../errors.ts'
import type { Effect } from '../../rules/effects.ts'
import {
  type CustomerSession,
  type Return,
  type ReturnedItem,
  returnedOf,
} from '../../stores/sessions/customer-sessions.ts'
import { findSession } from './find-session.ts'
import { reverseOfItemDiscount } from './roll-back.ts'
import { noteEvents } from './session-events.ts'

/** As a caller names it: by its position, or else by its SKU; without a quantity all that is left of the item. */
export interface ItemToReturn {
  position?: number | undefined
  quantity?: number | undefined
  sku?: string | undefined
}

export interface ReturnOutcome {
  session: CustomerSession
  made: Return
  effects: Effect[]
}

export function returnItems(
  deployment: Deployment,
  call: Call,
  integrationId: string,
  { items, isDry }: { items: readonly ItemToReturn[]; isDry: boolean },
): ReturnOutcome {
  const session = findSession(deployment, call, integrationId)
  if (session.state !== 'closed' && session.state !== 'partially_returned') {
    throw badRequest('session-state', 'Only closed sessions can be partially returned', {
      facts: { state: session.state, wanted: 'partially_returned' },
    })
  }
  const returned = checkedItems(session, items)
  const units = new Set(returned.flatMap(item => unitsOf(session, item)))
  const isGone = (effect: Effect) =>
    effect.effectType === 'setDiscountPerItem' &&
    units.has(unitName(Number(effect.props.position), Number(effect.props.subPosition)))
  const kept = session.closing?.effects ?? []
  const effects = kept.filter(isGone).map(reverseOfItemDiscount)
  const now = deployment.world.clock.now()
  const made: Return = { id: 0, eventId: 0, createdAt: now, items: returned }
  if (isDry) {
    return {
      session: { ...session, state: 'partially_returned', returns: [...session.returns, made] },
      made,
      effects,
    }
  }
  const left = kept.filter(effect => !isGone(effect))
  const { closing } = session
  // [C] RollbackDiscountEffectProps of the vendor's SDKs: a return cancels the discount on the limit counters too.
  const uses = closing?.uses.map(use => deployment.budgets.giveBackUnits(use, isGone)) ?? []
  const eventId = noteEvents(deployment, session, ['partially_returned'], effects)
  const stored = { ...made, id: deployment.returnIds.next(), eventId }
  const changed = deployment.sessions.update(session, {
    closing: closing && { ...closing, uses, effects: left },
    state: 'partially_returned',
    updatedAt: now,
    updateCount: session.updateCount + 1,
    returns: [...session.returns, stored],
    effects: left,
  })
  deployment.world.journal.append({
    kind: 'talon-one.session-partially_returned',
    causedBy: call.causedBy,
    session: integrationId,
    items: returned.length,
  })
  return { session: changed, made: stored, effects }
}

function checkedItems(session: CustomerSession, items: readonly ItemToReturn[]): ReturnedItem[] {
  const seen = new Set<number>()
  return items.map(({ position: given, quantity, sku }, index) => {
    const at = `/return/returnedCartItems/${index}`
    const position = given ?? positionOf(session, sku)
    const item = session.content.cartItems[position]
    if (item === undefined) {
      const missing = given === undefined ? `left of the SKU ${JSON.stringify(sku ?? '')}` : `at ${given}`
      throw invalidField(`${at}/position`, `the cart has no item ${missing}`)
    }
    if (seen.has(position)) throw invalidField(`${at}/position`, 'the item is returned twice')
    seen.add(position)
    if (sku !== undefined && sku !== item.sku) throw invalidField(`${at}/sku`, `the item is ${item.sku}`)
    const left = item.quantity - returnedOf(session.returns, position)
    const wanted = quantity ?? left
    if (wanted < 1 || wanted > left) throw invalidField(`${at}/quantity`, `${left} of the item are left`)
    return { position, quantity: wanted, sku: item.sku }
  })
}

/** The first of this SKU of which anything is left. */
const positionOf = ({ content, returns }: CustomerSession, wanted: string | undefined): number =>
  content.cartItems.findIndex(
    ({ sku, quantity }, position) => sku === wanted && quantity > returnedOf(returns, position),
  )

const unitName = (position: number, subPosition: number) => `${position}/${subPosition}`

/** Which units of an item come back is not documented: the first that are still there. */
function unitsOf(session: CustomerSession, { position, quantity }: ReturnedItem): string[] {
  const first = returnedOf(session.returns, position)
  return Array.from({ length: quantity }, (_, unit) => unitName(position, first + unit))
}
