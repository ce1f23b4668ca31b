// Customer sessions: carts that are open, closed or cancelled. The store keeps them; what a change means is operations/update-session.ts.
import { Counter } from '../../../kit/kept/cell.ts'
import { Group } from '../../../kit/kept/group.ts'
import { Table } from '../../../kit/table.ts'
import type { Effect } from '../../rules/effects.ts'
import type { SessionContent } from '../../schemas/sessions/customer-session.ts'
import type { Use } from '../budgets.ts'
import type { CouponRedemption } from '../codes/coupons.ts'
import { perProfile, type Redemption } from '../codes/referrals.ts'
import type { Transaction } from '../loyalty/loyalty-ledger.ts'

export type SessionState = 'cancelled' | 'closed' | 'open' | 'partially_returned'

/** What closing the session did, kept so that cancelling or reopening can take it back. */
export interface Closing {
  readonly redemption: Redemption | undefined
  readonly couponRedemptions: readonly CouponRedemption[]
  readonly uses: readonly Use[]
  readonly points: readonly Transaction[]
  readonly effects: readonly Effect[]
}

export interface ReturnedItem {
  readonly position: number
  readonly quantity: number
  readonly sku: string
}

export interface Return {
  readonly id: number
  /** Of the built-in event. */
  readonly eventId: number
  readonly createdAt: number
  readonly items: readonly ReturnedItem[]
}

/** Shared by all sessions without one. */
export const NO_RETURNS: readonly Return[] = Object.freeze([])

/** How many of the item at a position have been returned. */
export const returnedOf = (returns: readonly Return[], position: number): number =>
  returns
    .flatMap(({ items }) => items)
    .reduce((sum, item) => (item.position === position ? sum + item.quantity : sum), 0)

export interface CustomerSession {
  readonly id: number
  readonly applicationId: number
  readonly integrationId: string
  readonly createdAt: number
  readonly firstSession: boolean
  readonly content: SessionContent
  readonly state: SessionState
  readonly updatedAt: number
  readonly updateCount: number
  /** Of the newest update, without those that were rolled back. */
  readonly effects: readonly Effect[]
  readonly closing: Closing | undefined
  readonly returns: readonly Return[]
}

export class CustomerSessions {
  readonly #table = new Table<CustomerSession, 'integrationId', 'profile'>({
    key: session => session.id,
    unique: { integrationId: ({ applicationId, integrationId }) => perProfile(applicationId, integrationId) },
    many: {
      profile: ({ applicationId, content }) =>
        content.profileId === '' ? undefined : perProfile(applicationId, content.profileId),
    },
  })
  readonly #lastId = new Counter()
  readonly kept = new Group({ table: this.#table, lastId: this.#lastId })

  find(applicationId: number, integrationId: string): CustomerSession | undefined {
    return this.#table.find('integrationId', perProfile(applicationId, integrationId))
  }

  get(id: number): CustomerSession | undefined {
    return this.#table.get(id)
  }

  all(): Iterable<CustomerSession> {
    return this.#table.values()
  }

  hasProfile(applicationId: number, integrationId: string): boolean {
    return this.#table.count('profile', perProfile(applicationId, integrationId)) > 0
  }

  create(values: Omit<CustomerSession, 'id'>): CustomerSession {
    return this.#table.insert({ ...values, id: this.#lastId.next() })
  }

  update(session: CustomerSession, change: Partial<CustomerSession>): CustomerSession {
    return this.#table.update(session, change)
  }
}
