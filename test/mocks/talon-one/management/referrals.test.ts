import { describe, expect, test } from 'vitest'
import { startTalonOne, type TestTalonOne } from '../../../support/talon-one.ts'

const CAMPAIGN = '/v1/applications/1/campaigns/373'
const LIST = `${CAMPAIGN}/referrals/no_total`

const create = async ({ thirdParty }: TestTalonOne, query: Record<string, string | number> = {}) =>
  (
    await thirdParty('customer_engagement', 'GET', '/customer_engagement/referral', {
      query: { campaignId: 373, advocateProfileIntegrationId: 'ada@example.com', ...query },
    })
  ).body as { id: number; code: string }

const upload = (text: string, field = 'upFile') => {
  const form = new FormData()
  form.append(field, new Blob([text], { type: 'text/csv' }), 'referrals.csv')
  return form
}

const idsOf = (answer: { body: { data: { id: number }[] } }) => answer.body.data.map(({ id }) => id)

describe('getReferralsWithoutTotalCount', () => {
  test('pages without counting', async () => {
    const talonOne = await startTalonOne()
    for (let i = 0; i < 5; i++) await create(talonOne)

    const first = await talonOne.management('GET', LIST, { query: { pageSize: 2 } })
    const last = await talonOne.management('GET', LIST, { query: { pageSize: 2, skip: 4 } })
    const newest = await talonOne.management('GET', LIST, { query: { pageSize: 1, sort: '-created' } })

    expect([idsOf(first), first.body.hasMore]).toEqual([[1, 2], true])
    expect([idsOf(last), last.body.hasMore]).toEqual([[5], false])
    expect(idsOf(newest)).toHaveLength(1)
  })

  test('filters by code without regard to case and dashes', async () => {
    const talonOne = await startTalonOne()
    await create(talonOne)
    const { id, code } = await create(talonOne)

    const found = await talonOne.management('GET', LIST, {
      query: { code: code.toLowerCase().replace('-', '') },
    })

    expect(idsOf(found)).toEqual([id])
  })

  test('filters by advocate, by validity, by use and by creation', async () => {
    const talonOne = await startTalonOne({
      world: { clock: 'manual' },
      profiles: ['ada@example.com', 'bob@example.com'],
    })
    const expired = await create(talonOne, { expiryDate: '2026-01-05T08:00:00Z' })
    const ahead = await create(talonOne, { startDate: '2026-02-01T00:00:00Z' })
    await talonOne.world.clock.advance(60_000)
    const now = await create(talonOne, { advocateProfileIntegrationId: 'bob@example.com', usageLimit: 1 })
    const by = async (query: Record<string, string>) =>
      idsOf(await talonOne.management('GET', LIST, { query }))

    expect(await by({ advocate: 'bob@example.com' })).toEqual([now.id])
    expect(await by({ valid: 'expired' })).toEqual([expired.id])
    expect(await by({ valid: 'validFuture' })).toEqual([ahead.id])
    expect(await by({ valid: 'validNow' })).toEqual([now.id])
    expect(await by({ usable: 'false' })).toEqual([])
    expect(await by({ usable: 'true' })).toHaveLength(3)
    expect(await by({ createdAfter: '2026-01-05T09:00:30Z' })).toEqual([now.id])
    expect(await by({ createdBefore: '2026-01-05T09:00:30Z' })).toEqual([expired.id, ahead.id])
  })

  test.each([
    ['valid', 'yesterday'],
    ['usable', 'perhaps'],
    ['pageSize', '0'],
    ['pageSize', '1001'],
    ['pageSize', 'many'],
    ['skip', '-1'],
    ['sort', 'colour'],
    ['createdAfter', 'now'],
  ])('%s=%s is refused', async (name, value) => {
    const { management } = await startTalonOne()

    expect((await management('GET', LIST, { query: { [name]: value } })).status).toBe(400)
  })

  test('a campaign of another Application is not found', async () => {
    const { management } = await startTalonOne()
    await management('POST', '/v1/applications', { body: { name: 'B', currency: 'EUR', timezone: 'UTC' } })

    const answer = await management('GET', '/v1/applications/2/campaigns/373/referrals/no_total')

    expect(answer.status).toBe(404)
    expect(answer.hint).toBe('The campaign 373 belongs to the Application 1.')
  })
})

