// Pure: what a campaign is at an instant, and whether it is evaluated then. [D] Campaign.frontendState.
import { type Instant, readInstant } from '../instant.ts'
import type { Application } from '../schemas/application.ts'
import type { Campaign } from '../schemas/campaign.ts'
import type { Who } from '../stores/budgets.ts'

export type FrontendState = 'archived' | 'disabled' | 'scheduled' | 'expired' | 'running'

export function frontendState(campaign: Campaign, at: number): FrontendState {
  if (campaign.state !== 'enabled') return campaign.state
  if (campaign.startTime !== undefined && instantOf(campaign.startTime) > at) return 'scheduled'
  if (campaign.endTime !== undefined && instantOf(campaign.endTime) <= at) return 'expired'
  return 'running'
}

/** The schema has let only instants in. */
const instantOf = (text: string): number => readInstant(text)?.at ?? Number.NaN

export interface RedemptionAttempt {
  /** Its profile is empty in an anonymous session. */
  who: Who
  /** [D] evaluableCampaignIds of a dry request: these campaigns are evaluated even if they are disabled, and no others. */
  evaluable?: readonly number[] | undefined
}

/** Why a code cannot be redeemed by anybody now; a reason begins with Coupon or Referral. */
export function reasonOfTime(
  campaign: Campaign,
  { startDate, expiryDate }: { startDate?: Instant | undefined; expiryDate?: Instant | undefined },
  { who: { now }, evaluable }: RedemptionAttempt,
) {
  // [D] campaignExclusionReason, CampaignNotInEvaluationSet: for example an archived campaign.
  if (campaign.state === 'archived') return 'PartOfNotTriggeredCampaign'
  const isWanted = evaluable?.includes(campaign.id) ?? false
  if (!isWanted && frontendState(campaign, now) !== 'running') return 'PartOfNotRunningCampaign'
  if (startDate !== undefined && startDate.at > now) return 'StartDateInFuture'
  return expiryDate !== undefined && expiryDate.at <= now ? 'Expired' : undefined
}

/** [D] evaluableCampaignIds of a dry request: those are evaluated, even if disabled, and no others. Archived ones never are. */
export function runsNow(
  campaign: Campaign,
  of: { application: Application; now: number; evaluable: readonly number[] | undefined },
): boolean {
  const { application, now, evaluable } = of
  if (campaign.applicationId !== application.id || campaign.state === 'archived') return false
  return evaluable?.includes(campaign.id) ?? frontendState(campaign, now) === 'running'
}
