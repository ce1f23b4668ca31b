// The bodies of outbound notifications, as the vendor's notification schemas describe them. There is none about referrals themselves.

import { msToIso } from '../kit/duration.ts'
import { frontendState } from './campaign-state.ts'
import { type Deployment, USER_ID } from './deployment.ts'
import type { Campaign } from './schemas/campaign.ts'
import { campaignEntity, rulesetIdOf } from './schemas/campaign-entity.ts'

const campaignNotification = (item: Record<string, unknown>) => ({
  NotificationType: 'CampaignNotification',
  TotalResultSize: 1,
  Data: [item],
})

/** The small rule engine has no Talang rules to show. */
const ruleset = (campaign: Campaign) => ({
  id: rulesetIdOf(campaign),
  created: campaign.created,
  userId: USER_ID,
  rules: [],
  strikethroughRules: [],
  bindings: [],
  campaignId: campaign.id,
})

export function notifyCampaignCreated(deployment: Deployment, campaign: Campaign, causedBy: number): void {
  if (!deployment.notifications.isWanted('campaignCreatedNotification')) return
  const body = campaignNotification({
    Event: 'campaign_created',
    campaign: campaignEntity(deployment, campaign),
    ruleset: ruleset(campaign),
    placeholders: [],
    evaluationPosition: { groupId: 1, groupName: 'Root', position: campaign.id },
  })
  deployment.notifications.send('campaignCreatedNotification', body, causedBy)
}

/** A changed state is told as such; any other change as an edit. Both when both changed. */
export function notifyCampaignUpdated(
  deployment: Deployment,
  { old, changed }: { old: Campaign; changed: Campaign },
  causedBy: number,
): void {
  const { notifications, world } = deployment
  const now = world.clock.now()
  const [oldState, newState] = [frontendState(old, now), frontendState(changed, now)]
  const shared = {
    campaign: campaignEntity(deployment, changed),
    ruleset: ruleset(changed),
    placeholders: [],
  }
  if (oldState !== newState) {
    const item = { Event: 'campaign_state_changed', ...shared, oldState, newState }
    notifications.send('campaignStateChangedNotification', campaignNotification(item), causedBy)
  }
  if (isEdited(old, changed)) {
    const item = { Event: 'campaign_edited', ...shared, oldCampaign: campaignEntity(deployment, old) }
    notifications.send('campaignEditedNotification', campaignNotification(item), causedBy)
  }
}

const isEdited = (old: Campaign, changed: Campaign): boolean =>
  JSON.stringify({ ...old, state: '', updated: '' }) !==
  JSON.stringify({ ...changed, state: '', updated: '' })

export function notifyCampaignDeleted(deployment: Deployment, campaign: Campaign, causedBy: number): void {
  const item = {
    Event: 'campaign_deleted',
    campaign: campaignEntity(deployment, campaign),
    deletedAt: msToIso(deployment.world.clock.now()),
  }
  deployment.notifications.send('campaignDeletedNotification', campaignNotification(item), causedBy)
}
