// The rules of campaigns that need no code: what the closing of a session, an updated profile or a custom event sets off.
import type { Deployment } from '../deployment.ts'
import type { Campaign, Rule } from '../schemas/campaign.ts'
import type { Who } from '../stores/budgets.ts'
import { runsNow } from './campaign-state.ts'
import { failureOf, ownRule } from './effects.ts'
import { carryOut, type Evaluation, type SessionToEvaluate } from './evaluation.ts'
import { type Beneficiary, planRewards } from './plan-rewards.ts'

export interface Occasion extends Pick<SessionToEvaluate, 'application' | 'evaluable' | 'now'> {
  who: Who
  beneficiary: Beneficiary
}

export function evaluateOwnRules(
  deployment: Deployment,
  { who, beneficiary, ...occasion }: Occasion,
  rules: { matches: (rule: Rule) => boolean; isExcluded: (campaign: Campaign) => boolean },
  evaluation: Evaluation,
): void {
  for (const campaign of deployment.campaigns.list()) {
    if (!runsNow(campaign, occasion) || rules.isExcluded(campaign)) continue
    for (const [index, rule] of campaign.rules.entries()) {
      if (!rules.matches(rule)) continue
      const place = ownRule(campaign, index)
      const plan = planRewards(deployment, place, rule.effects, beneficiary, who)
      if (typeof plan === 'number') {
        evaluation.failures.push(failureOf(place, `effect ${plan} has no room in a budget`))
      } else carryOut(evaluation, campaign, plan)
    }
  }
}
