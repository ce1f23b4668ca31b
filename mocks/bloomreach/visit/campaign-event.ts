// The `campaign` event of every action result, with the vendor's property names, and its entry in the journal.
import { msToUnixSeconds } from '../../kit/time/duration.ts'
import { type ActionType, actionOnPaper, calledName, type NodeOf } from '../definition/node-schemas.ts'
import type { House } from '../house.ts'
import type { Visit } from './step.ts'

/** [C] exponea-ios-sdk fixtures: what every campaign event of an action says, whatever its result. */
export function campaignProperties(
  node: NodeOf<ActionType>,
  { scenario }: Pick<Visit, 'scenario'>,
  { settings, frequencyPolicies }: Pick<House, 'settings' | 'frequencyPolicies'>,
): Record<string, unknown> {
  // [D] scenario-actions-and-operators: an action with recipients set manually is outside frequency policies.
  const isManual = 'recipients' in node && node.recipients !== 'matching'
  const policy = isManual ? undefined : frequencyPolicies.policyOf(node.frequencyPolicy)
  return {
    campaign_id: scenario.id,
    campaign_name: scenario.name,
    action_id: node.id,
    action_name: calledName(node),
    action_type: actionOnPaper(node).actionType(node, settings),
    campaign_policy: policy?.id ?? '',
    ...(node.consentCategory === undefined ? {} : { consent_category: node.consentCategory }),
  }
}

export interface ActionResult {
  status: string
  message?: string | undefined
  /** Of a suppression: consent, frequency policy, suppression list. */
  type?: string | undefined
  [property: string]: unknown
}

/** Tracks the event on the customer's profile; answers nothing, for the journal knows it. */
export function trackCampaignEvent(
  node: NodeOf<ActionType>,
  visit: Visit,
  house: House,
  { status, message, type, ...more }: ActionResult,
): void {
  const entry = visit.record('campaign-event', {
    status,
    ...(type === undefined ? {} : { type }),
    ...(message === undefined ? {} : { message }),
  })
  house.events.track({
    customer: visit.customer,
    type: 'campaign',
    timestamp: msToUnixSeconds(house.world.clock.now()),
    properties: {
      ...campaignProperties(node, visit, house),
      status,
      ...(type === undefined ? {} : { type }),
      ...(message === undefined ? {} : { message }),
      ...more,
    },
    entry,
    causedBy: entry,
  })
}
