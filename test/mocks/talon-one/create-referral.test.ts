import { describe, expect, test } from 'vitest'
import { type CallOptions, type GivenTalonOne, startTalonOne } from '../../support/talon-one.ts'

const PATH = '/customer_engagement/referral'
const QUERY = { campaignId: 373, advocateProfileIntegrationId: 'ada@example.com' }

async function given(options: GivenTalonOne = {}) {
  const talon = await startTalonOne(options)
  return {
    ...talon,
    create: (query: CallOptions['query'] = {}, headers: CallOptions['headers'] = {}) =>
      talon.thirdParty('customer_engagement', 'GET', PATH, { query: { ...QUERY, ...query }, headers }),
  }
}

const uuid = expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)

describe('GET /customer_engagement/referral', () => {
  test('answers 200 with the documented fields and keeps the referral', async () => {
    const { create, talonOne, journal } = await given()

    const answer = await create({
      friendProfileIntegrationId: 'bob@example.com',
      startDate: '2026-01-10T15:35:02.371569+02:00',
      expiryDate: '2026-02-10T15:35:02Z',
      usageLimit: 3,
    })

    expect(answer.status).toBe(200)
    expect(answer.body).toEqual({
      id: 1,
      created: '2026-01-05T09:00:00.000Z',
      startDate: '2026-01-10T15:35:02.371569+02:00',
      expiryDate: '2026-02-10T15:35:02Z',
      usageLimit: 3,
      campaignId: 373,
      advocateProfileIntegrationId: 'ada@example.com',
      friendProfileIntegrationId: 'bob@example.com',
      attributes: {},
      code: expect.stringMatching(/^[A-Z0-9]{4}-[A-Z0-9]{4}$/),
      usageCounter: 0,
    })
    expect(talonOne.referrals.get(1)?.code).toBe(answer.body.code)
    expect(journal('talon-one.referral-created')).toEqual([
      expect.objectContaining({
        referralId: 1,
        code: answer.body.code,
        campaignId: 373,
        advocate: 'ada@example.com',
        causedBy: journal('talon-one.request')[0]?.seq,
      }),
    ])
  })

  test('makes a second code for a repeated call', async () => {
    const { create, talonOne } = await given()

    const codes = [(await create()).body.code, (await create()).body.code]

    expect(new Set(codes).size).toBe(2)
    expect(talonOne.referrals.size).toBe(2)
  })

  test('makes the same codes from the same seed', async () => {
    const codes = async (seed: string) => {
      const { create } = await given({ world: { seed } })
      return [(await create()).body.code, (await create()).body.code]
    }

    expect(await codes('a')).toEqual(await codes('a'))
    expect(await codes('a')).not.toEqual(await codes('b'))
  })

  test('keeps nothing of a dry run and does not move the codes that follow', async () => {
    const { create, talonOne, journal } = await given()
    const other = await given()

    const dry = await create({}, { 'x-dry-run': 'true' })

    expect(dry.body).toMatchObject({ id: 0, dryRun: true, code: expect.any(String) })
    expect(talonOne.referrals.size).toBe(0)
    expect(journal('talon-one.referral-created')).toEqual([])
    expect((await create()).body.code).toBe((await other.create()).body.code)
  })

  test('shows no code in a dry run when the setting dryRunCode is absent', async () => {
    const { create } = await given({ settings: { dryRunCode: 'absent' } })

    expect((await create({}, { 'x-dry-run': 'True' })).body).not.toHaveProperty('code')
  })

  test('takes the deployment as a host or as a URL', async () => {
    const { create } = await given()
    const statusFor = async (hostname: string) =>
      (await create({}, { 'destination-hostname': hostname })).status

    expect(await statusFor('sandbox.europe-west1.talon.one')).toBe(200)
    expect(await statusFor('https://sandbox.europe-west1.talon.one')).toBe(200)
    expect(await statusFor('https://Sandbox.europe-west1.talon.one:443/')).toBe(200)
    expect(await statusFor('other.europe-west1.talon.one')).toBe(404)
    expect(await statusFor('not a host')).toBe(400)
  })

  test("answers the vendor's own text when no deployment is named", async () => {
    const { create } = await given()

    const answer = await create({}, { 'destination-hostname': undefined })

    expect(answer.status).toBe(400)
    expect(answer.body).toEqual({ StatusCode: 400, Error: 'No Deployment URL specified', RequestUUID: uuid })
  })

  test('accepts a call without the platform name, with a hint, and rejects it in strict mode', async () => {
    const without = { 'customer-engagement-platform-name': undefined }

    const lenient = await (await given()).create({}, without)
    const strict = await (await given({ settings: { missingPlatformNameHeader: 'reject' } })).create(
      {},
      without,
    )

    expect([lenient.status, lenient.hint]).toEqual([
      200,
      expect.stringContaining('customer-engagement-platform-name'),
    ])
    expect(strict.status).toBe(400)
  })

  test.each([
    ['no campaign', { campaignId: undefined }, 400],
    ['a campaign that is no integer', { campaignId: '37.5' }, 400],
    ['a campaign of 30 digits', { campaignId: '9'.repeat(30) }, 400],
    ['an unknown campaign', { campaignId: 999 }, 404],
    ['no advocate', { advocateProfileIntegrationId: undefined }, 400],
    ['an empty advocate', { advocateProfileIntegrationId: '' }, 400],
    ['an advocate of 1,001 characters', { advocateProfileIntegrationId: 'a'.repeat(1_001) }, 400],
    ['an advocate without a profile', { advocateProfileIntegrationId: 'жена@example.com' }, 404],
    ['a start date that is no date', { startDate: 'tomorrow' }, 400],
    ['30 February', { startDate: '2026-02-30T00:00:00Z' }, 400],
    ['a date without a zone', { expiryDate: '2026-02-10T00:00:00' }, 400],
    [
      'an expiry before the start',
      { startDate: '2026-02-10T00:00:00Z', expiryDate: '2026-02-09T00:00:00Z' },
      400,
    ],
    ['a negative usage limit', { usageLimit: -1 }, 400],
    ['a usage limit over 999,999', { usageLimit: 1_000_000 }, 400],
    ['a usage limit that is no integer', { usageLimit: 'many' }, 400],
    ['an undefined attribute', { '.shoe': 'red' }, 400],
  ])('refuses %s and keeps nothing', async (_, query, status) => {
    const { create, talonOne } = await given()

    const answer = await create(query)

    expect(answer.body).toEqual({ StatusCode: status, Error: expect.any(String), RequestUUID: uuid })
    expect(answer.status).toBe(status)
    expect(talonOne.referrals.size).toBe(0)
  })

  test('refuses a parameter given twice, or takes the first', async () => {
    const twice = `${PATH}?campaignId=373&campaignId=374&advocateProfileIntegrationId=ada@example.com`
    const strict = await given()
    const lenient = await given({ settings: { duplicateParameter: 'first' } })

    expect((await strict.thirdParty('customer_engagement', 'GET', twice)).status).toBe(400)
    expect((await lenient.thirdParty('customer_engagement', 'GET', twice)).status).toBe(200)
  })

  test('hints at a + that was not encoded', async () => {
    const talon = await given({ profiles: ['ada+test@example.com'] })

    const answer = await talon.thirdParty(
      'customer_engagement',
      'GET',
      `${PATH}?campaignId=373&advocateProfileIntegrationId=ada+test@example.com`,
    )

    expect([answer.status, answer.hint]).toEqual([404, expect.stringContaining('%2B')])
  })

  test('types attributes by their look and checks them against their definitions', async () => {
    const { create } = await given({
      attributes: [
        { entity: 'Referral', name: 'channel', type: 'string' },
        { entity: 'Referral', name: 'size', type: 'number' },
        { entity: 'Referral', name: 'vip', type: 'boolean' },
        { entity: 'Referral', name: 'at', type: 'time' },
        { entity: 'Coupon', name: 'colour', type: 'string' },
      ],
    })

    const good = await create({
      '.channel': '"1234"',
      _size: '-1.5',
      '.vip': 'true',
      '.at': '2026-01-05T09:00:00Z',
    })

    expect(good.body.attributes).toEqual({
      channel: '1234',
      size: -1.5,
      vip: true,
      at: '2026-01-05T09:00:00Z',
    })
    expect((await create({ '.channel': '"true"' })).body.attributes).toEqual({ channel: 'true' })
    expect((await create({ '.channel': '1234' })).status).toBe(400)
    expect((await create({ '.size': '"1234"' })).status).toBe(400)
    expect((await create({ '.vip': 'yes' })).status).toBe(400)
    expect((await create({ '.at': 'noon' })).status).toBe(400)
    expect((await create({ '.colour': 'red' })).status).toBe(400)
    expect((await create({ '.channel': 'web', _channel: 'app' })).status).toBe(400)
    expect((await create({ '.__proto__': 'x' })).status).toBe(400)
  })

  test('demands the attributes that the Application makes mandatory', async () => {
    const { create } = await given({
      application: { mandatoryAttributes: { referrals: ['channel'] } },
      attributes: [{ entity: 'Referral', name: 'channel', type: 'string' }],
    })

    expect((await create()).status).toBe(400)
    expect((await create({ '.channel': 'web' })).status).toBe(200)
  })

  test.each([
    ['disabled', { state: 'disabled' as const }],
    ['archived', { state: 'archived' as const }],
    ['scheduled', { startTime: '2026-01-05T09:00:01Z' }],
    ['expired', { endTime: '2026-01-05T09:00:00Z' }],
  ])('refuses a campaign that is %s, or accepts it by setting', async (state, campaign) => {
    const strict = await (await given({ campaign })).create()
    const lenient = await (await given({ campaign, settings: { campaignNotRunning: 'accept' } })).create()

    expect([strict.status, strict.hint]).toEqual([400, expect.stringContaining(state)])
    expect([lenient.status, lenient.hint]).toEqual([200, expect.stringContaining(state)])
  })

  test('starts and ends a campaign on the world’s clock', async () => {
    const { create, world } = await given({
      world: { clock: 'manual' },
      campaign: { startTime: '2026-01-05T10:00:00Z', endTime: '2026-01-05T11:00:00Z' },
    })

    expect((await create()).status).toBe(400)
    await world.clock.advance(3_600_000)
    expect((await create()).status).toBe(200)
    await world.clock.advance(3_600_000)
    expect((await create()).status).toBe(400)
  })

  test('refuses a campaign without the referrals feature', async () => {
    const campaign = { features: ['coupons' as const] }
    const { create } = await given({ campaign })
    const lenient = await given({ campaign, settings: { campaignWithoutFeature: 'accept' } })

    expect((await create()).status).toBe(400)
    expect((await lenient.create()).status).toBe(200)
  })

  test('does not find a campaign of another Application', async () => {
    const talonOne = await given()
    await talonOne.talonOne.load({
      applications: [{ id: 2, name: 'Other', campaigns: [{ id: 9, name: 'Theirs' }] }],
    })

    const answer = await talonOne.create({ campaignId: 9 })

    expect([answer.status, answer.hint]).toEqual([404, expect.stringContaining('another Application')])
  })

  test('accepts or creates an unknown advocate by setting', async () => {
    const unknown = { advocateProfileIntegrationId: 'new@example.com' }
    const creating = await given({ settings: { unknownAdvocate: 'create' } })
    const accepting = await given({ settings: { unknownAdvocate: 'accept' } })

    expect((await creating.create(unknown)).status).toBe(200)
    expect(creating.talonOne.profiles.find('live', 'new@example.com')).toBeDefined()
    expect((await accepting.create(unknown)).hint).toContain('new@example.com')
    expect(accepting.talonOne.profiles.size).toBe(1)
  })

  test("follows the campaign's pattern and characters and says when they are used up", async () => {
    const { create, talonOne } = await given({
      campaign: { referralSettings: { couponPattern: 'REF-##', validCharacters: ['A', 'B', 'C', 'A'] } },
    })

    const codes = new Set<string>()
    for (let i = 0; i < 9; i++) codes.add((await create()).body.code)
    const tenth = await create()

    expect(codes.size).toBe(9)
    for (const code of codes) expect(code).toMatch(/^REF-[ABC]{2}$/)
    expect([tenth.status, tenth.hint]).toEqual([400, expect.stringContaining('REF-##')])
    expect(talonOne.referrals.size).toBe(9)
  })

  test('takes the default usage limit from its setting', async () => {
    expect((await (await given()).create()).body.usageLimit).toBe(0)
    expect((await (await given({ settings: { defaultUsageLimit: 1 } })).create()).body.usageLimit).toBe(1)
  })

  test('hints at a code that nobody can use', async () => {
    const { create } = await given()

    expect((await create({ expiryDate: '2020-01-01T00:00:00Z' })).hint).toContain('expired')
    expect((await create({ friendProfileIntegrationId: 'ada@example.com' })).hint).toContain('same profile')
  })

  test('fails as planned by a fault, in its own error shape', async () => {
    const { create, world, talonOne } = await given()
    world.faults.add({ operation: 'cep/createReferral', first: 1, answer: { status: 429 } })

    const answer = await create()

    expect(answer.body).toEqual({ StatusCode: 429, Error: 'Too many requests', RequestUUID: uuid })
    expect((await create()).status).toBe(200)
    expect(talonOne.referrals.size).toBe(1)
  })
})

