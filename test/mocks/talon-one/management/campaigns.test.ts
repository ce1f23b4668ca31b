import { describe, expect, test } from 'vitest'
import { startTalonOne } from '../../../support/talon-one.ts'

const CAMPAIGNS = '/v1/applications/1/campaigns'
const NEW = { name: 'Spring', state: 'enabled', tags: ['spring'], features: ['referrals'], limits: [] }

describe('bootstrap', () => {
  test('an account, an application and a key lead to a first referral', async () => {
    const { call } = await startTalonOne()
    const account = await call('POST', '/v1/accounts', {
      body: { companyName: 'Demo', email: 'demo@example.com', password: 'secret' },
    })
    expect(account.status).toBe(201)
    const headers = { authorization: `Bearer ${account.body.token}` }

    const application = await call('POST', '/v1/applications', {
      headers,
      body: { name: 'Second shop', currency: 'EUR', timezone: 'Europe/Berlin' },
    })
    const key = await call('POST', `/v1/applications/${application.body.id}/apikeys`, {
      headers,
      body: { title: 'CEP', expires: '2030-01-01T00:00:00Z', platform: 'customer_engagement' },
    })
    const campaign = await call('POST', `/v1/applications/${application.body.id}/campaigns`, {
      headers,
      body: NEW,
    })
    const referral = await call('GET', '/customer_engagement/referral', {
      headers: {
        authorization: `ApiKey-v1 ${key.body.key}`,
        'destination-hostname': 'sandbox.europe-west1.talon.one',
      },
      query: { campaignId: campaign.body.id, advocateProfileIntegrationId: 'ada@example.com' },
    })

    expect(referral.status).toBe(200)
    expect(key.body.key).toMatch(/^[0-9a-f]{64}$/)
  })
})

describe('POST /v1/sessions', () => {
  test('the token of a manager works for three months and not after DELETE', async () => {
    const { call } = await startTalonOne({ managers: [{ email: 'demo@example.com', password: 'secret' }] })
    const login = { email: 'Demo@example.com', password: 'secret' }
    const first = await call('POST', '/v1/sessions', { body: login })
    const headers = { authorization: `Bearer ${first.body.token}` }

    expect(first.status).toBe(201)
    expect((await call('GET', '/v1/applications', { headers })).status).toBe(200)
    expect((await call('DELETE', '/v1/sessions', { headers })).status).toBe(204)
    expect((await call('GET', '/v1/applications', { headers })).status).toBe(401)
  })

  test('a session ends after three months', async () => {
    const { call, world } = await startTalonOne({
      world: { clock: 'manual' },
      managers: [{ email: 'demo@example.com', password: 'secret' }],
    })
    const { body } = await call('POST', '/v1/sessions', {
      body: { email: 'demo@example.com', password: 'secret' },
    })
    await world.clock.advance(92 * 86_400_000)

    const late = await call('GET', '/v1/applications', { headers: { authorization: `Bearer ${body.token}` } })

    expect(late.status).toBe(401)
    expect(late.hint).toContain('3 months')
  })

  test('a wrong password is refused', async () => {
    const { call } = await startTalonOne({ managers: [{ email: 'demo@example.com', password: 'secret' }] })

    const answer = await call('POST', '/v1/sessions', {
      body: { email: 'demo@example.com', password: 'guess' },
    })

    expect(answer.status).toBe(401)
    expect(answer.hint).toBe('The password is wrong.')
  })
})

describe('API keys', () => {
  test('a key is shown once, listed without itself, and gone at once when deleted', async () => {
    const { management, call } = await startTalonOne()
    const made = await management('POST', '/v1/applications/1/apikeys', {
      body: { title: 'Backend', expires: '2030-01-01T00:00:00Z' },
    })
    const listed = await management('GET', '/v1/applications/1/apikeys')

    expect(made.body).toMatchObject({ title: 'Backend', platform: 'none', applicationID: 1 })
    expect(JSON.stringify(listed.body)).not.toContain(made.body.key)
    expect((await management('DELETE', `/v1/applications/1/apikeys/${made.body.id}`)).status).toBe(204)
    const after = await call('GET', '/customer_engagement/referral', {
      headers: {
        authorization: `ApiKey-v1 ${made.body.key}`,
        'destination-hostname': 'sandbox.europe-west1.talon.one',
      },
    })
    expect(after.status).toBe(401)
  })

  test.each([
    'none',
    'segment',
    'braze',
    'mparticle',
    'shopify',
    'iterable',
    'customer_engagement',
    'customer_data',
    'salesforce',
    'emarsys',
  ])('a key of the platform %s can be made', async platform => {
    const { management } = await startTalonOne()
    const { status, body } = await management('POST', '/v1/applications/1/apikeys', {
      body: { title: platform, expires: '2030-01-01T00:00:00Z', platform },
    })

    expect(status).toBe(201)
    expect(body.platform).toBe(platform)
  })

  test('an expiry date is mandatory', async () => {
    const { management } = await startTalonOne()

    const { status, body } = await management('POST', '/v1/applications/1/apikeys', { body: { title: 'x' } })

    expect(status).toBe(400)
    expect(body.errors[0].source).toEqual({ pointer: '/expires' })
  })
})

