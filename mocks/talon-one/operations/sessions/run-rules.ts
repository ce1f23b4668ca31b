// Runs the rules of campaigns that need no code for an updated profile or a custom event.
import type { Call } from '../../call.ts'
import type { Deployment } from '../../deployment.ts'
import { evaluateOwnRules } from '../../rules/evaluate-own-rules.ts'
import { emptyEvaluation } from '../../rules/evaluation.ts'
import type { Campaign, Rule } from '../../schemas/campaign.ts'
import { type Granted, grantRewards } from './grant-rewards.ts'

export interface RuleRun extends Granted {
  readonly triggered: Set<Campaign>
}

interface Running {
  integrationId: string
  isDry: boolean
  evaluable?: readonly number[] | undefined
  /** [D] forceCompleteEvaluation: whatever the evaluation mode, so that no exclusive group keeps a campaign out. */
  isComplete?: boolean | undefined
  matches: (rule: Rule) => boolean
}

export function runRules(
  deployment: Deployment,
  call: Call,
  { integrationId, isDry, evaluable, isComplete = false, matches }: Running,
): RuleRun {
  const evaluation = emptyEvaluation()
  const { effects, failures, rewards, uses, triggered } = evaluation
  const { application, now } = call
  const who = { profile: integrationId, now }
  const occasion = { application, now, evaluable, who, beneficiary: { recipient: integrationId } }
  const isExcluded = (campaign: Campaign) => !isComplete && comesAfter(campaign, triggered)
  evaluateOwnRules(deployment, occasion, { matches, isExcluded }, evaluation)
  if (isDry) for (const use of uses) deployment.budgets.giveBack(use)
  const granted = grantRewards(deployment, call, rewards, { isDry })
  return {
    ...granted,
    effects: [...effects, ...granted.effects],
    failures: [...failures, ...granted.failures],
    triggered,
  }
}

/** Of an exclusive group the first that gives anything is alone. */
function comesAfter({ exclusiveGroup }: Campaign, triggered: ReadonlySet<Campaign>): boolean {
  if (exclusiveGroup === undefined) return false
  return [...triggered].some(other => other.exclusiveGroup === exclusiveGroup)
}