describe('keys', () => {
  test('the published text answers a call without credentials', async () => {
    const { create } = await given()

    const answer = await create({}, { authorization: undefined })

    expect(answer.status).toBe(401)
    expect(answer.body).toEqual({ StatusCode: 401, Error: 'Missing Session Token', RequestUUID: uuid })
  })

  test('each wrong key answers 401 with a hint that says why', async () => {
    const { create, keyOf, managementKey } = await given()
    const hintFor = async (authorization: string) => {
      const { status, hint } = await create({}, { authorization })
      expect(status).toBe(401)
      return hint
    }

    expect(await hintFor('ApiKey-v1 0123')).toContain('No Application')
    expect(await hintFor('ApiKey-v1')).toContain('one space')
    expect(await hintFor('ApiKey-v1  0123')).toContain('No Application')
    expect(await hintFor('secret')).toContain('must be')
    expect(await hintFor(`ManagementKey-v1 ${managementKey}`)).toContain('Management API')
    expect(await hintFor(`ApiKey-v1 ${keyOf('braze')}`)).toContain('platform braze')
    expect(await hintFor(`ApiKey-v1 ${keyOf('none')}`)).toContain('platform none')
  })

  test('a key of another platform is accepted by setting', async () => {
    const { create, keyOf } = await given({ settings: { keyOfOtherPlatform: 'accept' } })

    expect((await create({}, { authorization: `ApiKey-v1 ${keyOf('braze')}` })).status).toBe(200)
  })

  test('a key is also taken as Basic credentials', async () => {
    const { create, keyOf } = await given()
    const basic = Buffer.from(`ApiKey-v1 ${keyOf('customer_engagement')}:`).toString('base64')

    expect((await create({}, { authorization: `Basic ${basic}` })).status).toBe(200)
  })

  test('a key stops at its expiry on the world’s clock', async () => {
    const { create, world } = await given({
      world: { clock: 'manual' },
      application: {
        apiKeys: [
          { title: 'Short', key: 'short', platform: 'customer_engagement', expires: '2026-01-05T10:00:00Z' },
        ],
      },
    })
    const headers = { authorization: 'ApiKey-v1 short' }

    expect((await create({}, headers)).status).toBe(200)
    await world.clock.advance(3_600_000)
    const late = await create({}, headers)

    expect([late.status, late.hint]).toEqual([401, expect.stringContaining('expired')])
  })
})