describe('campaigns', () => {
  test('are created, read, changed, copied, filtered by state and deleted', async () => {
    const { management } = await startTalonOne()
    const created = await management('POST', CAMPAIGNS, { body: { ...NEW, endTime: '2026-02-01T00:00:00Z' } })
    const { id } = created.body
    expect(created.status).toBe(201)
    expect(created.body.frontendState).toBe('running')

    const changed = await management('PUT', `${CAMPAIGNS}/${id}`, {
      body: { name: 'Spring 2', tags: [], features: ['referrals'], limits: [], state: 'disabled' },
    })
    expect(changed.body).toMatchObject({
      name: 'Spring 2',
      frontendState: 'disabled',
      endTime: '2026-02-01T00:00:00Z',
    })

    const copy = await management('POST', `${CAMPAIGNS}/${id}/copy`, { body: { applicationIds: [1] } })
    expect(copy.body.data[0].name).toBe('Copy of Spring 2')

    const disabled = await management('GET', CAMPAIGNS, { query: { campaignState: 'disabled', sort: '-id' } })
    expect(disabled.body.data.map((one: { id: number }) => one.id)).toEqual([copy.body.data[0].id, id])

    expect((await management('DELETE', `${CAMPAIGNS}/${id}`)).status).toBe(204)
    expect((await management('GET', `${CAMPAIGNS}/${id}`)).status).toBe(404)
  })

  test('move from scheduled to running to expired on the clock', async () => {
    const { management, world } = await startTalonOne({ world: { clock: 'manual' } })
    const { body } = await management('POST', CAMPAIGNS, {
      body: { ...NEW, startTime: '2026-01-06T00:00:00Z', endTime: '2026-01-07T00:00:00Z' },
    })
    const state = async () => (await management('GET', `${CAMPAIGNS}/${body.id}`)).body.frontendState

    const seen = [await state()]
    await world.clock.advance(86_400_000)
    seen.push(await state())
    await world.clock.advance(86_400_000)
    seen.push(await state())

    expect(seen).toEqual(['scheduled', 'running', 'expired'])
  })

  test.each([
    ['no name', { ...NEW, name: undefined }],
    ['a name of the wrong type', { ...NEW, name: 7 }],
    ['an unknown feature', { ...NEW, features: ['teleport'] }],
    [
      'an end before the start',
      { ...NEW, startTime: '2026-02-01T00:00:00Z', endTime: '2026-01-01T00:00:00Z' },
    ],
    ['a date that is none', { ...NEW, startTime: '30 February' }],
    ['a negative limit', { ...NEW, limits: [{ action: 'redeemReferral', limit: -1, entities: [] }] }],
    ['an undefined attribute', { ...NEW, attributes: { colour: 'red' } }],
    ['malformed JSON', '{"name":'],
    ['a list', []],
    ['nothing', ''],
  ])('with %s are refused and not stored', async (_, body) => {
    const { management } = await startTalonOne()

    const answer = await management('POST', CAMPAIGNS, { body })

    expect(answer.status).toBe(400)
    expect((await management('GET', CAMPAIGNS)).body.totalResultSize).toBe(1)
  })

  test('a body of 10 MB is refused', async () => {
    const { management } = await startTalonOne()

    const answer = await management('POST', CAMPAIGNS, {
      body: { ...NEW, description: 'x'.repeat(10_000_000) },
    })

    expect(answer.status).toBe(413)
  })
})

describe('rateLimits', () => {
  test('vendor: the fourth request of a second answers 429, and time brings room again', async () => {
    const { management, world } = await startTalonOne({
      world: { clock: 'manual' },
      settings: { rateLimits: 'vendor' },
    })
    const statuses = async () =>
      (await Promise.all([1, 2, 3, 4, 5].map(() => management('GET', CAMPAIGNS)))).map(({ status }) => status)

    expect(await statuses()).toEqual([200, 200, 200, 429, 429])
    expect((await management('GET', '/v1/applications')).status).toBe(200)
    await world.clock.advance(1_000)
    expect(await statuses()).toEqual([200, 200, 200, 429, 429])
  })
})

describe('credentials', () => {
  test.each([
    ['none', undefined, 'Authorization is missing'],
    ['an API key', 'ApiKey-v1 abc', 'belongs to the Integration'],
    ['an unknown Management key', 'ManagementKey-v1 abc', 'no such Management key'],
    ['an unknown token', 'Bearer abc', 'No session'],
    ['another scheme', 'Basic abc', 'another form'],
  ])('%s: 401 and the hint says why', async (_, authorization, hint) => {
    const { call } = await startTalonOne()

    const answer = await call('GET', '/v1/applications', { headers: { authorization } })

    expect(answer.status).toBe(401)
    expect(answer.hint).toContain(hint)
  })

  test('an expired Management key is refused', async () => {
    const { call } = await startTalonOne({
      managementKeys: [{ name: 'Old', key: 'old', expires: '2025-01-01T00:00:00Z' }],
    })

    const answer = await call('GET', '/v1/applications', {
      headers: { authorization: 'ManagementKey-v1 old' },
    })

    expect(answer.status).toBe(401)
    expect(answer.hint).toContain('expired')
  })
})
