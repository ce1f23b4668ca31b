// Referrals and their redemptions. The store keeps codes unique in their scope and counters true; whether something may happen is referral-rules.ts.
import { invariant } from '../../../kit/invariant.ts'
import { Table } from '../../../kit/table.ts'
import type { Instant } from '../../instant.ts'
import { CodeIndex } from './code-index.ts'

export interface Referral {
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
  friendProfileIntegrationId: string | undefined
  startDate: Instant | undefined
  expiryDate: Instant | undefined
  usageLimit: number
  usageCounter: number
  attributes: Record<string, unknown>
  readonly batchId: string | undefined
  readonly importId: number | undefined
}

export type NewReferralRecord = Omit<Referral, 'id' | 'usageCounter'>

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
  /** By scope. */
  readonly #codes = new Map<number, CodeIndex>()
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
  #lastId = 0
  #lastRedemptionId = 0
  #deletions = 0

  save() {
    return {
      table: this.#table.save(),
      redemptions: this.#redemptions.save(),
      lastId: this.#lastId,
      lastRedemptionId: this.#lastRedemptionId,
      deletions: this.#deletions,
    }
  }

  restore(saved: ReturnType<Referrals['save']>): void {
    this.#table.restore(saved.table)
    this.#redemptions.restore(saved.redemptions)
    this.#lastId = saved.lastId
    this.#lastRedemptionId = saved.lastRedemptionId
    this.#deletions = saved.deletions
    this.#codes.clear()
    for (const { codeScope, codeKey, id } of this.#table.values()) this.#codesIn(codeScope).add(codeKey, id)
  }

  get size(): number {
    return this.#table.size
  }

  /** Grows whenever a code becomes free again. */
  get deletions(): number {
    return this.#deletions
  }

  get(id: number): Referral | undefined {
    return this.#table.get(id)
  }

  findByCode(scope: number, codeKey: string): Referral | undefined {
    const id = this.#codes.get(scope)?.find(codeKey)
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

  /** The caller has made sure that the code is free. */
  create(values: NewReferralRecord): Referral {
    // Field by field: this is on the path of every referral, and a spread costs ten times as much.
    const referral: Referral = {
      id: ++this.#lastId,
      createdAt: values.createdAt,
      applicationId: values.applicationId,
      campaignId: values.campaignId,
      advocateProfileIntegrationId: values.advocateProfileIntegrationId,
      code: values.code,
      codeScope: values.codeScope,
      codeKey: values.codeKey,
      friendProfileIntegrationId: values.friendProfileIntegrationId,
      startDate: values.startDate,
      expiryDate: values.expiryDate,
      usageLimit: values.usageLimit,
      usageCounter: 0,
      attributes: values.attributes,
      batchId: values.batchId,
      importId: values.importId,
    }
    this.#codesIn(referral.codeScope).add(referral.codeKey, referral.id)
    return this.#table.insert(referral)
  }

  #codesIn(scope: number): CodeIndex {
    let codes = this.#codes.get(scope)
    if (codes === undefined) {
      codes = new CodeIndex(id => this.#table.get(id)?.codeKey)
      this.#codes.set(scope, codes)
    }
    return codes
  }

  update(
    referral: Referral,
    change: Partial<
      Pick<Referral, 'friendProfileIntegrationId' | 'startDate' | 'expiryDate' | 'usageLimit' | 'attributes'>
    >,
  ): Referral {
    return this.#table.update(referral, change)
  }

  delete(referral: Referral): boolean {
    if (this.#table.get(referral.id) !== referral) return false
    // First the code, which the index finds by its referral.
    this.#codesIn(referral.codeScope).delete(referral.codeKey)
    this.#deletions++
    return this.#table.delete(referral.id)
  }

  /** Counts one redemption; the caller has asked `redemptionRefusal` in the same turn of the event loop. */
  redeem(
    referral: Referral,
    use: { friendProfileIntegrationId: string; sessionId: string; at: number },
  ): Redemption {
    invariant(
      referral.usageLimit === 0 || referral.usageCounter < referral.usageLimit,
      `referral ${referral.id} is used up`,
    )
    referral.usageCounter++
    const { campaignId, applicationId, advocateProfileIntegrationId } = referral
    return this.#redemptions.insert({
      id: ++this.#lastRedemptionId,
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
    const referral = this.#table.get(redemption.referralId)
    if (referral !== undefined) referral.usageCounter--
  }

  redemptionsOf(referralId: number): Iterable<Redemption> {
    return this.#redemptions.where('referral', referralId)
  }

  redemptionsInCampaign(campaignId: number): Iterable<Redemption> {
    return this.#redemptions.where('campaign', campaignId)
  }

  countOfRedemptionsInCampaign(campaignId: number): number {
    return this.#redemptions.count('campaign', campaignId)
  }

  redemptionsSince(campaignId: number, since: number): number {
    if (since === Number.NEGATIVE_INFINITY) return this.countOfRedemptionsInCampaign(campaignId)
    let count = 0
    for (const { at } of this.redemptionsInCampaign(campaignId)) if (at >= since) count++
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
