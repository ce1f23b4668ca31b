// A reader of campaign events, as an analyst would write it: what became of each action, by its status.

export interface CampaignRow {
  campaign: string
  action: string
  status: string
  recipient?: string
}

export function readCampaignEvent(event: unknown): CampaignRow {
  const { type, properties } = event as { type?: unknown; properties?: Record<string, unknown> }
  if (type !== 'campaign' || properties === undefined) throw new Error('this is no campaign event')
  const text = (name: string): string => {
    const value = properties[name]
    if (typeof value !== 'string' || value === '') throw new Error(`the event has no ${name}`)
    return value
  }
  const row = { campaign: text('campaign_name'), action: text('action_type'), status: text('status') }
  return row.action === 'email' ? { ...row, recipient: text('recipient') } : row
}
