// One good call for each operation that Talon.One's emulator serves, and a shop where all of them succeed.
import { once } from '../../mocks/kit/once.ts'
import {
  copiesOf,
  DEPLOYMENT,
  type GivenTalonOne,
  type KeyPlatform,
  startTalonOne,
  type TestTalonOne,
} from './talon-one.ts'

export type Fields = Record<string, unknown>

export interface GoodCall {
  path: string
  /** Parameters in the query; those in `required` are refused when they are left out. */
  query?: Fields
  body?: Fields
  required?: string[]
  /** [D] UpdateReferral allows no other field; the others ignore what they do not know. */
  isClosed?: true
}

const ADA = 'ada@example.com'
const START = '2026-06-01T00:00:00Z'
const LONG_AGO = '2020-01-01T00:00:00Z'
const END = '2027-06-01T00:00:00Z'
const REFERRAL = {
  campaignId: 373,
  advocateProfileIntegrationId: ADA,
  friendProfileIntegrationId: 'bob',
  startDate: START,
  expiryDate: END,
  usageLimit: 1,
}
const REFERRAL_NEEDS = ['campaignId', 'advocateProfileIntegrationId']
const COUPON = { applicationId: 1, campaignId: 373, startDate: START, expiryDate: END, usageLimit: 1 }
const LEDGER = { loyaltyProgramId: 7, profileIntegrationId: ADA }
const AUDIENCE = { audienceId: 'news', audienceName: 'Newsletter' }
const ATTRIBUTE = {
  entity: 'Referral',
  name: 'source',
  title: 'Source',
  type: 'string',
  description: '',
  suggestions: [],
  editable: true,
}
const CAMPAIGN = { name: 'C', startTime: START, endTime: END, tags: [], features: ['referrals'], limits: [] }
const A = '/v1/applications/1'
const C = `${A}/campaigns/373`
const PROFILE_OF_7 = `/v1/loyalty_programs/7/profile/${ADA}`
const CARD = '/v1/loyalty_programs/9/cards/card-1'
const PAGE = { pageSize: 10, skip: 0 }
const RANGE = { rangeStart: START, rangeEnd: END }

