// Bloomreach's webhooks to Talon.One: the tutorial's referral, and its sisters coupon, loyalty ledger and profile update.
// One interaction for each way of answering that the scenario must cope with.
import type { Contract } from '../court/contract.ts'
import { injected, number, string } from '../court/matching.ts'
import { startEmulatedTalonOne } from '../tenants/emulated-talon-one.ts'
import { type Called, flowTo, interactionsOf } from './called.ts'
import { EXAMPLE } from './example.ts'
import { type Flow, tutorialFlow } from './scenarios.ts'
import { talonOneStates } from './states.ts'

const customer = injected('customer', EXAMPLE.customer)
const campaignId = injected('campaignId', EXAMPLE.campaignId)
const applicationId = injected('applicationId', EXAMPLE.applicationId)
const loyaltyProgramId = injected('loyaltyProgramId', EXAMPLE.loyaltyProgramId)

const ENGAGEMENT_HEADERS = {
  'destination-hostname': EXAMPLE.deployment,
  'customer-engagement-platform-name': 'Bloomreach',
}

const referral: Called = {
  what: 'a request for a referral code',
  flow: tutorialFlow,
  request: {
    method: 'GET',
    path: '/customer_engagement/referral',
    query: { campaignId, advocateProfileIntegrationId: customer },
  },
  headers: { 'destination-hostname': EXAMPLE.deployment },
  answer: {
    body: { code: string(EXAMPLE.code) },
    mail: EXAMPLE.code,
    leftOut: ['startDate', 'expiryDate', 'friendProfileIntegrationId'],
    live: 'safe',
    admitted: ['pact', 'consumer', 'emulator'].map(subject => ({
      finding: `${subject}: request.header.incompatible: must have required property 'customer-engagement-platform-name'`,
      because: 'the description requires this header, the tutorial does not set it',
    })),
  },
  states: [{ name: 'a running campaign with referrals' }, { name: 'the customer has a profile' }],
  refused: [
    {
      status: 404,
      because: 'for an advocate without a profile',
      states: [{ name: 'a running campaign with referrals' }, { name: 'the customer has no profile' }],
      live: 'safe',
    },
    {
      status: 400,
      because: 'of a campaign that is not running',
      states: [{ name: 'a campaign that is not running' }, { name: 'the customer has a profile' }],
    },
  ],
}

const coupon: Called = {
  what: 'a request for a coupon code',
  flow: async () =>
    flowTo(
      '/customer_engagement/coupon',
      {
        method: 'GET',
        url: `https://integration.talon.one/customer_engagement/coupon?applicationId=${EXAMPLE.applicationId}&campaignId=${EXAMPLE.campaignId}&externalCampaignId=welcome&recipientIntegrationId={{ customer.email | urlencode }}`,
        response: 'json',
      },
      '<p>{{ webhook.Value }}</p>',
      'engagement',
    ),
  request: {
    method: 'GET',
    path: '/customer_engagement/coupon',
    query: { applicationId, campaignId, externalCampaignId: 'welcome', recipientIntegrationId: customer },
  },
  headers: ENGAGEMENT_HEADERS,
  answer: {
    body: { Value: string(EXAMPLE.code) },
    mail: EXAMPLE.code,
    leftOut: ['StartDate', 'ExpiryDate'],
  },
  states: [{ name: 'a running campaign with coupons' }, { name: 'the customer has a profile' }],
  refused: [
    {
      status: 400,
      because: 'of a campaign that is not running',
      states: [{ name: 'a campaign that is not running' }, { name: 'the customer has a profile' }],
    },
  ],
}

const ledger: Called = {
  what: 'a request for the loyalty ledger',
  flow: async () =>
    flowTo(
      '/customer_engagement/loyalty',
      {
        method: 'GET',
        url: `https://integration.talon.one/customer_engagement/loyalty?loyaltyProgramId=${EXAMPLE.loyaltyProgramId}&profileIntegrationId={{ customer.email | urlencode }}`,
        response: 'json',
      },
      '<p>You have {{ webhook.ledger.currentBalance }} points</p>',
      'engagement',
    ),
  request: {
    method: 'GET',
    path: '/customer_engagement/loyalty',
    query: { loyaltyProgramId, profileIntegrationId: customer },
  },
  headers: ENGAGEMENT_HEADERS,
  answer: {
    body: { ledger: { currentBalance: number(25) } },
    mail: 'You have 25 points',
  },
  states: [{ name: 'the customer has loyalty points' }],
  refused: [
    {
      status: 400,
      because: 'of a program for cards',
      states: [{ name: 'a card-based loyalty program' }, { name: 'the customer has a profile' }],
    },
  ],
}

/** A PUT to the customer's profile, with the query and attributes given. */
const profileFlow = (query: string, attributes: Record<string, string>) => async (): Promise<Flow> =>
  flowTo(
    '/cdp/customer_profile',
    {
      method: 'PUT',
      url: `https://integration.talon.one/cdp/customer_profile/{{ customer.email | urlencode }}${query}`,
      payload: { attributes },
    },
    '<p>Welcome</p>',
    'data',
  )

const PROFILE_PATH = injected('customer', EXAMPLE.customer, '/cdp/customer_profile/*')

const profile: Called = {
  what: 'an update of the profile',
  flow: profileFlow('?skipNonExistingAttributes=true', { Name: '{{ customer.first_name }}' }),
  request: {
    method: 'PUT',
    path: PROFILE_PATH,
    query: { skipNonExistingAttributes: 'true' },
    body: { attributes: { Name: 'Ada' } },
  },
  headers: {
    'destination-hostname': EXAMPLE.deployment,
    'customer-data-platform-name': 'Bloomreach',
    'Content-Type': 'application/json',
  },
  answer: {
    mail: 'Welcome',
    admitted: [
      {
        finding: 'emulator: response.body.incompatible: must NOT have additional properties - Name',
        because: 'the description of a profile names no attribute at all, though each account has its own',
      },
    ],
  },
  states: [{ name: 'the customer has a profile' }],
  refused: [
    {
      status: 400,
      because: 'with an attribute that nobody defined',
      states: [{ name: 'the customer has a profile' }],
      flow: profileFlow('', { undefined_here: '{{ customer.first_name }}' }),
      request: {
        method: 'PUT',
        path: PROFILE_PATH,
        query: {},
        body: { attributes: { undefined_here: 'Ada' } },
      },
    },
  ],
}

export const bloomreachToTalonOne: Contract = {
  name: 'bloomreach-to-talon-one',
  consumer: 'bloomreach-webhook',
  provider: 'talon-one',
  describedBy: 'third-party',
  interactions: [
    ...interactionsOf(referral),
    ...interactionsOf(coupon),
    ...interactionsOf(ledger),
    ...interactionsOf(profile),
  ],
  async startEmulator() {
    const tenant = await startEmulatedTalonOne()
    return { answer: tenant.answer, states: talonOneStates(tenant), stop: tenant.stop }
  },
}
