// Referrals and their redemptions. The store keeps codes unique in their scope and counters true; whether something may happen is referral-rules.ts.
import { invariant } from '../../../kit/invariant.ts'
import { Counter } from '../../../kit/kept/cell.ts'
import { Group } from '../../../kit/kept/group.ts'
import { Table } from '../../../kit/table.ts'
import type { Instant } from '../../instant.ts'
import { CodeIndex } from './code-index.ts'

export interface Referral {
  /** 0 until it is stored, and in a dry run. */
  readonly id: number
  readonly createdAt: number
  readonly applicationId: number
  readonly campaignId: number
  readonly advocateProfileIntegrationId: string
  readonly code: string
  /** Within what the code is unique: see `codeScope`. */
  readonly codeScope: number
  /** The code as it is found: see the setting `codeMatching`. */
  readonly codeKey: string
  readonly friendProfileIntegrationId: string | undefined
  readonly startDate: Instant | undefined
  readonly expiryDate: Instant | undefined
  readonly usageLimit: number
  readonly usageCounter: number
  readonly attributes: Record<string, unknown>
  readonly batchId: string | undefined
  readonly importId: number | undefined
}

/** One closed session of a friend. Rolling back deletes it. */
export interface Redemption {
  readonly id: number
  readonly referralId: number
  readonly code: string
  readonly campaignId: number
  readonly applicationId: number
  readonly advocateProfileIntegrationId: string
  readonly friendProfileIntegrationId: string
  readonly sessionId: string
  readonly at: number
}

export const perProfile = (scopeId: number, integrationId: string): string => `${scopeId}/${integrationId}`

