// Pure: what a campaign is at an instant, and whether it is evaluated then. [D] Campaign.frontendState.
import { readInstant } from '../instant.ts'
import type { Application } from '../schemas/application.ts'
import type { Campaign } from '../schemas/campaign.ts'

export type FrontendState = 'archived' | 'disabled' | 'scheduled' | 'expired' | 'running'

export function frontendState(campaign: Campaign, at: number): FrontendState {
  if (campaign.state !== 'enabled') return campaign.state
  if (campaign.startTime !== undefined && instantOf(campaign.startTime) > at) return 'scheduled'
  if (campaign.endTime !== undefined && instantOf(campaign.endTime) <= at) return 'expired'
  return 'running'
}

/** The schema has let only instants in. */
const instantOf = (text: string): number => readInstant(text)?.at ?? Number.NaN

/** [D] evaluableCampaignIds of a dry request: those are evaluated, even if disabled, and no others. Archived ones never are. */
export function runsNow(
  campaign: Campaign,
  {
    application,
    now,
    evaluable,
  }: { application: Application; now: number; evaluable: readonly number[] | undefined },
): boolean {
  if (campaign.applicationId !== application.id || campaign.state === 'archived') return false
  return evaluable === undefined
    ? frontendState(campaign, now) === 'running'
    : evaluable.includes(campaign.id)
}
