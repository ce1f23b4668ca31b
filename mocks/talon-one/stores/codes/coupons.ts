// Coupons with their reservations and redemptions. The store keeps codes unique and counters true; whether something may happen is
// coupon-rules.ts.
import { Table } from '../../../kit/table.ts'
import type { Instant } from '../../instant.ts'
import type { Limit } from '../../schemas/campaign.ts'
import { perProfile } from './referrals.ts'

export interface Coupon {
  readonly id: number
  readonly createdAt: number
  readonly applicationId: number
  readonly campaignId: number
  readonly value: string
  /** The code as it is found: see Application.caseSensitivity. */
  readonly valueKey: string
  /** [D] Third-party API: a new value creates a coupon, a known one returns the existing coupon. */
  readonly identifier: string | undefined
  recipientIntegrationId: string | undefined
  isReservationMandatory: boolean
  readonly referralId: number | undefined
  readonly batchId: string | undefined
  readonly importId: number | undefined
  limits: readonly Limit[] | undefined
  usageLimit: number
  usageCounter: number
  discountLimit: number | undefined
  discountCounter: number
  reservationLimit: number | undefined
  startDate: Instant | undefined
  expiryDate: Instant | undefined
  attributes: Record<string, unknown>
  /** Integration ids of the profiles that reserved it. */
  readonly reservedBy: Set<string>
}

export type NewCouponRecord = Omit<Coupon, 'discountCounter' | 'id' | 'reservedBy' | 'usageCounter'>

export type CouponChange = Partial<
  Pick<
    Coupon,
    | 'attributes'
    | 'discountLimit'
    | 'expiryDate'
    | 'isReservationMandatory'
    | 'limits'
    | 'recipientIntegrationId'
    | 'reservationLimit'
    | 'startDate'
    | 'usageLimit'
  >
>

export interface CouponRedemption {
  readonly id: number
  readonly couponId: number
  readonly integrationId: string
  readonly at: number
}

export class Coupons {
  readonly #table = new Table<Coupon, 'identifier' | 'value', 'campaign' | 'recipient'>({
    key: coupon => coupon.id,
    unique: {
      value: coupon => coupon.valueKey,
      identifier: ({ campaignId, identifier }) =>
        identifier === undefined ? undefined : perProfile(campaignId, identifier),
    },
    many: {
      campaign: coupon => coupon.campaignId,
      recipient: ({ applicationId, recipientIntegrationId }) =>
        recipientIntegrationId === undefined ? undefined : perProfile(applicationId, recipientIntegrationId),
    },
  })
  readonly #redemptions = new Table<CouponRedemption, never, 'coupon' | 'profile'>({
    key: redemption => redemption.id,
    many: {
      coupon: redemption => redemption.couponId,
      profile: ({ couponId, integrationId }) => perProfile(couponId, integrationId),
    },
  })
  #reserved = new Map<string, Set<Coupon>>()
  #lastId = 0
  #lastRedemptionId = 0
  #deletions = 0

  save() {
    return {
      table: this.#table.save(),
      redemptions: this.#redemptions.save(),
      reserved: this.#reserved,
      lastId: this.#lastId,
      lastRedemptionId: this.#lastRedemptionId,
      deletions: this.#deletions,
    }
  }

  restore(saved: ReturnType<Coupons['save']>): void {
    this.#table.restore(saved.table)
    this.#redemptions.restore(saved.redemptions)
    this.#reserved = saved.reserved
    this.#lastId = saved.lastId
    this.#lastRedemptionId = saved.lastRedemptionId
    this.#deletions = saved.deletions
  }

  get size(): number {
    return this.#table.size
  }

  /** Grows whenever a code becomes free again. */
  get deletions(): number {
    return this.#deletions
  }

  get(id: number): Coupon | undefined {
    return this.#table.get(id)
  }

  findByValue(valueKey: string): Coupon | undefined {
    return this.#table.find('value', valueKey)
  }

  findByIdentifier(campaignId: number, identifier: string): Coupon | undefined {
    return this.#table.find('identifier', perProfile(campaignId, identifier))
  }

  ofCampaign(campaignId: number): Iterable<Coupon> {
    return this.#table.where('campaign', campaignId)
  }

  *ofApplication(applicationId: number): Generator<Coupon> {
    for (const coupon of this.#table.values()) if (coupon.applicationId === applicationId) yield coupon
  }

  /** [D] inventory: coupons reserved by this profile, hard or soft, or made for it. */
  ofProfile(applicationId: number, integrationId: string): Coupon[] {
    const key = perProfile(applicationId, integrationId)
    return [...new Set([...this.#table.where('recipient', key), ...(this.#reserved.get(key) ?? [])])]
  }

  /** The caller has made sure that the code and the identifier are free. */
  create(values: NewCouponRecord): Coupon {
    return this.#table.insert({
      ...values,
      id: ++this.#lastId,
      usageCounter: 0,
      discountCounter: 0,
      reservedBy: new Set(),
    })
  }

  update(coupon: Coupon, change: CouponChange): Coupon {
    return this.#table.update(coupon, change)
  }

  delete(coupon: Coupon): boolean {
    for (const integrationId of [...coupon.reservedBy]) this.unreserve(coupon, integrationId)
    this.#deletions++
    return this.#table.delete(coupon.id)
  }

  reserve(coupon: Coupon, integrationId: string): void {
    const key = perProfile(coupon.applicationId, integrationId)
    coupon.reservedBy.add(integrationId)
    const reserved = this.#reserved.get(key)
    if (reserved === undefined) this.#reserved.set(key, new Set([coupon]))
    else reserved.add(coupon)
  }

  unreserve(coupon: Coupon, integrationId: string): void {
    coupon.reservedBy.delete(integrationId)
    this.#reserved.get(perProfile(coupon.applicationId, integrationId))?.delete(coupon)
  }

  redeem(coupon: Coupon, use: { integrationId: string; at: number }): CouponRedemption {
    coupon.usageCounter++
    return this.#redemptions.insert({ id: ++this.#lastRedemptionId, couponId: coupon.id, ...use })
  }

  rollBack(redemption: CouponRedemption): void {
    if (!this.#redemptions.delete(redemption.id)) return
    const coupon = this.#table.get(redemption.couponId)
    if (coupon !== undefined) coupon.usageCounter--
  }

  redemptionsOfProfile(coupon: Coupon, integrationId: string): number {
    return this.#redemptions.count('profile', perProfile(coupon.id, integrationId))
  }
}