describe('updateReferral and deleteReferral', () => {
  test('changes what is given and keeps the rest', async () => {
    const talonOne = await startTalonOne()
    const { id, code } = await create(talonOne, { usageLimit: 3 })

    const changed = await talonOne.management('PUT', `${CAMPAIGN}/referrals/${id}`, {
      body: { friendProfileIntegrationId: 'bob@example.com', expiryDate: '2026-03-01T00:00:00+01:00' },
    })

    expect(changed.status).toBe(200)
    expect(changed.body).toMatchObject({
      code,
      usageLimit: 3,
      friendProfileIntegrationId: 'bob@example.com',
      expiryDate: '2026-03-01T00:00:00+01:00',
    })
  })

  test.each([
    ['another property', { code: 'MINE' }],
    ['a limit out of range', { usageLimit: 1_000_000 }],
    ['a broken date', { startDate: '2026-13-01T00:00:00Z' }],
    ['an expiry before the start', { startDate: '2026-02-01T00:00:00Z', expiryDate: '2026-01-01T00:00:00Z' }],
    ['an undefined attribute', { attributes: { colour: 'red' } }],
  ])('%s is refused and nothing changes', async (_, body) => {
    const talonOne = await startTalonOne()
    const { id } = await create(talonOne)
    const before = await talonOne.management('GET', LIST)

    const answer = await talonOne.management('PUT', `${CAMPAIGN}/referrals/${id}`, { body })

    expect(answer.status).toBe(400)
    expect((await talonOne.management('GET', LIST)).body).toEqual(before.body)
  })

  test('a deleted referral is gone and its code is free', async () => {
    const talonOne = await startTalonOne()
    const { id, code } = await create(talonOne)

    expect((await talonOne.management('DELETE', `${CAMPAIGN}/referrals/${id}`)).status).toBe(204)
    expect((await talonOne.management('DELETE', `${CAMPAIGN}/referrals/${id}`)).status).toBe(404)
    const again = await talonOne.management('POST', `${CAMPAIGN}/import_referrals`, {
      body: upload(`code,advocateprofileintegrationid\n${code},ada@example.com\n`),
    })
    expect(again.status).toBe(200)
  })
})

describe('importReferrals', () => {
  const CSV = `code,startdate,expirydate,advocateprofileintegrationid,limitval,attributes
CODE-1,2020-11-10T23:00:00Z,2031-11-11T23:00:00Z,integid_4,7,"{""channel"":
""web""}"
CODE-2,,,integid1,,
`
  const attributes = [{ entity: 'Referral', name: 'channel', type: 'string' }] as const

  test('stores every line; a blank limit is 1; no profile is created', async () => {
    const { management } = await startTalonOne({ attributes: [...attributes] })

    const imported = await management('POST', `${CAMPAIGN}/import_referrals`, { body: upload(CSV) })
    const { body } = await management('GET', LIST)

    expect(imported.body).toMatchObject({ entity: 'Referral', amount: 2 })
    expect(body.data).toMatchObject([
      { code: 'CODE-1', usageLimit: 7, attributes: { channel: 'web' }, importId: imported.body.id },
      { code: 'CODE-2', usageLimit: 1, advocateProfileIntegrationId: 'integid1' },
    ])
    expect((await management('GET', '/v1/customers/no_total')).body.data).toHaveLength(1)
  })

  test.each([
    [
      'a duplicate',
      'code,advocateprofileintegrationid\nSAME,a\nSAME,b\n',
      'Import Error: Duplicate code error',
    ],
    [
      'a stray quote',
      'code,advocateprofileintegrationid\nAB"CD,a\n',
      'Import Error: Read CSV error parse error on line 2',
    ],
    [
      'a short line',
      'code,advocateprofileintegrationid\nABCD\n',
      'Import Error: Read CSV error parse error on line 2',
    ],
    ['a missing column', 'code\nABCD\n', 'Import Error: the column advocateprofileintegrationid is missing'],
    ['no line at all', '', 'Import Error: the file is empty'],
    [
      'a broken date',
      'code,advocateprofileintegrationid,startdate\nABCD,a,soon\n',
      'Import Error: startdate on line 2: is not an RFC 3339 date-time',
    ],
    [
      'a short code',
      'code,advocateprofileintegrationid\nABC,a\n',
      'Import Error: code on line 2: must have 4 to 100 characters',
    ],
  ])('%s refuses the whole file', async (_, csv, message) => {
    const { management } = await startTalonOne()

    const answer = await management('POST', `${CAMPAIGN}/import_referrals`, { body: upload(csv) })

    expect([answer.status, answer.body.message]).toEqual([400, message])
    expect((await management('GET', LIST)).body.data).toEqual([])
  })

  test('a code that exists already is a duplicate', async () => {
    const talonOne = await startTalonOne()
    const { code } = await create(talonOne)

    const answer = await talonOne.management('POST', `${CAMPAIGN}/import_referrals`, {
      body: upload(`code,advocateprofileintegrationid\n${code},a\n`),
    })

    expect(answer.body.message).toBe('Import Error: Duplicate code error')
  })

  test.each([
    ['another field', upload('code', 'file')],
    ['no multipart data', 'code,advocateprofileintegrationid\n'],
  ])('%s is refused', async (_, body) => {
    const { management } = await startTalonOne()

    expect((await management('POST', `${CAMPAIGN}/import_referrals`, { body })).status).toBe(400)
  })
})

