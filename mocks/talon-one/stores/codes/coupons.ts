// Coupons with their reservations and redemptions. The store keeps codes unique and counters true; whether something may happen is
// coupon-rules.ts.
import { Counter } from '../../../kit/kept/cell.ts'
import { Group } from '../../../kit/kept/group.ts'
import { KeptMaps } from '../../../kit/kept/kept-maps.ts'
import { Table } from '../../../kit/table.ts'
import type { Instant } from '../../instant.ts'
import type { Limit } from '../../schemas/campaign.ts'
import { rounded } from '../budgets.ts'
import { perProfile } from './referrals.ts'

export interface Coupon {
  /** 0 until it is stored, and in a dry run. */
  readonly id: number
  readonly createdAt: number
  readonly applicationId: number
  readonly campaignId: number
  readonly value: string
  /** The code as it is found: see Application.caseSensitivity. */
  readonly valueKey: string
  /** [D] Third-party API: a new value creates a coupon, a known one returns the existing coupon. */
  readonly identifier: string | undefined
  readonly recipientIntegrationId: string | undefined
  readonly isReservationMandatory: boolean
  readonly referralId: number | undefined
  readonly batchId: string | undefined
  readonly importId: number | undefined
  readonly limits: readonly Limit[] | undefined
  readonly usageLimit: number
  readonly usageCounter: number
  readonly discountLimit: number | undefined
  readonly discountCounter: number
  readonly reservationLimit: number | undefined
  readonly startDate: Instant | undefined
  readonly expiryDate: Instant | undefined
  readonly attributes: Record<string, unknown>
  /** Integration ids of the profiles that reserved it. */
  readonly reservedBy: ReadonlySet<string>
}

export interface CouponRedemption {
  readonly id: number
  readonly couponId: number
  readonly integrationId: string
  readonly at: number
  /** What was taken off for it. */
  readonly discount: number
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
  /** By profile and the id of the coupon. */
  readonly #reserved = new KeptMaps<string, number, true>()
  readonly #lastId = new Counter()
  readonly #lastRedemptionId = new Counter()
  readonly #deletions = new Counter()
  readonly kept = new Group({
    table: this.#table,
    redemptions: this.#redemptions,
    reserved: this.#reserved,
    lastId: this.#lastId,
    lastRedemptionId: this.#lastRedemptionId,
    deletions: this.#deletions,
  })

  get size(): number {
    return this.#table.size
  }

  /** Grows whenever a code becomes free again. */
  get deletions(): number {
    return this.#deletions.value
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
    const reserved = [...(this.#reserved.of(key)?.keys() ?? [])].flatMap(id => this.#table.get(id) ?? [])
    return [...new Set([...this.#table.where('recipient', key), ...reserved])]
  }

  /** Takes the record over and gives it its id; the caller has made sure that the code and the identifier are free. */
  create(coupon: Coupon): Coupon {
    const own: { id: number } = coupon
    own.id = this.#lastId.next()
    return this.#table.insert(coupon)
  }

  update(coupon: Coupon, change: Partial<Coupon>): Coupon {
    return this.#table.update(coupon, change)
  }

  delete(coupon: Coupon): boolean {
    const { reservedBy = [] } = this.#table.get(coupon.id) ?? {}
    for (const integrationId of reservedBy) this.unreserve(coupon, integrationId)
    this.#deletions.next()
    return this.#table.delete(coupon.id)
  }

  reserve(coupon: Coupon, integrationId: string): void {
    const reservedBy = new Set(this.#table.get(coupon.id)?.reservedBy).add(integrationId)
    this.#table.update(coupon, { reservedBy })
    this.#reserved.set(perProfile(coupon.applicationId, integrationId), coupon.id, true)
  }

  unreserve(coupon: Coupon, integrationId: string): void {
    const reservedBy = new Set(this.#table.get(coupon.id)?.reservedBy)
    if (reservedBy.delete(integrationId)) this.#table.update(coupon, { reservedBy })
    this.#reserved.delete(perProfile(coupon.applicationId, integrationId), coupon.id)
  }

  redeem(coupon: Coupon, use: Omit<CouponRedemption, 'couponId' | 'id'>): CouponRedemption {
    this.#count(coupon.id, 1, use.discount)
    return this.#redemptions.insert({ id: this.#lastRedemptionId.next(), couponId: coupon.id, ...use })
  }

  rollBack(redemption: CouponRedemption): void {
    if (!this.#redemptions.delete(redemption.id)) return
    this.#count(redemption.couponId, -1, -redemption.discount)
  }

  #count(id: number, uses: 1 | -1, discount: number): void {
    const coupon = this.#table.get(id)
    if (coupon === undefined) return
    const { usageCounter, discountCounter } = coupon
    this.#table.update(coupon, {
      usageCounter: usageCounter + uses,
      discountCounter: rounded(discountCounter + discount),
    })
  }

  redemptionsOfProfile(coupon: Coupon, integrationId: string): number {
    return this.#redemptions.count('profile', perProfile(coupon.id, integrationId))
  }
}
