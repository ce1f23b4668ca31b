// Nodes as the vendor's editor copies them, in words of our own: a test names only what matters to it.

export type VendorNode = Record<string, unknown> & { id: number; type: string }

const at = { x: 100, y: 40 }
const saved = { ...at, version: 1 }
const palette = { ...at, label: 'A node', icon: 'circle', tourId: 'palette-node', touched: false }

export const onEvent = (id: number, more: object = {}): VendorNode => ({
  id,
  type: 'on-event-trigger',
  delay_seconds: 0,
  event: { type: 'friend_invited', filter: [] },
  ...saved,
  ...more,
})

export const daily = (id: number, more: object = {}): VendorNode => ({
  id,
  type: 'repeated-trigger',
  repeat: 'daily',
  times: [{ hour: 9, minute: 30 }],
  timezone: 'Europe/Bratislava',
  from_date: null,
  to_date: null,
  ...palette,
  ...more,
})

export const onDateAttribute = (id: number): VendorNode => ({
  id,
  type: 'on-date-attribute-trigger',
  trigger_period: 'annually',
  timezone: 'Europe/Bratislava',
  times: [{ hour: 8, minute: 0 }],
  ...palette,
})

export const mail = (id: number, more: object = {}, data: object = {}): VendorNode => ({
  id,
  type: 'send-email-action',
  name: 'Invitation',
  consent_category: 'other',
  general_consent: false,
  consent_category_tracking: null,
  frequency_policy: 'unlimited-policy',
  throughput_policy_id: null,
  recipient_email: '',
  recipient_name: '',
  communication_type: '',
  transfer_identity: true,
  transfer_user_identity: 'first_click',
  custom_event_properties: [],
  custom_headers: null,
  url_params: null,
  content_sources: [],
  unsubscribe_list: null,
  precedence_bulk: false,
  uses_2tnn: false,
  concurrency_limit: null,
  template_id: null,
  bee_free_html_output: null,
  email_on_acid_test_id: null,
  cached_email_hash: '5f'.repeat(32),
  design: {
    type: 'raw',
    data: {
      subject: 'Your friend {{ customer.first_name }}',
      preheader: 'A gift for both of you',
      jinja_html: '<p>Hello {{ customer.first_name }},</p>\n<p>bring a friend.</p>\n',
      sender_email: 'shop@example.com',
      sender_name: 'Demo shop',
      reply_to: null,
      file_ids: [],
      translations: {},
      provider: { type: 'channel_extension', channel_extension_id: 'c0ffee00c0ffee00c0ffee00' },
      ...data,
    },
  },
  ...saved,
  ...more,
})

export const wait = (id: number, more: object = {}): VendorNode => ({
  id,
  type: 'wait-action',
  count: 3,
  units: 'days',
  count_template: '{{ 3 }}',
  optimize: { type: 'click' },
  ...palette,
  ...more,
})

export const condition = (id: number, more: object = {}): VendorNode => ({
  id,
  type: 'condition',
  name: 'Unnamed condition',
  customer_filter: { filters: [], formula: '' },
  evaluate_jinja: false,
  ...palette,
  ...more,
})

export const limit = (id: number, more: object = {}): VendorNode => ({
  id,
  type: 'limit',
  name: 'Unnamed limit',
  steps: [{ limit: 100, group: null }],
  reset: null,
  ...palette,
  ...more,
})

export const split = (id: number, more: object = {}): VendorNode => ({
  id,
  type: 'ab-split',
  name: 'Unnamed split',
  variants: [
    { name: 'Variant A', percentage: 60, id: 1 },
    { name: 'Control group', percentage: 40, id: 2 },
  ],
  highest_variant_id_used: 2,
  ...palette,
  ...more,
})

export const contextualSplit = (id: number): VendorNode => ({
  id,
  type: 'ab-split-contextual',
  variants: [
    { name: 'Variant A', id: 1, reward: null },
    { name: 'Variant B', id: 2, reward: null },
  ],
  frozen: false,
  optimization_target: { type: 'click' },
  optimization_goals_events: [],
  periodicity: { type: 'spread', spread: { count: 1, units: 'days' } },
  bandit_definition: { attributes: [], predefined_features: { device: true }, predefined: 'all' },
  traffic_distribution: { contextual_personalization: 80, control_group: 10, manual_ab_test: 10 },
  ...palette,
})

export const fork = (id: number, more: object = {}): VendorNode => ({
  id,
  type: 'segmentation-fork',
  name: 'Unnamed fork',
  segmentation_id: null,
  segments: [],
  ...palette,
  ...more,
})

export const wire = (from: number, connector: number, to: number) => ({
  source: { node_id: from, connector_index: connector },
  destination: { node_id: to, connector_index: 0 },
})

export const clipboardOf = (nodes: readonly unknown[], connections: readonly unknown[] = []) => ({
  scenarioId: '0123456789abcdef01234567',
  appVersion: 'v1.310.0-0-gabcdef01',
  copiedData: { nodes, connections },
})

/** One of each type whose form is public, and one wire: as a draft looks that was just begun. */
export const tenTypes = () =>
  clipboardOf(
    [
      onEvent(1),
      mail(2),
      daily(3),
      onDateAttribute(4),
      wait(5),
      condition(6),
      limit(7),
      split(8),
      contextualSplit(9),
      fork(10),
    ],
    [wire(1, 0, 2)],
  )