describe('exportReferrals', () => {
  test('writes the columns of the published example', async () => {
    const talonOne = await startTalonOne()
    const { code } = await create(talonOne, { usageLimit: 9, expiryDate: '2026-02-01T00:00:00Z' })

    const { body, headers } = await talonOne.management('GET', '/v1/applications/1/export_referrals')
    const iso = await talonOne.management('GET', '/v1/applications/1/export_referrals', {
      query: { dateFormat: 'ISO8601', campaignId: 373 },
    })

    expect(headers.get('content-type')).toBe('application/csv')
    expect(body).toBe(
      `id,created,campaignid,advocateprofileintegrationid,friendprofileintegrationid,startdate,expirydate,code,importid,attributes,batchid,counter,limitval
1,2026-01-05 09:00:00,373,ada@example.com,,,2026-02-01 00:00:00,${code},,{},,0,9
`,
    )
    expect(iso.body).toContain('2026-02-01T00:00:00.000Z')
  })
})

describe('attributes', () => {
  test('a page of them has the total and the described fields alone', async () => {
    const { management } = await startTalonOne({
      attributes: ['channel', 'source'].map(name => ({ entity: 'Referral', name, type: 'string' })),
    })

    const { body } = await management('GET', '/v1/attributes', { query: { pageSize: 1, kind: 'custom' } })

    expect(Object.keys(body).sort()).toEqual(['data', 'totalResultSize'])
    expect([body.totalResultSize, body.data.length]).toEqual([2, 1])
  })

  const NEW = {
    entity: 'Referral',
    name: 'channel',
    title: 'Channel',
    type: 'string',
    description: 'Where from',
    suggestions: [],
    editable: true,
  }

  test('are created, listed, read, and only their description changes', async () => {
    const { management } = await startTalonOne()
    const created = await management('POST', '/v1/attributes', { body: NEW })
    const changed = await management('PUT', `/v1/attributes/${created.body.id}`, {
      body: { ...NEW, name: 'other', description: 'Changed' },
    })

    expect(created.status).toBe(201)
    expect(changed.body).toMatchObject({ name: 'channel', description: 'Changed' })
    expect(
      (await management('GET', '/v1/attributes', { query: { entity: 'Referral' } })).body.data,
    ).toHaveLength(1)
    expect((await management('GET', '/v1/attributes', { query: { entity: 'Coupon' } })).body.data).toEqual([])
    expect((await management('GET', `/v1/attributes/${created.body.id}`)).status).toBe(200)
    expect((await management('GET', '/v1/attributes/99')).status).toBe(404)
  })

  test.each([
    ['a second one of the same name', NEW],
    ['an unknown entity', { ...NEW, entity: 'Moon' }],
    ['a name with a dash', { ...NEW, name: 'a-b', title: 'Other' }],
    ['an unknown type', { ...NEW, name: 'x', title: 'X', type: 'colour' }],
    ['no suggestions', { ...NEW, name: 'x', title: 'X', suggestions: undefined }],
  ])('%s is refused', async (_, body) => {
    const { management } = await startTalonOne()
    await management('POST', '/v1/attributes', { body: NEW })

    expect((await management('POST', '/v1/attributes', { body })).status).toBe(400)
    expect((await management('GET', '/v1/attributes?kind=custom')).body.totalResultSize).toBe(1)
  })
})

