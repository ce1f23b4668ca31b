// A campaign as the Management API and the notifications show it.
import { type Deployment, USER_ID } from '../deployment.ts'
import { type FrontendState, frontendState } from '../rules/campaign-state.ts'
import { periodStart } from '../rules/limit-period.ts'
import { type Campaign, type Limit, rulesetIdOf } from './campaign.ts'
import type { CodeGeneratorSettings } from './codes/codes.ts'

/** What is the sandbox's own part of a campaign stays out of the vendor's answer. */
export function campaignEntity(deployment: Deployment, campaign: Campaign) {
  const now = deployment.world.clock.now()
  const { referralEffects, referralConditions, couponEffects, rules, ...described } = campaign
  const { exclusiveGroup, evaluationGroupId, ...shown } = described
  return {
    ...shown,
    userId: USER_ID,
    activeRulesetId: rulesetIdOf(campaign),
    reevaluateOnReturn: false,
    couponSettings: codeSettings(deployment, campaign.couponSettings),
    referralSettings: codeSettings(deployment, campaign.referralSettings),
    limits: campaign.limits.map(limitEntity),
    linkedStoreIds: [],
    budgets: campaign.limits.map(({ action, limit, ...rest }) => ({
      action,
      limit,
      counter:
        action === 'redeemReferral' && rest.entities.length === 0
          ? deployment.referrals.redemptionsSince(campaign.id, periodStart(rest.period, now))
          : deployment.budgets.usedOf(campaign, { action, limit, ...rest }, now),
    })),
    referralRedemptionCount: deployment.referrals.countOfRedemptionsInCampaign(campaign.id),
    frontendState: frontendState(campaign, now) satisfies FrontendState,
    storesImported: false,
  }
}

/** A limit without a period is over the whole life of the campaign. */
const limitEntity = ({ period, ...limit }: Limit) => ({
  ...limit,
  ...(period === undefined || period === 'overall' ? {} : { period }),
})

function codeSettings({ settings }: Deployment, own: CodeGeneratorSettings | undefined) {
  if (own === undefined) return undefined
  return {
    validCharacters: own.validCharacters ?? [...settings.codeCharacters],
    couponPattern: own.couponPattern ?? settings.referralPattern,
  }
}