/** By operation. Those with neither query nor body have nothing that could be wrong but their path. */
export const GOOD: Record<string, GoodCall> = {
  'cep/createReferral': { path: '/customer_engagement/referral', query: REFERRAL, required: REFERRAL_NEEDS },
  'cep/createCoupon': {
    path: '/customer_engagement/coupon',
    query: { ...COUPON, externalCampaignId: 'spring', discountLimit: 5, identifier: 'i1' },
    required: ['applicationId', 'campaignId', 'externalCampaignId'],
  },
  'cep/loyalty': { path: '/customer_engagement/loyalty', query: LEDGER, required: Object.keys(LEDGER) },
  'cep/addLoyaltyPoints': {
    path: '/customer_engagement/add_loyalty_points',
    body: { ...LEDGER, points: 5, subledgerId: 'summer' },
    required: [...Object.keys(LEDGER), 'points'],
  },
  'braze/createReferral': {
    path: '/braze/referral',
    body: { ...REFERRAL, deploymentUrl: DEPLOYMENT, attributes: { channel: 'web' } },
    required: [...REFERRAL_NEEDS, 'deploymentUrl'],
  },
  'braze/createCoupon': {
    path: '/braze/coupon',
    body: { ...COUPON, deploymentUrl: DEPLOYMENT, identifier: 'dispatch-1' },
    required: ['applicationId', 'campaignId', 'deploymentUrl', 'identifier'],
  },
  'braze/createCouponReservation': {
    path: '/braze/coupon_reservation',
    body: { deploymentUrl: DEPLOYMENT, couponValue: 'RESERVABLE', integrationId: ADA },
    required: ['deploymentUrl', 'couponValue', 'integrationId'],
  },
  'braze/trackEvent': {
    path: '/braze/event',
    body: {
      identifier: 'e1',
      eventType: 'signup',
      type: 'string',
      customerProfileId: ADA,
      eventAttributes: { source: 'mail' },
    },
    required: ['identifier', 'eventType', 'type', 'customerProfileId'],
  },
  'iterable/createReferral': {
    path: '/iterable/referral',
    query: { ...REFERRAL, deployment: DEPLOYMENT },
    required: [...REFERRAL_NEEDS, 'deployment'],
  },
  'iterable/createCoupon': {
    path: '/iterable/coupon',
    query: { ...COUPON, deployment: DEPLOYMENT, iterableCampaignId: 'spring' },
    required: ['applicationId', 'campaignId', 'deployment', 'iterableCampaignId'],
  },
  'iterable/loyalty': {
    path: '/iterable/loyalty',
    query: { ...LEDGER, deployment: DEPLOYMENT },
    required: [...Object.keys(LEDGER), 'deployment'],
  },
  'cdp/updateCustomerProfile': {
    path: '/cdp/customer_profile/bob',
    body: { attributes: { shoe: 44 }, audiencesChanges: { adds: [5], deletes: [] } },
  },
  'cdp/updateCustomerProfileAudiences': {
    path: '/cdp/customer_profile/bob/audiences',
    body: { data: { adds: ['friends'], deletes: [] } },
    required: ['data'],
  },
  'cdp/updateCustomerProfilesAudiences': {
    path: '/cdp/customer_profiles/audiences',
    body: { data: [{ customerProfileId: 'bob', adds: [5] }] },
    required: ['data'],
  },
  'cdp/v2/updateCustomerProfilesAudiences': {
    path: '/cdp/v2/customer_profiles/audiences',
    body: { data: [{ customerProfileId: 'bob', adds: ['friends'] }] },
    required: ['data'],
  },
  'cdp/createAudience': { path: '/cdp/audiences', body: AUDIENCE, required: Object.keys(AUDIENCE) },
  'cdp/updateAudience': {
    path: '/cdp/audiences/friends',
    body: AUDIENCE,
    required: Object.keys(AUDIENCE),
  },
  'cdp/deleteAudience': { path: '/cdp/audiences/friends' },
  createReferral: {
    path: '/v1/referrals',
    body: { ...REFERRAL, attributes: { channel: 'web' } },
    required: REFERRAL_NEEDS,
  },
  createReferralsForMultipleAdvocates: {
    path: '/v1/referrals_for_multiple_advocates',
    query: { silent: 'no' },
    body: {
      campaignId: 373,
      advocateProfileIntegrationIds: [ADA],
      startDate: START,
      expiryDate: END,
      usageLimit: 1,
      validCharacters: ['A', 'B'],
      referralPattern: '########',
    },
    required: ['campaignId', 'advocateProfileIntegrationIds'],
  },
  updateCustomerSessionV2: {
    path: '/v2/customer_sessions/s1',
    query: { dry: false },
    body: { customerSession: { profileId: 'bob', state: 'closed' }, responseContent: ['customerSession'] },
    required: ['customerSession'],
  },
  getCustomerSession: { path: '/v2/customer_sessions/old' },
  reopenCustomerSession: { path: '/v2/customer_sessions/old/reopen' },
  updateCustomerProfileV2: {
    path: '/v2/customer_profiles/bob',
    query: { runRuleEngine: true, dry: false },
    body: { attributes: { shoe: 44 }, audiencesChanges: { adds: [5], deletes: [] }, responseContent: [] },
  },
  returnCartItems: {
    path: '/v2/customer_sessions/bought/returns',
    query: { dry: false },
    body: {
      return: { returnedCartItems: [{ position: 0, quantity: 1 }] },
      responseContent: ['customerSession'],
    },
    required: ['return'],
  },
  updateCustomerSession: {
    path: '/v1/customer_sessions/v1',
    body: { profileId: 'bob', coupon: '', referral: '', state: 'closed', total: 80 },
  },
  updateCustomerProfile: { path: '/v1/customer_profiles/bob', body: { attributes: { shoe: 44 } } },
  trackEvent: {
    path: '/v1/events',
    body: { profileId: 'bob', type: 'signup', attributes: { source: 'mail' } },
    required: ['profileId', 'type'],
  },
  updateCustomerProfilesV2: {
    path: '/v2/customer_profiles',
    query: { silent: 'no' },
    body: { customerProfiles: [{ integrationId: 'bob', attributes: { shoe: 44 } }] },
  },
  trackEventV2: {
    path: '/v2/events',
    query: { silent: 'no', dry: false },
    body: { profileId: 'bob', type: 'signup', attributes: { source: 'mail' }, responseContent: ['event'] },
    required: ['type'],
  },
  getCustomerInventory: {
    path: `/v1/customer_profiles/${ADA}/inventory`,
    query: { profile: true, referrals: true, coupons: true, loyalty: true },
  },
  createCouponReservation: {
    path: '/v1/coupon_reservations/RESERVABLE',
    body: { integrationIDs: [ADA] },
    required: ['integrationIDs'],
  },
  deleteCouponReservation: {
    path: '/v1/coupon_reservations/RESERVABLE',
    body: { integrationIDs: [ADA] },
    required: ['integrationIDs'],
  },
  getReservedCustomers: { path: '/v1/coupon_reservations/customerprofiles/RESERVABLE' },
  getLoyaltyProgramProfileTransactions: {
    path: `${PROFILE_OF_7}/transactions`,
    query: { ...PAGE, startDate: LONG_AGO, endDate: END },
  },
  getLoyaltyProgramProfilePoints: { path: `${PROFILE_OF_7}/points`, query: PAGE },
  joinLoyaltyProgram: { path: '/v1/loyalty_programs/7/profile/eve/join' },
  getLoyaltyLedgerBalances: {
    path: `${PROFILE_OF_7}/ledger_balances`,
    query: { endDate: END, includeTiers: true },
  },
  getLoyaltyProgramProfileLedgerTransactions: {
    path: `${PROFILE_OF_7}/ledger_transactions`,
    query: { ...PAGE, startDate: LONG_AGO, endDate: END },
  },
  getLoyaltyProgramTransactions: {
    path: '/v1/loyalty_programs/7/transactions',
    query: { ...PAGE, startDate: LONG_AGO, endDate: END },
  },
  getLoyaltyPoints: { path: PROFILE_OF_7 },
  generateLoyaltyCard: {
    path: '/v1/loyalty_programs/9/cards',
    body: { status: 'active', customerProfileIds: ['bob'], cardIdentifier: 'card-2' },
  },
  linkLoyaltyCardToProfile: {
    path: '/v2/loyalty_programs/9/cards/card-1/link_profile',
    body: { integrationId: 'bob' },
    required: ['integrationId'],
  },
  unlinkLoyaltyCardFromProfile: {
    path: '/v2/loyalty_programs/9/cards/card-1/unlink_profile',
    body: { integrationId: ADA },
    required: ['integrationId'],
  },
  getLoyaltyCardBalances: { path: `${CARD}/balances`, query: { endDate: END } },
  getLoyaltyCardTransactions: {
    path: `${CARD}/transactions`,
    query: { ...PAGE, startDate: LONG_AGO, endDate: END },
  },
  getLoyaltyCardPoints: { path: `${CARD}/points`, query: PAGE },
  addLoyaltyCardPoints: { path: `${CARD}/add_points`, body: { points: 5 }, required: ['points'] },
  deductLoyaltyCardPoints: { path: `${CARD}/deduct_points`, body: { points: 1 }, required: ['points'] },
  createAudienceV2: {
    path: '/v2/audiences',
    body: { name: 'New', integration: 'segment', integrationId: 'new', subscribedApplicationsIds: [1] },
    required: ['name'],
  },
  updateAudienceV2: {
    path: '/v2/audiences/5',
    body: { name: 'Renamed', subscribedApplicationsIds: [1] },
    required: ['name'],
  },
  deleteAudienceV2: { path: '/v2/audiences/5' },
  deleteAudienceMembershipsV2: { path: '/v2/audiences/5/memberships' },
  updateCustomerProfileAudiences: {
    path: '/v2/customer_audiences',
    body: { data: [{ action: 'add', profileIntegrationId: 'bob', audienceId: 5 }] },
  },
  // Each field is an attribute, so that no other is ignored.
  updateAudienceCustomersAttributes: {
    path: '/v2/audience_customers/5/attributes',
    body: {},
    isClosed: true,
  },
  deleteCustomerData: { path: '/v1/customer_data/bob' },
  addLoyaltyPoints: {
    path: `${PROFILE_OF_7}/add_points`,
    body: { points: 5, subledgerId: 'summer', validityDuration: 'unlimited', pendingUntil: START },
    required: ['points'],
  },
  removeLoyaltyPoints: {
    path: `${PROFILE_OF_7}/deduct_points`,
    body: { points: 1, name: 'Spent' },
    required: ['points'],
  },
  createCoupons: {
    path: `${C}/coupons`,
    query: { silent: 'no' },
    body: {
      numberOfCoupons: 2,
      usageLimit: 1,
      discountLimit: 5,
      startDate: START,
      expiryDate: END,
      couponPattern: 'NEW-####',
    },
    required: ['numberOfCoupons', 'usageLimit'],
  },
  createCouponsForMultipleRecipients: {
    path: `${C}/coupons_with_recipients`,
    query: { silent: 'no' },
    body: { recipientsIntegrationIds: [ADA, 'bob'], usageLimit: 1, startDate: START, expiryDate: END },
    required: ['recipientsIntegrationIds', 'usageLimit'],
  },
  getCouponsWithoutTotalCount: {
    path: `${C}/coupons/no_total`,
    query: { ...PAGE, createdBefore: END, valid: 'validNow', usable: true },
  },
  getCoupons: { path: `${C}/coupons`, query: PAGE },
  searchCouponsAdvancedWithoutTotalCount: {
    path: `${C}/coupons_search_advanced/no_total`,
    query: { ...PAGE, createdBefore: END },
    body: { attributes: {} },
  },
  searchCouponsAdvancedApplicationWideWithoutTotalCount: {
    path: `${A}/coupons_search_advanced/no_total`,
    query: { ...PAGE, createdBefore: END },
    body: { attributes: {} },
  },
  updateCouponBatch: { path: `${C}/coupons`, body: { usageLimit: 3, startDate: START, expiryDate: END } },
  updateCoupon: {
    path: `${C}/coupons/1`,
    body: { usageLimit: 3, recipientIntegrationId: 'bob', startDate: START, expiryDate: END },
  },
  deleteCoupon: { path: `${C}/coupons/1` },
  deleteCoupons: { path: `${C}/coupons`, query: { createdBefore: END, valid: 'validNow' } },
  // A file: import-bad-input.test.ts.
  importCoupons: { path: `${C}/import_coupons` },
  exportCoupons: {
    path: `${A}/export_coupons`,
    query: { campaignId: 373, createdBefore: END, valid: 'validNow', usable: true },
  },
  getRulesets: { path: `${C}/rulesets`, query: PAGE },
  getRuleset: { path: `${C}/rulesets/373` },
  getRulesetV2: { path: `${C.replace('v1', 'v2')}/rulesets/373` },
  getReferrals: { path: `${C}/referrals`, query: PAGE },
  getLoyaltyBalances: {
    path: `/v1/loyalty_programs/7/profile/${ADA}/balances`,
    query: { endDate: END, includeTiers: true },
  },
  authping: { path: '/v2/authping' },
  health: { path: '/v1/status/health' },
  createAccount: {
    path: '/v1/accounts',
    body: { companyName: 'Other', email: 'other@example.com', password: 'secret' },
    required: ['email', 'password'],
  },
  createSession: {
    path: '/v1/sessions',
    body: { email: 'manager@example.com', password: 'secret' },
    required: ['email', 'password'],
  },
  destroySession: { path: '/v1/sessions' },
  getApplications: { path: '/v1/applications', query: PAGE },
  getApplication: { path: A },
  getLoyaltyPrograms: { path: '/v1/loyalty_programs' },
  getLoyaltyProgram: { path: '/v1/loyalty_programs/7' },
  createApplication: {
    path: '/v1/applications',
    body: { name: 'New', currency: 'EUR', timezone: 'UTC' },
    required: ['name'],
  },
  createApiKey: {
    path: `${A}/apikeys`,
    body: { title: 'Backend', expires: END, platform: 'braze' },
    required: ['title', 'expires'],
  },
  getApiKeys: { path: `${A}/apikeys` },
  deleteApiKey: { path: `${A}/apikeys/1` },
  getCampaigns: { path: `${A}/campaigns`, query: { ...PAGE, campaignState: 'enabled', createdBefore: END } },
  createCampaign: { path: `${A}/campaigns`, body: CAMPAIGN, required: ['name'] },
  getCampaign: { path: C },
  updateCampaign: { path: C, body: CAMPAIGN, required: ['name'] },
  deleteCampaign: { path: C },
  copyCampaignToApplications: {
    path: `${C}/copy`,
    body: { applicationIds: [1], name: 'Copy', startTime: START, endTime: END },
    required: ['applicationIds'],
  },
  getReferralsWithoutTotalCount: {
    path: `${C}/referrals/no_total`,
    query: { ...PAGE, createdBefore: END, valid: 'validNow', usable: true },
  },
  updateReferral: {
    path: `${C}/referrals/1`,
    body: { friendProfileIntegrationId: 'eve', startDate: START, expiryDate: END, usageLimit: 3 },
    isClosed: true,
  },
  deleteReferral: { path: `${C}/referrals/1` },
  // A file: import-bad-input.test.ts.
  importReferrals: { path: `${C}/import_referrals` },
  exportReferrals: {
    path: `${A}/export_referrals`,
    query: { campaignId: 373, createdBefore: END, valid: 'validNow', usable: true },
  },
  getAttributes: { path: '/v1/attributes', query: PAGE },
  createAttribute: { path: '/v1/attributes', body: ATTRIBUTE, required: ['entity', 'name', 'title', 'type'] },
  getAttribute: { path: '/v1/attributes/1' },
  updateAttribute: { path: '/v1/attributes/1', body: { ...ATTRIBUTE, name: 'channel' } },
  getAccessLogsWithoutTotalCount: {
    path: `${A}/access_logs/no_total`,
    query: { ...PAGE, ...RANGE, method: 'get' },
    required: Object.keys(RANGE),
  },
  getApplicationApiHealth: { path: `${A}/health_report` },
  getApplicationCustomers: { path: `${A}/customers`, query: PAGE },
  getApplicationCustomer: { path: `${A}/customers/1` },
  getCustomerProfiles: { path: '/v1/customers/no_total', query: PAGE },
  getCustomerProfile: { path: '/v1/customers/1' },
  getApplicationCustomerFriends: { path: `${A}/profile/${ADA}/friends`, query: PAGE },
  getApplicationSessions: { path: `${A}/sessions`, query: { ...PAGE, createdBefore: END } },
  getApplicationSession: { path: `${A}/sessions/1` },
  getApplicationEventsWithoutTotalCount: {
    path: `${A}/events/no_total`,
    query: { ...PAGE, createdBefore: END },
  },
}