describe('access logs', () => {
  const RANGE = { rangeStart: '2026-01-05T00:00:00Z', rangeEnd: '2026-01-06T00:00:00Z' }
  const LOGS = '/v1/applications/1/access_logs/no_total'

  test('list the calls of the Application with filters', async () => {
    const talonOne = await startTalonOne()
    await create(talonOne)
    await create(talonOne, { campaignId: 9 })

    const all = await talonOne.management('GET', LOGS, { query: RANGE })
    const failed = await talonOne.management('GET', LOGS, { query: { ...RANGE, status: 'error' } })
    const none = await talonOne.management('GET', LOGS, { query: { ...RANGE, path: '^/v2/' } })
    const ofPlatforms = await talonOne.management('GET', LOGS, {
      query: { ...RANGE, path: '^/customer_engagement/' },
    })

    expect(all.body.data.map((one: { status: number }) => one.status)).toEqual([200, 404])
    expect(all.body.data[0]).toMatchObject({ method: 'GET', requestPayload: '' })
    expect(all.body.data[0].requestUri).toMatch(/^\/customer_engagement\/referral\?campaignId=373/)
    expect(failed.body.data).toHaveLength(1)
    expect(none.body.data).toEqual([])
    expect(ofPlatforms.body.data).toEqual(all.body.data)
  })

  test('accessLogPayloads=keep shows the bodies', async () => {
    const talonOne = await startTalonOne({ settings: { accessLogPayloads: 'keep' } })
    const { code } = await create(talonOne)

    const { body } = await talonOne.management('GET', LOGS, { query: RANGE })

    expect(JSON.parse(body.data[0].responsePayload).code).toBe(code)
  })

  test.each([
    [{ rangeStart: RANGE.rangeStart }],
    [{ ...RANGE, path: '(' }],
    [{ ...RANGE, method: 'brew' }],
    [{ ...RANGE, status: 'odd' }],
  ])('%j is refused', async query => {
    const { management } = await startTalonOne()

    expect((await management('GET', LOGS, { query })).status).toBe(400)
  })

  test('the health report looks at the last five minutes', async () => {
    const talonOne = await startTalonOne({ world: { clock: 'manual' } })
    const summary = async () =>
      (await talonOne.management('GET', '/v1/applications/1/health_report')).body.summary
    const seen = [await summary()]
    await create(talonOne)
    seen.push(await summary())
    await create(talonOne, { campaignId: 9 })
    seen.push(await summary())
    await create(talonOne, { campaignId: 9 })
    seen.push(await summary())
    await talonOne.world.clock.advance(6 * 60_000)
    seen.push(await summary())
    await create(talonOne, { campaignId: 9 })
    seen.push(await summary())

    expect(seen).toEqual(['NONE', 'OK', 'WARNING', 'ERROR', 'NONE', 'CRITICAL'])
  })
})

describe('customers', () => {
  test('are listed, counted and read by id', async () => {
    const { management } = await startTalonOne({ profiles: ['ada@example.com', 'bob@example.com'] })

    const counted = await management('GET', '/v1/applications/1/customers', {
      query: { withTotalResultSize: true, pageSize: 1 },
    })
    const one = await management('GET', '/v1/applications/1/customers', {
      query: { integrationId: 'bob@example.com' },
    })

    expect([counted.body.totalResultSize, counted.body.data.length]).toEqual([2, 1])
    expect(one.body.data[0].integrationId).toBe('bob@example.com')
    expect((await management('GET', `/v1/applications/1/customers/${one.body.data[0].id}`)).status).toBe(200)
    expect((await management('GET', '/v1/customers/99')).status).toBe(404)
    expect((await management('GET', '/v1/customers/abc')).status).toBe(404)
  })
})
