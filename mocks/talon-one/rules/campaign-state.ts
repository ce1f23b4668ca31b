// Pure: what a campaign is at an instant. [D] Campaign.frontendState.
import { readInstant } from '../instant.ts'
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
