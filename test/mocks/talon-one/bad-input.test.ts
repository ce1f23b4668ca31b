import { describe, expect, test } from 'vitest'
import { startTalonOne, type TestTalonOne } from '../../support/talon-one.ts'

const HUGE = 'x'.repeat(10 * 1_024 * 1_024)

/** Every operation that takes a JSON body, with the key that it needs. */
const WITH_BODY: [
  platform: 'braze' | 'customer_data' | 'customer_engagement' | 'none',
  method: string,
  path: string,
][] = [
  ['customer_engagement', 'POST', '/customer_engagement/add_loyalty_points'],
  ['braze', 'POST', '/braze/referral'],
  ['braze', 'POST', '/braze/coupon'],
  ['braze', 'POST', '/braze/coupon_reservation'],
  ['braze', 'POST', '/braze/event'],
  ['customer_data', 'PUT', '/cdp/customer_profile/ada'],
  ['customer_data', 'PUT', '/cdp/customer_profile/ada/audiences'],
  ['customer_data', 'PUT', '/cdp/customer_profiles/audiences'],
  ['customer_data', 'PUT', '/cdp/v2/customer_profiles/audiences'],
  ['customer_data', 'POST', '/cdp/audiences'],
  ['customer_data', 'PUT', '/cdp/audiences/friends'],
  ['none', 'POST', '/v1/referrals'],
  ['none', 'POST', '/v1/referrals_for_multiple_advocates'],
]

const BODIES: [what: string, body: string, contentType: string | undefined, status: number][] = [
  ['malformed JSON', '{"campaignId": 373,', undefined, 400],
  ['no body', '', undefined, 400],
  ['null', 'null', undefined, 400],
  ['a list', '[]', undefined, 400],
  ['a number', '1e999', undefined, 400],
  ['text', '"жена \u0000 👩‍🚀"', undefined, 400],
  [
    'an object that means something else',
    '{"__proto__": {"campaignId": 373}, "data": 1, "attributes": 7}',
    undefined,
    400,
  ],
  ['another content type', '{}', 'text/plain', 415],
  ['a form', 'campaignId=373', 'application/x-www-form-urlencoded', 415],
]

function contents({ talonOne }: TestTalonOne) {
  const { referrals, coupons, profiles, audiences, events } = talonOne
  return [
    referrals.size,
    coupons.size,
    profiles.size,
    audiences.list().length,
    [...events.ofApplication(1)].length,
  ]
}

describe.each(WITH_BODY)('key of %s: %s %s', (platform, method, path) => {
  const send = (talon: TestTalonOne, body: string, contentType = 'application/json') =>
    talon.thirdParty(platform, method, path, { body, headers: { 'content-type': contentType } })

  test.each(BODIES)('refuses %s', async (_, body, contentType, status) => {
    const talon = await startTalonOne()
    const before = contents(talon)

    const answer = await send(talon, body, contentType)

    expect(answer.status).toBe(status)
    expect(contents(talon)).toEqual(before)
  })

  test('refuses a body of 10 MB', async () => {
    const talon = await startTalonOne()
    const before = contents(talon)

    expect((await send(talon, JSON.stringify({ attributes: { x: HUGE } }))).status).toBe(400)
    expect(contents(talon)).toEqual(before)
  })

  test('refuses a call without a key before it reads the body', async () => {
    const talon = await startTalonOne()

    const answer = await talon.thirdParty(platform, method, path, {
      body: '{"deploymentUrl": "sandbox.europe-west1.talon.one"',
      headers: { authorization: undefined },
    })

    expect(answer.status).toBe(401)
  })
})

const WITH_QUERY: [platform: 'customer_engagement' | 'iterable', path: string][] = [
  ['customer_engagement', '/customer_engagement/referral'],
  ['customer_engagement', '/customer_engagement/coupon'],
  ['customer_engagement', '/customer_engagement/loyalty'],
  ['iterable', '/iterable/referral'],
  ['iterable', '/iterable/coupon'],
  ['iterable', '/iterable/loyalty'],
]
const GOOD =
  'deployment=sandbox.europe-west1.talon.one&applicationId=1&campaignId=373&externalCampaignId=c&iterableCampaignId=c' +
  '&advocateProfileIntegrationId=ada@example.com&profileIntegrationId=ada@example.com&loyaltyProgramId=7'

describe.each(WITH_QUERY)('key of %s: GET %s', (platform, path) => {
  test.each([
    ['no parameter', ''],
    ['nothing but separators', '&&&=&=='],
    ['a broken percent-encoding', `${GOOD.replace('373', '%E0%A4%A')}&loyaltyProgramId=%ZZ`],
    ['a parameter twice', `${GOOD}&campaignId=373&loyaltyProgramId=7`],
    [
      'numbers beyond all bounds',
      GOOD.replace('=373', `=${'9'.repeat(400)}`).replace('=7', `=${'9'.repeat(400)}`),
    ],
    ['a hexadecimal number', GOOD.replace('=373', '=0x175').replace('=7', '=0x7')],
    [
      'an id of 1,001 characters',
      GOOD.replaceAll('ada@example.com', 'é'.repeat(1_001)).replaceAll(
        'CampaignId=c',
        `CampaignId=${'c'.repeat(1_001)}`,
      ),
    ],
  ])('refuses %s', async (_, query) => {
    const talon = await startTalonOne({ loyaltyPrograms: [{ id: 7, name: 'stars' }] })
    const before = contents(talon)

    expect((await talon.thirdParty(platform, 'GET', `${path}?${query}`)).status).toBe(400)
    expect(contents(talon)).toEqual(before)
  })
})
