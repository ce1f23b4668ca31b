// The parts of a world that have a page each: where they stand in a world file, and what the vendors call them.
export interface Section {
  title: string
  /** The keys that lead there; a list and a map are stepped into. */
  path: readonly string[]
  /** In the vendor's UI, as its documentation writes it. */
  called: string
}

const talonOne = (title: string, key: string, called: string): Section => ({
  title,
  path: ['talonOne', key],
  called,
})
const ofApplication = (title: string, key: string, called: string): Section => ({
  title,
  path: ['talonOne', 'applications', key],
  called,
})
const bloomreach = (title: string, key: string, called: string): Section => ({
  title,
  path: ['bloomreach', key],
  called,
})

export const SECTIONS = {
  world: { title: 'World', path: [], called: 'nothing: it is the file itself' },
  applications: talonOne('Applications', 'applications', 'Application'),
  'api-keys': ofApplication(
    'API keys',
    'apiKeys',
    'Application, Settings > Developer settings > Create API Key',
  ),
  campaigns: ofApplication(
    'Campaigns',
    'campaigns',
    'campaign, with its Rule Builder, Referral settings and Budgets',
  ),
  profiles: ofApplication('Profiles', 'profiles', 'customer profile'),
  'management-keys': talonOne('Management keys', 'managementKeys', 'Account > Management API keys'),
  managers: talonOne('Managers', 'managers', 'user of the Campaign Manager'),
  attributes: talonOne('Attributes', 'attributes', 'attribute, built-in ones aside'),
  'loyalty-programs': talonOne('Loyalty programs', 'loyaltyPrograms', 'loyalty program'),
  audiences: talonOne('Audiences', 'audiences', 'audience'),
  'talon-one-settings': talonOne(
    'Settings of Talon.One',
    'settings',
    'nothing: they are switches of the emulator',
  ),
  project: bloomreach('Project', 'project', 'Project settings > Access management > API'),
  'bloomreach-settings': bloomreach(
    'Settings of Bloomreach',
    'settings',
    'nothing: they are switches of the emulator',
  ),
  'consent-categories': bloomreach(
    'Consent categories',
    'consentCategories',
    'Project settings > Privacy management > Consents',
  ),
  customers: bloomreach('Customers', 'customers', 'customer, with attributes, consents and events'),
  integrations: bloomreach(
    'Integrations',
    'integrations',
    'Data & Assets > Integrations: HTTP Authentication Schemas, Webhook preset',
  ),
  scenarios: bloomreach('Scenarios', 'scenarios', 'Campaigns > Scenarios'),
  segmentations: bloomreach('Segmentations', 'segmentations', 'segmentation'),
  'frequency-policies': bloomreach(
    'Frequency policies',
    'frequencyPolicies',
    'Project settings > Campaigns > Privacy management > Frequency policy',
  ),
  'throughput-policies': bloomreach('Throughput policies', 'throughputPolicies', 'throughput policy'),
  'email-templates': bloomreach(
    'Email templates',
    'emailTemplates',
    'email template of the transactional email API',
  ),
  'html-blocks': bloomreach('HTML blocks', 'htmlBlocks', 'HTML block'),
  snippets: bloomreach('Snippets', 'snippets', 'snippet'),
  'suppression-list': bloomreach('Suppression list', 'suppressionList', 'suppression list'),
  'email-list-hygiene': bloomreach('Email list hygiene', 'emailListHygiene', 'email list hygiene filter'),
  metrics: bloomreach('Metrics', 'metrics', 'metric'),
  reports: bloomreach('Reports', 'reports', 'report'),
  funnels: bloomreach('Funnels', 'funnels', 'funnel'),
  catalogs: bloomreach('Catalogs', 'catalogs', 'catalog'),
  recommendations: bloomreach('Recommendations', 'recommendations', 'recommendation'),
  'private-information': bloomreach(
    'Private information',
    'privateInformation',
    'data manager, flag of personal data',
  ),
  'voucher-pools': bloomreach('Voucher pools', 'voucherPools', 'voucher pool'),
} as const satisfies Record<string, Section>

export type SectionName = keyof typeof SECTIONS
