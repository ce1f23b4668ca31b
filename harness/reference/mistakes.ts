// What people write wrongly: a place in a snippet and what stands there instead. The pages show what is said of it.
import type { NodeType } from '../../mocks/bloomreach/definition/node-schemas.ts'
import type { SectionName } from './sections.ts'

/** `right` is in the snippet, `wrong` takes its place. */
export type Mistake = readonly [right: string, wrong: string]

export const NODE_MISTAKES: Record<NodeType, readonly Mistake[]> = {
  now: [['connections: [[1, 2]]', 'connections: [[2, 1]]']],
  on_date: [['at: 2026-01-27T06:00:00Z', 'at: tomorrow']],
  on_date_attribute: [['before: 7 days', 'before: 36 hours']],
  repeat: [
    ['every: week', 'every: month'],
    ['timeZone: Europe/Berlin', 'timeZone: Berlin'],
  ],
  on_event: [
    ['operator: more than', 'operator: bigger'],
    ['event: purchase', 'events: purchase'],
  ],
  api_trigger: [['type: string', 'type: text']],
  wait: [
    ['period: 1 minute', 'period: 60'],
    ['timeout: 2 days', 'unit: days'],
  ],
  condition: [
    ['property: points', 'attribute: points'],
    ['[2, 4, else]', '[2, 4, otherwise]'],
  ],
  ab_split: [['share: 50 }]', 'share: 40 }]']],
  segmentation_fork: [['segments: [gold]', 'segments: [gold, gold]']],
  set_attribute: [['| default(0)', '| defualt(0)']],
  add_event: [['event: referral_invited', 'type: referral_invited']],
  limit: [['per: 1 day', 'per: day']],
  webhook: [
    ['response: json', 'respons: json'],
    ['{{ webhook.code }}', '{{ webhook.cod }}'],
    ['campaignId=373&', ''],
  ],
  email: [
    ['from: { name: Demo shop, address: shop@example.com }', 'from: shop@example.com'],
    ['    consentCategory: newsletter\n', ''],
  ],
  sms: [['text: "Hello', 'message: "Hello']],
  push: [['channel: mobile', 'channel: app']],
  not_imported: [['vendorType: loyalty-action, ', '']],
}

export const SECTION_MISTAKES: Record<SectionName, readonly Mistake[]> = {
  world: [['2026-01-05T09:00:00Z', '2026-01-05 09:00']],
  applications: [['id: 1', 'id: one']],
  'api-keys': [['platform: customer_engagement', 'platform: bloomreach']],
  campaigns: [
    ['"####-####"', '"# or so"'],
    ['features: [referrals, coupons, loyalty]', 'features: [referral]'],
  ],
  profiles: [['integrationId: ada@example.com', 'id: ada@example.com']],
  'management-keys': [['2030-01-01T00:00:00Z', 'never']],
  managers: [['email: manager@example.com, ', '']],
  attributes: [['entity: Referral', 'entity: referral']],
  'loyalty-programs': [['minPoints: 500', 'minPoints: many']],
  audiences: [['name: Advocates, ', '']],
  'talon-one-settings': [['campaignNotRunning', 'campaignNotRuning']],
  project: [['access: public', 'access: web']],
  'bloomreach-settings': [['readLagMs: 10000', 'readLagMs: 10s']],
  'consent-categories': [['legitimateInterest: true', 'legitimateInterest: yes']],
  customers: [
    ['action: accept', 'action: accepted'],
    ['consentCategories: [newsletter]', 'consentCategories: [news]'],
  ],
  integrations: [
    ['visibility: secret', 'visibility: hidden'],
    ['talonOne.deployment}', 'talonOne.deploymnt}'],
  ],
  scenarios: [['start: true', 'started: true']],
  segmentations: [['property: points', 'property: [points]']],
  'frequency-policies': [['per: 1 day', 'per: daily']],
  'throughput-policies': [['concurrencyLimit: 2', 'concurrencyLimit: 0']],
  'email-templates': [['subject: Welcome {{ customer.first_name }}', 'title: Welcome']],
  'html-blocks': [['id: footer, ', '']],
  snippets: [['text: ', 'html: ']],
  'suppression-list': [['qa@example.com', 'qa example']],
  'email-list-hygiene': [['emailListHygiene: default', 'emailListHygiene: on']],
  metrics: [['{ revenue: 1200.5 }', '[revenue]']],
  reports: [['[January, 12]', '[January]']],
  funnels: [['header: [step, customers], ', '']],
  catalogs: [['type: string', 'type: text']],
  recommendations: [['catalog: products', 'catalog: product']],
  'private-information': [['[phone]', 'phone']],
  'voucher-pools': [
    ['name: welcome', 'name: welcome codes'],
    ['AAA-2, AAA-3', 'AAA-1'],
  ],
}
