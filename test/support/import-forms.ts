// A small good file of every form that import reads, and how its fields are counted.
import { mail, onEvent, wire } from './clipboard.ts'

const { id: _, type: __, ...letter } = mail(1)

/** JSON; where the shape does not say the form, its name does. */
export const FORMS: Readonly<Record<string, unknown>> = {
  'mcp-scenario': {
    structuredContent: {
      success: true,
      data: { id: 's', name: 'S', nodes: [onEvent(1), mail(2)], connections: [wire(1, 0, 2)] },
    },
  },
  'mcp-email-campaign': { ...letter, name: 'Spring', split: { variants: [{ design: { data: {} } }] } },
  'widget-webhook': {
    webhook: {
      url: 'https://example.com/{{ x }}',
      method: 'POST',
      response_handling: 'json',
      headers: [{ name: 'A', value: 'b', type: 'public' }],
      auth: { type: 'basic', username: 'u', password: 'p' },
    },
  },
  'consent-categories': {
    results: [
      { id: 'a', legitimate_interest: false, sources: { crm: true }, translations: { '': { name: 'A' } } },
    ],
  },
  'customer-schema': {
    properties: [{ property: 'email', type: 'string', private: true }],
    ids: [{ name: 'registered', type: 'hard' }],
  },
  'event-schema': {
    events: [
      {
        type: 'buy',
        properties: { default_group: { properties: [{ property: 'card', type: 'string', private: true }] } },
      },
    ],
  },
  'customers-json': {
    header: ['registered', 'points'],
    rows: [
      ['ada', 1],
      ['bob', null],
    ],
  },
  'customers-list': [
    { ids: { registered: 'ada', cookie: ['a', 'b'] }, properties: { note: '# x', deep: { a: [1] } } },
  ],
  'talon-one-campaigns': {
    data: [
      {
        id: 7,
        applicationId: 1,
        name: 'F',
        state: 'enabled',
        features: ['referrals'],
        limits: [{ action: 'createReferral', limit: 1, entities: ['Profile'] }],
        attributes: { a: 'b' },
      },
    ],
  },
  'talon-one-rulesets': {
    campaignId: 7,
    promotionRules: [
      {
        title: 'R',
        blocks: [
          { id: 'b', type: 'checkCoupon' },
          { type: 'awardDiscount', name: 'T', value: 10 },
        ],
      },
    ],
    strikethroughRules: [],
  },
  'talon-one-applications': {
    data: [
      {
        id: 1,
        name: 'Shop',
        timezone: 'Europe/Vienna',
        currency: 'EUR',
        attributesSettings: { mandatory: { campaigns: [], coupons: ['note'] } },
      },
    ],
  },
  'talon-one-attributes': {
    data: [{ id: 5, entity: 'Referral', name: 'note', title: 'Note', type: 'string', description: '' }],
  },
  'talon-one-audiences': { data: [{ id: 9, name: 'Loyal', sandbox: false, subscribedApplicationsIds: [1] }] },
  'talon-one-loyalty-programs': {
    data: [{ id: 4, name: 'points', tiers: [{ id: 1, name: 'Gold', minPoints: 100, programID: 4 }] }],
  },
  'talon-one-profiles': {
    data: [{ id: 1, integrationId: 'ada@example.com', attributes: { city: 'Graz' }, totalSales: 3 }],
  },
}

export const CSVS: Readonly<Record<string, string>> = {
  vouchers: 'code\nA-1\nA-2\n',
  customers: 'registered,email,points\nada,ada@example.com,1\nbob,"b ""x""\ny",\n',
  referrals: 'code,advocateprofileintegrationid,attributes\nADA-1,ada,"{""a"":1}"\n',
  coupons: 'value,limitval,expirydate\nSPRING,1,2030-01-01T00:00:00Z\n',
}

/** Pointers to everything that is no object or list, or an empty one. */
export function leavesOf(value: unknown, pointer = ''): string[] {
  const keys = typeof value === 'object' && value !== null ? Object.keys(value) : []
  if (keys.length === 0) return [pointer]
  return keys.flatMap(key =>
    leavesOf(
      (value as Record<string, unknown>)[key],
      `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`,
    ),
  )
}

/** Those whose shape does not say what they are. */
export const asOf = (form: string): string[] =>
  /^talon-one-(?:applications|attributes|audiences|loyalty-programs|profiles)$/.test(form)
    ? ['--as', form]
    : []
