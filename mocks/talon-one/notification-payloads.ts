// The bodies of outbound notifications, as the vendor's notification schemas describe them. There is none about referrals themselves.
import { msToIso } from '../kit/time/duration.ts'
import { type Deployment, USER_ID } from './deployment.ts'
import { isoIfAny } from './instant.ts'
import { frontendState } from './rules/campaign-state.ts'
import type { Campaign } from './schemas/campaign.ts'
import { campaignEntity } from './schemas/campaign-entity.ts'
import { couponEntity } from './schemas/codes/coupon.ts'
import { rulesetEntity } from './schemas/ruleset-entity.ts'
import type { Coupon } from './stores/codes/coupons.ts'
import type { Transaction } from './stores/loyalty/loyalty-ledger.ts'

export function notifyCampaignCreated(deployment: Deployment, campaign: Campaign, causedBy: number): void {
  const { notifications } = deployment
  if (!notifications.isWanted('campaignCreatedNotification')) return
  const change = {
    Event: 'campaign_created',
    campaign: campaignEntity(deployment, campaign),
    ruleset: rulesetEntity(campaign),
    placeholders: [],
    evaluationPosition: { ...evaluationGroup(campaign), position: campaign.id },
  }
  notifications.tellOfCampaign('campaignCreatedNotification', { campaignId: campaign.id, change }, causedBy)
}

/** What a group is called is set up in the UI only. */
const evaluationGroup = ({ evaluationGroupId: groupId = 1 }: Campaign) => ({
  groupId,
  groupName: groupId === 1 ? 'Root' : `Group ${groupId}`,
})

/** A changed state is told as such; any other change as an edit. Both when both changed. */
export function notifyCampaignUpdated(
  deployment: Deployment,
  { old, changed }: { old: Campaign; changed: Campaign },
  causedBy: number,
): void {
  const { world, notifications } = deployment
  const { id: campaignId } = changed
  const now = world.clock.now()
  const [oldState, newState] = [frontendState(old, now), frontendState(changed, now)]
  const shared = {
    campaign: campaignEntity(deployment, changed),
    ruleset: rulesetEntity(changed),
    placeholders: [],
  }
  if (oldState !== newState) {
    const change = { Event: 'campaign_state_changed', ...shared, oldState, newState }
    notifications.tellOfCampaign('campaignStateChangedNotification', { campaignId, change }, causedBy)
  }
  if (isEdited(old, changed)) {
    const change = { Event: 'campaign_edited', ...shared, oldCampaign: campaignEntity(deployment, old) }
    notifications.tellOfCampaign('campaignEditedNotification', { campaignId, change }, causedBy)
  }
}

const isEdited = (old: Campaign, changed: Campaign): boolean =>
  JSON.stringify({ ...old, state: '', updated: '' }) !==
  JSON.stringify({ ...changed, state: '', updated: '' })

export function notifyCampaignDeleted(deployment: Deployment, campaign: Campaign, causedBy: number): void {
  const change = {
    Event: 'campaign_deleted',
    campaign: campaignEntity(deployment, campaign),
    deletedAt: msToIso(deployment.world.clock.now()),
  }
  const of = { campaignId: campaign.id, change }
  deployment.notifications.tellOfCampaign('campaignDeletedNotification', of, causedBy)
}

/** [D] createCouponData: also for coupons that a rule creates. */
export function notifyCouponCreated(deployment: Deployment, coupon: Coupon, causedBy: number): void {
  if (!deployment.notifications.isWanted('createCouponData')) return
  const body = {
    TypeOfChange: 'rule_engine',
    Operation: 'CouponCreated',
    EmployeeName: '',
    NotificationType: 'CouponCreated',
    totalResultSize: 1,
    data: [{ ...couponEntity(coupon), ApplicationId: coupon.applicationId }],
  }
  deployment.notifications.send('createCouponData', body, causedBy)
}

/** [D] addedDeductedPoints, with and without balances; points that begin later are told of when they do. */
export function notifyPointsChanged(
  { notifications, loyalty, world, pendingPoints }: Deployment,
  transaction: Transaction,
  causedBy: number,
): void {
  pendingPoints.announce(transaction, causedBy)
  const change = {
    Amount: transaction.amount,
    Reason: transaction.name,
    Operation: transaction.type,
    StartDate: isoIfAny(transaction.startsAt),
    ExpiryDate: isoIfAny(transaction.expiresAt),
    TransactionUUID: transaction.uuid,
  }
  const shared = {
    EmployeeName: '',
    LoyaltyProgramID: transaction.programId,
    ProfileIntegrationID: transaction.integrationId,
    SessionIntegrationID: transaction.sessionId ?? '',
    SubledgerID: transaction.subledgerId,
    TypeOfChange: 'rule_engine',
    UserID: USER_ID,
  }
  const type = transaction.type === 'addition' ? 'LoyaltyPointsAdded' : 'LoyaltyPointsDeducted'
  const told = { ...shared, NotificationType: type, ...change }
  notifications.send('addedDeductedPointsNotification', told, causedBy)
  if (!notifications.isWanted('addedDeductedPointsBalancesNotification')) return
  const body = {
    ...shared,
    NotificationType: 'LoyaltyAddedDeductedPointsBalances',
    Actions: [change],
    CurrentPoints: loyalty.balance(transaction, transaction.subledgerId, world.clock.now()).active,
  }
  notifications.send('addedDeductedPointsBalancesNotification', body, causedBy)
}
