// The effects that the small rule engine answers with. [D] API effects; `props` as in the vendor's effect schemas.
import { type Campaign, rulesetIdOf } from '../schemas/campaign.ts'

export interface Effect {
  readonly campaignId: number
  readonly rulesetId: number
  readonly ruleIndex: number
  readonly ruleName: string
  readonly effectType: string
  readonly triggeredByCoupon?: number
  readonly props: Record<string, unknown>
}

/** Where in a campaign an effect comes from. */
export interface RulePlace {
  campaign: Campaign
  index: number
  name: string
}

/** Every campaign has these two rules; its own follow. */
const always =
  (index: number, name: string) =>
  (campaign: Campaign): RulePlace => ({ campaign, index, name })
export const referralRule = always(0, 'Referral code is valid')
export const couponRule = always(1, 'Coupon code is valid')
export const ownRule = (campaign: Campaign, index: number): RulePlace =>
  always(2 + index, campaign.rules[index]?.name ?? '')(campaign)

export function effectOf(
  { campaign, index, name }: RulePlace,
  effectType: string,
  props: Record<string, unknown>,
  triggeredByCoupon?: number,
): Effect {
  return {
    campaignId: campaign.id,
    rulesetId: rulesetIdOf(campaign),
    ruleIndex: index,
    ruleName: name,
    effectType,
    ...(triggeredByCoupon === undefined ? {} : { triggeredByCoupon }),
    props,
  }
}

/** What effects take off a session. */
export const discountOf = (effects: readonly Effect[]): number =>
  effects
    .filter(({ effectType }) => effectType === 'setDiscount' || effectType === 'setDiscountPerItem')
    .reduce((sum, { props }) => sum + Number(props.value), 0)

/** A code that belongs to no campaign is rejected by none: what the live answer names then is not documented. */
export const effectOfNoCampaign = (effectType: string, props: Record<string, unknown>): Effect => ({
  campaignId: 0,
  rulesetId: 0,
  ruleIndex: 0,
  ruleName: '',
  effectType,
  props,
})

/** [D] RuleFailureReason. */
export interface RuleFailure {
  campaignID: number
  campaignName: string
  rulesetID: number
  ruleIndex: number
  ruleName: string
  details: string
  referralID?: number
  referralValue?: string
  couponID?: number
  couponValue?: string
}

export const failureOf = (
  { campaign, index, name }: RulePlace,
  details: string,
  code: Pick<RuleFailure, 'couponID' | 'couponValue' | 'referralID' | 'referralValue'> = {},
): RuleFailure => ({
  campaignID: campaign.id,
  campaignName: campaign.name,
  rulesetID: rulesetIdOf(campaign),
  ruleIndex: index,
  ruleName: name,
  details,
  ...code,
})