const PLATFORM_OF: Record<string, KeyPlatform> = {
  cep: 'customer_engagement',
  braze: 'braze',
  iterable: 'iterable',
  cdp: 'customer_data',
}

const SHOP: GivenTalonOne = {
  profiles: [ADA, 'bob'],
  managers: [{ email: 'manager@example.com', password: 'secret' }],
  attributes: [
    { entity: 'Referral', name: 'channel', type: 'string' },
    { entity: 'CustomerProfile', name: 'shoe', type: 'number' },
    { entity: 'Event', eventType: 'signup', name: 'source', type: 'string' },
  ],
  loyaltyPrograms: [
    { id: 7, name: 'stars' },
    { id: 9, name: 'cards', cardBased: true },
  ],
  audiences: [{ id: 5, name: 'Friends', integrationId: 'friends' }],
}

const openers = new Map<string, () => Promise<Shop>>()

/** A shop where every good call succeeds. */
export function openShop(changes: GivenTalonOne = {}): Promise<Shop> {
  const key = JSON.stringify(changes)
  const open = openers.get(key) ?? shopsLike(changes)
  openers.set(key, open)
  return open()
}

/** Such shops with more in them: made by requests once, and each that is opened is a copy. */
export function shopsLike(
  changes: GivenTalonOne,
  furnish: (shop: Shop) => Promise<unknown> = async () => {},
): () => Promise<Shop> {
  const given = { ...SHOP, ...changes }
  const copies = once(async () => {
    const started = await startTalonOne(given)
    const reservable = await stock(started)
    await furnish(shopOf(started, reservable))
    return { copy: copiesOf(given, started), reservable }
  })
  return async () => {
    const { copy, reservable } = await copies()
    return shopOf(copy(), reservable)
  }
}

