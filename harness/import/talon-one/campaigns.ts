// Campaigns, codes and rules of several inputs put together. Codes and rules that do not say whose they are go to the one campaign
// that is there, or to one that holds the place.
import type { ApplicationCampaign, CampaignCodes, WorldPart } from '../world-part.ts'

type Rules = NonNullable<NonNullable<WorldPart['talonOne']>['rules']>[number]

interface Parts {
  campaigns: readonly ApplicationCampaign[]
  codes: readonly CampaignCodes[]
  rules: readonly Rules[]
}

/** Of a campaign that no input describes. */
const HELD = { name: 'FILL IN the campaign', features: ['referrals', 'coupons'] }

export function campaignsOf({ campaigns, codes, rules }: Parts): ApplicationCampaign[] {
  const byId = new Map(campaigns.map(one => [one.campaign.id, one]))
  const [only] = campaigns
  const owner = (id: number | undefined, applicationId = only?.applicationId ?? 1): number => {
    const wanted = id ?? only?.campaign.id ?? 1
    if (!byId.has(wanted)) byId.set(wanted, { applicationId, campaign: { id: wanted, ...HELD } })
    return wanted
  }
  for (const { campaignId, ...own } of rules) add(byId, owner(campaignId), own)
  for (const { campaignId, applicationId, kind, codes: list } of codes) {
    add(byId, owner(campaignId, applicationId), { [kind]: list })
  }
  return [...byId.values()]
}

/** A list that is there already grows. */
function add(
  byId: Map<number, ApplicationCampaign>,
  id: number,
  own: Readonly<Record<string, unknown>>,
): void {
  const known = byId.get(id)
  if (known === undefined) return
  const before = known.campaign as Record<string, unknown> & { id: number }
  const grown = Object.entries(own).map(([key, value]) => {
    const list = before[key]
    return [key, Array.isArray(list) && Array.isArray(value) ? [...list, ...value] : value]
  })
  byId.set(id, { ...known, campaign: { ...before, ...Object.fromEntries(grown) } })
}
