// The rules of campaigns that need no code: what an updated profile or a custom event sets off.

import type { Call } from '../../call.ts'
import type { Deployment } from '../../deployment.ts'
import { runsNow } from '../../rules/campaign-state.ts'
import { type Effect, failureOf, ownRule } from '../../rules/effects.ts'
import { planRewards, type Reward } from '../../rules/plan-rewards.ts'
import type { Campaign, Rule } from '../../schemas/campaign.ts'
import { type Granted, grantRewards } from './grant-rewards.ts'

export interface RuleRun extends Granted {
  readonly triggered: Set<Campaign>
}

export function runRules(
  deployment: Deployment,
  call: Call,
  {
    integrationId,
    isDry,
    evaluable,
    isComplete = false,
    matches,
  }: {
    integrationId: string
    isDry: boolean
    evaluable?: readonly number[] | undefined
    /** [D] forceCompleteEvaluation: whatever the evaluation mode, so that no exclusive group keeps a campaign out. */
    isComplete?: boolean | undefined
    matches: (rule: Rule) => boolean
  },
): RuleRun {
  const { application, now } = call
  const triggered = new Set<Campaign>()
  const told: Effect[] = []
  const rewards: Reward[] = []
  const failures = []
  const uses = []
  for (const campaign of deployment.campaigns.list()) {
    if (!runsNow(campaign, { application, now, evaluable })) continue
    if (!isComplete && isExcluded(campaign, triggered)) continue
    for (const [index, rule] of campaign.rules.entries()) {
      if (!matches(rule)) continue
      const place = ownRule(campaign, index)
      const who = { profile: integrationId, now }
      const plan = planRewards(deployment, place, rule.effects, { recipient: integrationId }, who)
      if (typeof plan === 'number') {
        failures.push(failureOf(place, `effect ${plan} has no room in a budget`))
        continue
      }
      triggered.add(campaign)
      told.push(...plan.immediate)
      rewards.push(...plan.rewards)
      uses.push(...plan.uses)
    }
  }
  if (isDry) for (const use of uses) deployment.budgets.giveBack(use)
  const granted = grantRewards(deployment, call, rewards, { isDry })
  const effects = [...told, ...granted.effects]
  return { ...granted, effects, failures: [...failures, ...granted.failures], triggered }
}

/** Of an exclusive group the first that gives anything is alone. */
function isExcluded({ exclusiveGroup }: Campaign, triggered: ReadonlySet<Campaign>): boolean {
  if (exclusiveGroup === undefined) return false
  return [...triggered].some(other => other.exclusiveGroup === exclusiveGroup)
}