/** Answers the coupon that good calls reserve. */
async function stock({ talonOne, world, integration, thirdParty }: TestTalonOne): Promise<string> {
  await integration('POST', '/v1/referrals', {
    body: { campaignId: 373, advocateProfileIntegrationId: ADA },
  })
  await integration('PUT', '/v2/customer_sessions/old', {
    body: { customerSession: { profileId: 'bob', state: 'closed' } },
  })
  await integration('PUT', '/v2/customer_sessions/bought', {
    body: {
      customerSession: {
        profileId: 'bob',
        state: 'closed',
        cartItems: [{ sku: 'shoe', quantity: 3, price: 40 }],
      },
    },
  })
  const { body: coupon } = await thirdParty('braze', 'POST', '/braze/coupon', {
    body: { deploymentUrl: DEPLOYMENT, applicationId: 1, campaignId: 373, identifier: 'reservable' },
  })
  await thirdParty('customer_engagement', 'POST', '/customer_engagement/add_loyalty_points', {
    body: { ...LEDGER, points: 50 },
  })
  await integration('POST', '/v1/loyalty_programs/9/cards', {
    body: { cardIdentifier: 'card-1', customerProfileIds: [ADA] },
  })
  const onCard = { programId: 9, environment: 'live', integrationId: 'card-1', subledgerId: '' } as const
  for (const uuid of ['card-50-a', 'card-50-b']) {
    talonOne.loyalty.add({ ...onCard, amount: 50, name: '', uuid, createdAt: world.clock.now() })
  }
  return coupon.Value
}

