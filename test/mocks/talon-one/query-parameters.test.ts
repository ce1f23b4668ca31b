// Nothing that a caller asks for is overheard: each query parameter that the vendor describes for a served operation changes the answer, or
// is refused by name. Two shops of the same seed answer alike, so that a difference comes from the parameter alone.
import { expect, test } from 'vitest'
import {
  isVendorDescribed,
  mustBeVendorDescribed,
  vendorDescription,
} from '../../../contracts/conformance/vendor-description.ts'
import { type GivenTalonOne, startTalonOne } from '../../support/talon-one.ts'
import { type Fields, GOOD, type Shop, shopsLike } from '../../support/talon-one-good-calls.ts'

const PAST = '2001-01-01T00:00:00Z'
const FUTURE = '2099-01-01T00:00:00Z'

/** A value that finds something else than what is found without it. */
const USUAL: Fields = {
  pageSize: 1,
  skip: 1,
  sort: '-created',
  createdBefore: PAST,
  createdAfter: FUTURE,
  startBefore: PAST,
  startAfter: FUTURE,
  endBefore: PAST,
  endAfter: FUTURE,
  startDate: '2026-03-01T00:00:00Z',
  expiryDate: '2028-03-01T00:00:00Z',
  usageLimit: 9,
  discountLimit: 9,
  valid: 'expired',
  usable: 'false',
  dry: 'True',
  silent: 'yes',
  applicationId: 2,
  campaignId: 9,
  loyaltyProgramId: 9,
  campaignState: 'archived',
  dateFormat: 'ISO8601',
  method: 'delete',
  status: 'error',
  rangeStart: FUTURE,
  rangeEnd: PAST,
  kind: 'builtin',
  state: 'cancelled',
  withTotalResultSize: 'true',
  includeTiers: 'true',
  includeProjectedTier: 'true',
  sandbox: 'true',
  campaignGroupId: 1,
  templateId: 1,
  storeId: 1,
  profile: 'False',
  referrals: 'False',
  coupons: 'False',
  loyalty: 'False',
  giveaways: 'true',
  achievements: 'true',
  applicationIds: '2',
  loyaltyProgramIds: '7',
  skipNonExistingAttributes: 'true',
  redeemed: 'true',
  referralId: 99,
  valuesOnly: 'true',
  deletedBefore: PAST,
  deletedAfter: PAST,
  expiresBefore: PAST,
  expiresAfter: FUTURE,
  startsBefore: PAST,
  startsAfter: FUTURE,
  loyaltyTransactionType: 'import',
  awaitsActivation: 'true',
}
const ANYTHING_ELSE = 'nothing-like-it'

