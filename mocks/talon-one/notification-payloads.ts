// The bodies of outbound notifications, as the vendor's notification schemas describe them. There is none about referrals themselves.

import { msToIso } from '../kit/time/duration.ts'
import { type Deployment, USER_ID } from './deployment.ts'
import { frontendState } from './rules/campaign-state.ts'
import type { Campaign } from './schemas/campaign.ts'
import { campaignEntity } from './schemas/campaign-entity.ts'
import { couponEntity } from './schemas/codes/coupon.ts'
import { rulesetEntity } from './schemas/ruleset-entity.ts'
import type { Coupon } from './stores/codes/coupons.ts'
import type { Transaction } from './stores/loyalty/loyalty-ledger.ts'
import type { NotificationName } from './stores/notifications.ts'

function tell(
  { notifications }: Deployment,
  notification: NotificationName,
  { id: campaignId }: Campaign,
  change: Record<string, unknown>,
  causedBy: number,
): void {
  notifications.tellOfCampaign(notification, { campaignId, change }, causedBy)
}

export function notifyCampaignCreated(deployment: Deployment, campaign: Campaign, causedBy: number): void {
  if (!deployment.notifications.isWanted('campaignCreatedNotification')) return
  const change = {
    Event: 'campaign_created',
    campaign: campaignEntity(deployment, campaign),
    ruleset: rulesetEntity(campaign),
    placeholders: [],
    evaluationPosition: { ...evaluationGroup(campaign), position: campaign.id },
  }
  tell(deployment, 'campaignCreatedNotification', campaign, change, causedBy)
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
  const { world } = deployment
  const now = world.clock.now()
  const [oldState, newState] = [frontendState(old, now), frontendState(changed, now)]
  const shared = {
    campaign: campaignEntity(deployment, changed),
    ruleset: rulesetEntity(changed),
    placeholders: [],
  }
  if (oldState !== newState) {
    const item = { Event: 'campaign_state_changed', ...shared, oldState, newState }
    tell(deployment, 'campaignStateChangedNotification', changed, item, causedBy)
  }
  if (isEdited(old, changed)) {
    const item = { Event: 'campaign_edited', ...shared, oldCampaign: campaignEntity(deployment, old) }
    tell(deployment, 'campaignEditedNotification', changed, item, causedBy)
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
  tell(deployment, 'campaignDeletedNotification', campaign, item, causedBy)
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
  deployment: Deployment,
  transaction: Transaction,
  causedBy: number,
): void {
  notifyPoints(deployment, transaction, causedBy)
  deployment.pendingPoints.announce(transaction, causedBy)
}

function notifyPoints(deployment: Deployment, transaction: Transaction, causedBy: number): void {
  const { notifications, loyalty, world } = deployment
  const change = {
    Amount: transaction.amount,
    Reason: transaction.name,
    Operation: transaction.type,
    StartDate: isoOf(transaction.startsAt),
    ExpiryDate: isoOf(transaction.expiresAt),
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
  notifications.send(
    'addedDeductedPointsNotification',
    { ...shared, NotificationType: type, ...change },
    causedBy,
  )
  if (!notifications.isWanted('addedDeductedPointsBalancesNotification')) return
  const body = {
    ...shared,
    NotificationType: 'LoyaltyAddedDeductedPointsBalances',
    Actions: [change],
    CurrentPoints: loyalty.balance(transaction, transaction.subledgerId, world.clock.now()).active,
  }
  notifications.send('addedDeductedPointsBalancesNotification', body, causedBy)
}

const isoOf = (at: number | undefined) => (at === undefined ? undefined : msToIso(at))
