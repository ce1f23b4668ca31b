import { describe, expect, test } from 'vitest'
import { startTalonOne } from '../../../support/talon-one.ts'

const ONE = { campaignId: 373, advocateProfileIntegrationId: 'ada@example.com' }
const MANY = {
  campaignId: 373,
  advocateProfileIntegrationIds: ['ada@example.com', 'bob@example.com'],
  usageLimit: 2,
}
const PATH_OF_MANY = '/v1/referrals_for_multiple_advocates'

const given = (options = {}) =>
  startTalonOne({ profiles: ['ada@example.com', 'bob@example.com'], ...options })

describe('POST /v1/referrals', () => {
  test('answers 201 with the referral', async () => {
    const { integration, talonOne } = await given()

    const answer = await integration('POST', '/v1/referrals', { body: { ...ONE, usageLimit: 1 } })

    expect(answer.status).toBe(201)
    expect(answer.body).toEqual({
      id: 1,
      created: '2026-01-05T09:00:00.000Z',
      usageLimit: 1,
      campaignId: 373,
      advocateProfileIntegrationId: 'ada@example.com',
      attributes: {},
      code: talonOne.referrals.get(1)?.code,
      usageCounter: 0,
    })
  })

  test.each([
    ['an unknown campaign', { campaignId: 9 }],
    ['an unknown advocate', { advocateProfileIntegrationId: 'nobody' }],
    ['a campaign as text', { campaignId: '373' }],
    ['a fraction of a campaign', { campaignId: 373.5 }],
    ['a usage limit over 999,999', { usageLimit: 1_000_000 }],
    ['a date that is none', { startDate: 'soon' }],
    ['null for a campaign', { campaignId: null }],
    ['an advocate of 1,001 characters', { advocateProfileIntegrationId: 'x'.repeat(1_001) }],
    ['an undefined attribute', { attributes: { shoe: 'red' } }],
  ])('refuses %s with 400 in its own shape and keeps nothing', async (_, change) => {
    const { integration, talonOne } = await given()

    const answer = await integration('POST', '/v1/referrals', { body: { ...ONE, ...change } })

    expect(answer.body).toEqual({ message: expect.any(String), errors: expect.any(Array) })
    expect(talonOne.referrals.size).toBe(0)
  })

  test('answers 401 to a key of a third party and to a Management key', async () => {
    const { call, keyOf, managementKey } = await given()
    const post = (authorization: string) =>
      call('POST', '/v1/referrals', { headers: { authorization }, body: ONE })

    expect((await post(`ApiKey-v1 ${keyOf('customer_engagement')}`)).status).toBe(401)
    expect((await post(`ManagementKey-v1 ${managementKey}`)).hint).toContain('Management API')
  })
})

describe('POST /v1/referrals_for_multiple_advocates', () => {
  test('is silent by default and shows the referrals when asked', async () => {
    const { integration, talonOne } = await given()

    const silent = await integration('POST', PATH_OF_MANY, { body: MANY })
    const loud = await integration('POST', PATH_OF_MANY, { body: MANY, query: { silent: 'no' } })

    expect(silent).toMatchObject({ status: 204, body: undefined })
    expect(loud).toMatchObject({ status: 201, body: { totalResultSize: 2 } })
    expect(loud.body.data.map((one: { usageLimit: number }) => one.usageLimit)).toEqual([2, 2])
    expect(new Set(loud.body.data.map((one: { batchId: string }) => one.batchId)).size).toBe(1)
    expect(talonOne.referrals.size).toBe(4)
  })

  test('takes a pattern and characters of its own', async () => {
    const { integration } = await given()

    const answer = await integration('POST', PATH_OF_MANY, {
      body: { ...MANY, referralPattern: 'REF-#-##', validCharacters: ['X', 'Y'] },
      query: { silent: 'no' },
    })

    for (const { code } of answer.body.data) expect(code).toMatch(/^REF-[XY]-[XY]{2}$/)
  })

  test('creates all or none when the pattern runs out of codes', async () => {
    const { integration, talonOne } = await given()

    const answer = await integration('POST', PATH_OF_MANY, {
      body: { ...MANY, referralPattern: 'ONE#', validCharacters: ['1'] },
    })

    expect(answer.status).toBe(400)
    expect(talonOne.referrals.size).toBe(0)
  })

  test.each([
    ['no advocate', { advocateProfileIntegrationIds: [] }],
    ['1,001 advocates', { advocateProfileIntegrationIds: Array(1_001).fill('ada@example.com') }],
    [
      'an unknown advocate among known ones',
      { advocateProfileIntegrationIds: ['ada@example.com', 'nobody'] },
    ],
    ['no usage limit', { usageLimit: undefined }],
    ['a pattern of 2 characters', { referralPattern: 'A#' }],
    ['a pattern of 101 characters', { referralPattern: '#'.repeat(101) }],
  ])('refuses %s and keeps nothing', async (_, change) => {
    const { integration, talonOne } = await given()

    expect((await integration('POST', PATH_OF_MANY, { body: { ...MANY, ...change } })).status).toBe(400)
    expect(talonOne.referrals.size).toBe(0)
  })

  test('takes an empty list of valid characters for that of the campaign', async () => {
    const { integration } = await given()

    const { status, body } = await integration('POST', PATH_OF_MANY, {
      query: { silent: 'no' },
      body: { ...MANY, validCharacters: [], referralPattern: '####' },
    })

    expect(status).toBe(201)
    expect(body.data[0].code).toMatch(/^[A-Z0-9]{4}$/)
  })

  test('refuses another word for silent', async () => {
    const { integration } = await given()

    expect((await integration('POST', PATH_OF_MANY, { body: MANY, query: { silent: 'true' } })).status).toBe(
      400,
    )
  })
})