/** What a parameter needs beside it before it can matter. */
const BESIDE: Record<string, Record<string, { query?: Fields; body?: Fields; value?: unknown }>> = {
  updateCustomerSessionV2: { now: { query: { dry: true }, value: '2100-01-01T00:00:00Z' } },
  trackEventV2: { forceCompleteEvaluation: { value: 'true' } },
  updateCustomerProfileV2: {
    runRuleEngine: { value: 'false', body: { attributes: { shoe: 44 }, responseContent: ['loyalty'] } },
  },
  'cdp/updateCustomerProfile': {
    skipNonExistingAttributes: { body: { attributes: { unheardOf: 1 } }, value: 'true' },
  },
  // A campaign has one ruleset: no order of them shows, but a field that is none is refused.
  getRulesets: { sort: { value: 'colour' }, pageSize: { value: 0 } },
  returnCartItems: { runRuleEngine: { value: 'true' } },
  getApplicationSessions: {
    partialMatch: { query: { integrationId: 'LD-' }, value: 'true' },
    profile: { value: ANYTHING_ELSE },
  },
  getApplicationEventsWithoutTotalCount: { profile: { value: ANYTHING_ELSE } },
  'cep/createCoupon': { identifier: { value: 'known' }, externalCampaignId: { value: '' } },
  'iterable/createCoupon': { iterableCampaignId: { value: '' } },
  getLoyaltyBalances: { endDate: { value: PAST } },
  getLoyaltyLedgerBalances: { endDate: { value: PAST } },
  getLoyaltyCardBalances: { endDate: { value: PAST } },
  ...Object.fromEntries(
    [
      'getLoyaltyProgramProfileTransactions',
      'getLoyaltyProgramProfileLedgerTransactions',
      'getLoyaltyProgramTransactions',
      'getLoyaltyCardTransactions',
    ].map(id => [id, { startDate: { value: FUTURE }, endDate: { value: PAST } }]),
  ),
  ...Object.fromEntries(
    [
      'getCouponsWithoutTotalCount',
      'searchCouponsAdvancedWithoutTotalCount',
      'searchCouponsAdvancedApplicationWideWithoutTotalCount',
      'deleteCoupons',
      'exportCoupons',
    ].map(id => [id, { exactMatch: { query: { value: 'rich' }, value: 'true' } }]),
  ),
  getApplications: { sort: { value: '-id' } },
  getAccessLogsWithoutTotalCount: Object.fromEntries(
    ['path', 'method', 'status', 'rangeStart', 'rangeEnd', 'pageSize', 'skip', 'sort'].map(name => [
      name,
      {
        query: { rangeStart: PAST, rangeEnd: FUTURE, method: undefined },
        ...(name === 'sort' ? { value: '-time' } : {}),
      },
    ]),
  ),
}

/** Two or more of everything that is listed, so that a filter, a page and an order show. */
const RICH: GivenTalonOne = {
  campaign: {
    rules: [
      { on: 'session_closed', effects: [{ type: 'referral' }] },
      { on: 'profile_updated', effects: [{ type: 'coupon' }] },
    ],
    startTime: '2026-01-01T00:00:00Z',
    endTime: '2099-06-01T00:00:00Z',
    tags: ['spring'],
  },
  loyaltyPrograms: [
    { id: 7, name: 'stars', tiers: [{ id: 1, name: 'Gold', minPoints: 1 }] },
    { id: 9, name: 'cards', cardBased: true },
  ],
}

const richShop = shopsLike(RICH, async ({ management, integration, thirdParty }) => {
  await management('POST', '/v1/attributes', {
    body: {
      entity: 'Coupon',
      name: 'own',
      title: 'Own',
      type: 'string',
      description: '',
      suggestions: [],
      editable: true,
      subscribedApplicationsIds: [1],
    },
  })
  await management('POST', '/v1/applications', { body: { name: 'B', currency: 'EUR', timezone: 'UTC' } })
  await management('POST', '/v1/applications/1/campaigns', {
    body: { name: 'B', state: 'enabled', tags: [], features: ['referrals'], limits: [] },
  })
  const { body: referral } = await integration('POST', '/v1/referrals', {
    body: { campaignId: 373, advocateProfileIntegrationId: 'ada@example.com' },
  })
  for (const profileId of ['eve', 'fay']) {
    await integration('PUT', `/v2/customer_sessions/old-${profileId}`, {
      body: { customerSession: { profileId, referralCode: referral.code, state: 'closed' } },
    })
  }
  await thirdParty('customer_engagement', 'GET', '/customer_engagement/coupon', {
    query: { applicationId: 1, campaignId: 373, externalCampaignId: 'x', identifier: 'known' },
  })
  await management('POST', '/v1/applications/1/campaigns/373/coupons', {
    body: { numberOfCoupons: 2, usageLimit: 1, couponPattern: 'RICH-##' },
  })
  for (const subledgerId of ['summer', 'winter']) {
    await thirdParty('customer_engagement', 'POST', '/customer_engagement/add_loyalty_points', {
      body: { loyaltyProgramId: 7, profileIntegrationId: 'ada@example.com', points: 5, subledgerId },
    })
  }
})