function shopOf(started: TestTalonOne, reservable: string) {
  const { talonOne, integration, thirdParty, management } = started
  const operations = new Map(talonOne.operations().map(operation => [operation.id, operation]))

  /** Everything that is kept, as text. */
  const stored = () =>
    JSON.stringify([
      talonOne.applications.list(),
      talonOne.campaigns.list(),
      talonOne.attributes.list(),
      talonOne.audiences.list(),
      talonOne.apiKeys.ofApplication(1),
      [...talonOne.referrals.ofCampaign(373)],
      [...talonOne.coupons.ofCampaign(373)],
      [...talonOne.loyalty.ofProgram(7)],
      talonOne.profiles.size,
      [...talonOne.sessions.all()],
      [...talonOne.events.ofApplication(1)],
    ])

  function send(
    id: string,
    {
      query = {},
      body,
      headers = {},
    }: { query?: Fields; body?: unknown; headers?: Record<string, string | undefined> } = {},
    suffix = '',
  ) {
    const { method = 'GET', api = 'integration' } = operations.get(id) ?? {}
    const path = `${GOOD[id]?.path.replace('RESERVABLE', reservable)}`
    const sent = {
      query: query as Record<string, string>,
      headers,
      ...(body === undefined
        ? {}
        : { body: JSON.parse(JSON.stringify(body).replaceAll('RESERVABLE', reservable)) as unknown }),
    }
    const raw = typeof body === 'string' ? { ...sent, body } : sent
    if (api === 'third-party') {
      return thirdParty(PLATFORM_OF[id.split('/')[0] ?? ''] ?? 'none', method, path + suffix, raw)
    }
    return api === 'management'
      ? management(method, path + suffix, raw)
      : integration(method, path + suffix, raw)
  }
  return { ...started, send, stored }
}
export type Shop = ReturnType<typeof shopOf>