describe('third-party paths', () => {
  test('a wrong method answers 404, or 405 by setting, and creates nothing', async () => {
    const { thirdParty, talonOne } = await startTalonOne()
    const strict = await startTalonOne({ settings: { wrongMethodStatus: '405' } })

    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS']) {
      const { status, hint } = await thirdParty('customer_engagement', method, PATH, { query: QUERY })
      expect([method, status, hint]).toEqual([method, 404, `This path takes GET, not ${method}.`])
    }
    expect((await strict.thirdParty('customer_engagement', 'POST', PATH)).status).toBe(405)
    expect(talonOne.referrals.size).toBe(0)
  })

  test('a header that is too long answers 400', async () => {
    const { create } = await given()

    const answer = await create({}, { 'x-long': 'x'.repeat(8_193) })

    expect(answer.body).toEqual({
      StatusCode: 400,
      Error: expect.stringContaining('x-long'),
      RequestUUID: uuid,
    })
  })

  test('an operation that is not emulated answers 501 by its name', async () => {
    const { thirdParty } = await startTalonOne()

    const answer = await thirdParty('none', 'PUT', '/segment/v2/customer_profiles/ada', { body: {} })

    expect(answer.status).toBe(501)
    expect(answer.headers.get('x-sandbox')).toBe('not-emulated')
    expect(answer.body.error.message).toContain('segment/v2/updateCustomerProfile')
  })

  test('a path that no description names answers 501', async () => {
    const { thirdParty } = await startTalonOne()

    expect((await thirdParty('none', 'GET', '/customer_engagement/nothing')).status).toBe(501)
  })
})