export class Referrals {
  readonly #table = new Table<Referral, never, 'campaign' | 'advocate'>({
    key: referral => referral.id,
    many: {
      campaign: referral => referral.campaignId,
      // Of every Application: one text for all codes of an advocate, where a joined key would be a new one each time.
      advocate: referral => referral.advocateProfileIntegrationId,
    },
  })
  /** By scope. Made of the referrals; undefined until somebody asks, after others were taken up. */
  #codes: Map<number, CodeIndex> | undefined = new Map()
  readonly #redemptions = new Table<
    Redemption,
    never,
    'referral' | 'campaign' | 'campaignFriend' | 'advocate' | 'friend'
  >({
    key: redemption => redemption.id,
    many: {
      referral: redemption => redemption.referralId,
      campaign: redemption => redemption.campaignId,
      campaignFriend: ({ campaignId, friendProfileIntegrationId }) =>
        perProfile(campaignId, friendProfileIntegrationId),
      advocate: ({ applicationId, advocateProfileIntegrationId }) =>
        perProfile(applicationId, advocateProfileIntegrationId),
      friend: ({ applicationId, friendProfileIntegrationId }) =>
        perProfile(applicationId, friendProfileIntegrationId),
    },
  })
  readonly #lastId = new Counter()
  readonly #lastRedemptionId = new Counter()
  readonly #deletions = new Counter()
  readonly kept = new Group(
    {
      table: this.#table,
      redemptions: this.#redemptions,
      lastId: this.#lastId,
      lastRedemptionId: this.#lastRedemptionId,
      deletions: this.#deletions,
    },
    () => {
      this.#codes = undefined
    },
  )

  get size(): number {
    return this.#table.size
  }

  /** Grows whenever a code becomes free again. */
  get deletions(): number {
    return this.#deletions.value
  }

  get(id: number): Referral | undefined {
    return this.#table.get(id)
  }

  findByCode(scope: number, codeKey: string): Referral | undefined {
    const id = this.#scopes().get(scope)?.find(codeKey)
    return id === undefined ? undefined : this.#table.get(id)
  }

  all(): Iterable<Referral> {
    return this.#table.values()
  }

  ofCampaign(campaignId: number): Iterable<Referral> {
    return this.#table.where('campaign', campaignId)
  }

  *ofAdvocate(applicationId: number, integrationId: string): Generator<Referral> {
    for (const referral of this.#table.where('advocate', integrationId)) {
      if (referral.applicationId === applicationId) yield referral
    }
  }

  /** Takes the record over and gives it its id; the caller has made sure that the code is free. */
  create(referral: Referral): Referral {
    const own: { id: number } = referral
    own.id = this.#lastId.next()
    this.#codesIn(referral.codeScope).add(referral.codeKey, referral.id)
    return this.#table.insert(referral)
  }

  #codesIn(scope: number): CodeIndex {
    return this.#scopeOf(scope, this.#scopes())
  }

  #scopes(): Map<number, CodeIndex> {
    if (this.#codes !== undefined) return this.#codes
    const scopes = new Map<number, CodeIndex>()
    for (const { codeScope, codeKey, id } of this.#table.values())
      this.#scopeOf(codeScope, scopes).add(codeKey, id)
    this.#codes = scopes
    return scopes
  }

  #scopeOf(scope: number, scopes: Map<number, CodeIndex>): CodeIndex {
    let codes = scopes.get(scope)
    if (codes === undefined) {
      codes = new CodeIndex(id => this.#table.get(id)?.codeKey)
      scopes.set(scope, codes)
    }
    return codes
  }

  update(referral: Referral, change: Partial<Referral>): Referral {
    return this.#table.update(referral, change)
  }

  delete(referral: Referral): boolean {
    if (this.#table.get(referral.id) === undefined) return false
    // First the code, which the index finds by its referral.
    this.#codesIn(referral.codeScope).delete(referral.codeKey)
    this.#deletions.next()
    return this.#table.delete(referral.id)
  }

  /** Counts one redemption; the caller has asked `redemptionRefusal` in the same turn of the event loop. */
  redeem(
    referral: Referral,
    use: { friendProfileIntegrationId: string; sessionId: string; at: number },
  ): Redemption {
    const { usageLimit, usageCounter } = this.#table.get(referral.id) ?? referral
    invariant(usageLimit === 0 || usageCounter < usageLimit, `referral ${referral.id} is used up`)
    this.#count(referral.id, 1)
    const { campaignId, applicationId, advocateProfileIntegrationId } = referral
    return this.#redemptions.insert({
      id: this.#lastRedemptionId.next(),
      referralId: referral.id,
      code: referral.code,
      campaignId,
      applicationId,
      advocateProfileIntegrationId,
      ...use,
    })
  }

  /** Takes back what a cancelled session redeemed; the code is redeemable again. */
  rollBack(redemption: Redemption): void {
    if (!this.#redemptions.delete(redemption.id)) return
    this.#count(redemption.referralId, -1)
  }

  #count(id: number, uses: 1 | -1): void {
    const referral = this.#table.get(id)
    if (referral !== undefined) this.#table.update(referral, { usageCounter: referral.usageCounter + uses })
  }

  redemptionsOf(referralId: number): Iterable<Redemption> {
    return this.#redemptions.where('referral', referralId)
  }

  countOfRedemptionsInCampaign(campaignId: number): number {
    return this.#redemptions.count('campaign', campaignId)
  }

  redemptionsSince(campaignId: number, since: number): number {
    if (since === Number.NEGATIVE_INFINITY) return this.countOfRedemptionsInCampaign(campaignId)
    let count = 0
    for (const { at } of this.#redemptions.where('campaign', campaignId)) if (at >= since) count++
    return count
  }

  /** A friend's redemptions in one campaign. */
  redemptionsOfFriendInCampaign(campaignId: number, friend: string): Iterable<Redemption> {
    return this.#redemptions.where('campaignFriend', perProfile(campaignId, friend))
  }

  /** The redemptions that an advocate's codes had in the whole Application. */
  redemptionsOfAdvocate(applicationId: number, advocate: string): Iterable<Redemption> {
    return this.#redemptions.where('advocate', perProfile(applicationId, advocate))
  }

  /** A friend's redemptions in the whole Application. */
  redemptionsOfFriend(applicationId: number, friend: string): Iterable<Redemption> {
    return this.#redemptions.where('friend', perProfile(applicationId, friend))
  }
}