const judged = test.skipIf(!isVendorDescribed && !mustBeVendorDescribed)
const described = isVendorDescribed
  ? (['third-party', 'integration', 'management'] as const).flatMap(which =>
      vendorDescription(which)
        .operations()
        // An import's parameter matters to its file: import-bad-input.test.ts.
        .filter(
          ({ id, parameters }) => Object.hasOwn(GOOD, id) && parameters.length > 0 && id !== 'importCoupons',
        ),
    )
  : []

const answers = new Map<string, Promise<unknown>>()

/** Asked once: many parameters of an operation are compared with the same answer. */
function answerTo(id: string, sent: { query?: Fields; body?: unknown }): Promise<unknown> {
  const key = JSON.stringify([id, sent])
  const answer = answers.get(key) ?? ask(id, sent)
  answers.set(key, answer)
  return answer
}

/** One for all that only reads; a test below asks it everything twice. */
let read: Promise<Shop> | undefined
const shopToRead = (): Promise<Shop> => (read ??= richShop())

/** In the third-party API also a GET creates; the access log has a line more after each request. */
const isReading = ({ id, method }: { id: string; method: string }) =>
  method === 'GET' && !id.includes('/') && id !== 'getAccessLogsWithoutTotalCount'

const reading = new Set(described.filter(isReading).map(({ id }) => id))

async function ask(id: string, sent: { query?: Fields; body?: unknown }): Promise<unknown> {
  const shop = reading.has(id) ? await shopToRead() : await richShop()
  const { status, body } = await shop.send(id, sent)
  return { status, body, stored: shop.stored() }
}

judged.each(described)(
  '$id: each of its query parameters changes the answer or is refused',
  async operation => {
    const { id, parameters } = operation
    const { query = {}, body } = GOOD[id] ?? { path: '' }
    for (const name of parameters) {
      // Custom attributes, each by a name of its own.
      const sentName = name === 'attributes' ? '.channel' : name
      const beside = BESIDE[id]?.[name] ?? {}
      const value = beside.value ?? USUAL[name] ?? ANYTHING_ELSE
      const sentBody = beside.body ?? body
      const rest = sentBody === undefined ? {} : { body: sentBody }
      const { [sentName]: usual, ...others } = { ...query, ...beside.query } as Fields
      const without = await answerTo(id, {
        query:
          String(usual) === String(value)
            ? others
            : { ...others, ...(usual === undefined ? {} : { [sentName]: usual }) },
        ...rest,
      })
      const given = await answerTo(id, { query: { ...others, [sentName]: value }, ...rest })
      expect.soft(given, `${id} ${name}=${value}`).not.toEqual(without)
    }
  },
)

judged('what only reads answers the same however often it is asked', async () => {
  const shop = await richShop()
  const everything = async () => {
    const told: unknown[] = [shop.stored()]
    for (const id of reading) {
      const { query = {} } = GOOD[id] ?? { path: '' }
      const { status, body } = await shop.send(id, { query })
      told.push([id, status, body])
    }
    return told
  }

  expect(reading.size).toBeGreaterThan(10)
  expect(await everything()).toEqual(await everything())
})

test('what the sandbox cannot obey is refused with 501 and named', async () => {
  const { management } = await startTalonOne()
  const ask = (query: Fields) =>
    management('GET', '/v1/applications/1/campaigns', { query: query as Record<string, string> })

  for (const name of ['templateId', 'storeId']) {
    const { status, headers, body } = await ask({ [name]: 1 })
    expect([status, headers.get('x-sandbox')]).toEqual([501, 'not-emulated'])
    expect(body.message).toContain(name)
  }
  expect((await ask({ campaignState: 'staged' })).status).toBe(501)
})

test('an array may be written as several parameters or as one with commas', async () => {
  const { management } = await startTalonOne({ campaign: { tags: ['a', 'b', 'c'] } })
  const found = async (query: string) =>
    (await management('GET', `/v1/applications/1/campaigns?${query}`)).body.totalResultSize

  expect([await found('tags=a&tags=b'), await found('tags=A,b'), await found('tags=a&tags=z')]).toEqual([
    1, 1, 0,
  ])
})
