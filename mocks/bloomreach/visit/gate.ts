// The gate of every action: consent first, then the frequency policy. A "no" is an outcome with its reason.

import { type ActionType, actionOnPaper, type NodeOf } from '../definition/node-schemas.ts'
import type { House } from '../house.ts'
import { trackCampaignEvent } from './campaign-event.ts'
import type { Step, Visit } from './step.ts'

/** Why the action may not reach the customer; `type` and `message` of the campaign event. */
export interface Refusal {
  type: 'consent' | 'frequency_policy' | 'suppression_list' | 'cumulative_bounce' | 'list_hygiene'
  message: string
}

export function refusalOf(
  node: NodeOf<ActionType>,
  { customer }: Pick<Visit, 'customer'>,
  { consents, frequencyPolicies }: Pick<House, 'consents' | 'frequencyPolicies'>,
): Refusal | undefined {
  if (!node.generalConsent) {
    const { valid, reason } =
      node.consentCategory === undefined && actionOnPaper(node).isMessage
        ? consents.isReachable(customer.id)
        : consents.isValid(customer.id, node.consentCategory)
    if (!valid) return { type: 'consent', message: reason ?? 'The customer gave no consent.' }
  }
  // [D] scenario-actions-and-operators: recipients who are set manually are outside frequency policies.
  if ('recipients' in node && node.recipients !== 'matching') return undefined
  const verdict = frequencyPolicies.verdict(customer.id, node.frequencyPolicy, node.type)
  return verdict.allowed ? undefined : { type: 'frequency_policy', message: verdict.reason }
}

/** The suppressed step of an action that its gate refuses; undefined lets it pass. */
export function stepOfRefusal(node: NodeOf<ActionType>, visit: Visit, house: House): Step | undefined {
  const refusal = refusalOf(node, visit, house)
  return refusal === undefined ? undefined : suppress(node, visit, house, refusal)
}

export function suppress(node: NodeOf<ActionType>, visit: Visit, house: House, refusal: Refusal): Step {
  trackCampaignEvent(node, visit, house, { status: 'suppressed', ...refusal })
  return { kind: 'suppressed', message: refusal.message }
}
