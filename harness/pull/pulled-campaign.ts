// What of a campaign decides what is asked next.
import type { Fields } from '../import/shapes.ts'

export interface PulledCampaign {
  id: number
  applicationId: number
  name: string
  activeRulesetId: number | undefined
  features: readonly unknown[]
}

export const campaignOf = (one: Fields, applicationId: number): PulledCampaign => ({
  id: Number(one.id),
  applicationId,
  name: String(one.name),
  activeRulesetId: typeof one.activeRulesetId === 'number' ? one.activeRulesetId : undefined,
  features: Array.isArray(one.features) ? one.features : [],
})
