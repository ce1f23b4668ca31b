// The platforms that a third-party API key may be for, by their names in the Campaign Manager.
// [D] manage-third-party-api-keys; the values are `platform` of createApplicationAPIKey.

const NAMES: Record<string, string> = {
  customer_engagement: 'Customer Engagement Platform',
  customer_data: 'Customer Data Platform',
  braze: 'Braze',
  iterable: 'Iterable',
  segment: 'Segment',
  mparticle: 'mParticle',
  shopify: 'Shopify',
  salesforce: 'Salesforce',
}

export const OWN_INTEGRATION = 'none'

export const platformName = (platform: string): string =>
  platform === OWN_INTEGRATION ? 'none (own integration layer)' : (NAMES[platform] ?? platform)

export const PLATFORMS = Object.entries(NAMES).map(([value, label]) => ({ value, label }))
