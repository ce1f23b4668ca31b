import { describe, expect, test } from 'vitest'
import { type GivenTalonOne, startTalonOne } from '../../../support/talon-one.ts'

const A = '/v1/applications/1'
const C = `${A}/campaigns/373`

async function given(changes: GivenTalonOne = {}) {
  const started = await startTalonOne({
    attributes: [{ entity: 'Coupon', name: 'kind', type: 'string' }],
    ...changes,
  })
  const { management, integration } = started
  return {
    ...started,
    create: (body: object, query: Record<string, string> = { silent: 'no' }) =>
      management('POST', `${C}/coupons`, { query, body: { numberOfCoupons: 1, usageLimit: 1, ...body } }),
    values: async (query: Record<string, string> = {}) =>
      (await management('GET', `${C}/coupons/no_total`, { query })).body.data.map(
        ({ value }: { value: string }) => value,
      ),
    redeem: async (code: string, profileId = 'bob') => {
      const { body } = await integration('PUT', `/v2/customer_sessions/${profileId}-${code}`, {
        body: { customerSession: { profileId, couponCodes: [code], state: 'closed' } },
      })
      return body.effects[0]
    },
    upload: (csv: string, query: Record<string, string> = {}) => {
      const body = new FormData()
      body.set('upFile', new File([csv], 'coupons.csv'))
      return management('POST', `${C}/import_coupons`, { query, body })
    },
  }
}

describe('coupons that are created', () => {
  test('are many of one batch, silently unless told otherwise, and can be redeemed', async () => {
    const { create, values, redeem } = await given()

    const told = await create({
      numberOfCoupons: 3,
      couponPattern: 'SUMMER-###',
      attributes: { kind: 'vip' },
    })
    const silent = await create({ numberOfCoupons: 2 }, {})

    expect([told.status, told.body.totalResultSize, silent.status]).toEqual([200, 3, 204])
    expect(new Set(told.body.data.map(({ batchId }: { batchId: string }) => batchId)).size).toBe(1)
    expect(await values({ value: 'summer' })).toHaveLength(3)
    expect(await values()).toHaveLength(5)
    expect(await redeem(told.body.data[0].value)).toMatchObject({ effectType: 'acceptCoupon' })
  })

  test('are none at all when the pattern has not enough codes', async () => {
    const { create, talonOne } = await given()

    const answer = await create({ numberOfCoupons: 3, couponPattern: 'AB#', validCharacters: ['X', 'Y'] })

    expect([answer.status, talonOne.coupons.size]).toEqual([400, 0])
  })

  test('are for one recipient each', async () => {
    const { management, redeem } = await given()

    const { body } = await management('POST', `${C}/coupons_with_recipients`, {
      query: { silent: 'no' },
      body: { recipientsIntegrationIds: ['bob', 'eve'], usageLimit: 1 },
    })

    const [bobs] = body.data
    expect(body.data).toMatchObject([{ recipientIntegrationId: 'bob' }, { recipientIntegrationId: 'eve' }])
    expect((await redeem(bobs.value, 'eve')).props.rejectionReason).toBe('CouponRecipientDoesNotMatch')
    expect((await redeem(bobs.value)).effectType).toBe('acceptCoupon')
  })

  test.each<[string, object, number]>([
    ['more than 20,000', { numberOfCoupons: 20_001 }, 400],
    [
      'an expiry before the start',
      { startDate: '2027-01-02T00:00:00Z', expiryDate: '2027-01-01T00:00:00Z' },
      400,
    ],
    ['an unknown attribute', { attributes: { unheardOf: 1 } }, 400],
    ['an implicit reservation', { implicitlyReserved: true }, 501],
  ])('are refused with %s', async (_, body, status) => {
    const { create, talonOne } = await given()

    expect([(await create(body)).status, talonOne.coupons.size]).toEqual([status, 0])
  })
})

test('coupons are searched by attributes, in a campaign and in the Application', async () => {
  const { create, management } = await given()
  await create({ attributes: { kind: 'vip' } })
  await create({})
  const found = async (path: string, attributes: object) =>
    (await management('POST', `${path}/coupons_search_advanced/no_total`, { body: { attributes } })).body.data

  expect(await found(C, { kind: 'vip' })).toHaveLength(1)
  expect(await found(A, { kind: 'vip' })).toHaveLength(1)
  expect(await found(A, {})).toHaveLength(2)
  expect(await found(A, { kind: 'other' })).toEqual([])
})

test('a list counts all when it is asked to', async () => {
  const { create, management } = await given()
  await create({ numberOfCoupons: 3 })

  const { body } = await management('GET', `${C}/coupons`, { query: { pageSize: 2 } })

  expect([body.totalResultSize, body.data.length]).toEqual([3, 2])
})

test('coupons change one by one and in batches, and are deleted so', async () => {
  const { create, management, values, redeem } = await given()
  const { body } = await create({ numberOfCoupons: 2 })
  const [one, two] = body.data
  await create({ couponPattern: 'OTHER-###' })

  const changed = await management('PUT', `${C}/coupons/${one.id}`, {
    body: { usageLimit: 0, recipientIntegrationId: 'bob' },
  })
  expect(changed.body).toMatchObject({ id: one.id, usageLimit: 0, recipientIntegrationId: 'bob' })
  const batch = await management('PUT', `${C}/coupons`, {
    body: { batchID: one.batchId, expiryDate: '2020-01-01T00:00:00Z' },
  })
  expect(batch.status).toBe(204)
  expect(await values({ valid: 'expired' })).toEqual([one.value, two.value])
  expect((await management('DELETE', `${C}/coupons/${one.id}`)).status).toBe(204)
  expect((await redeem(one.value)).props.rejectionReason).toBe('CouponNotFound')
  expect((await management('DELETE', `${C}/coupons`, { query: { batchId: two.batchId } })).status).toBe(204)
  expect(await values()).toHaveLength(1)
  expect((await management('DELETE', `${C}/coupons/${one.id}`)).status).toBe(404)
})

describe('importing coupons', () => {
  const CSV = [
    '"value","expirydate","startdate","recipientintegrationid","limitval","attributes","discountlimit"',
    'COUP1,2028-07-01T04:00:00Z,2018-05-01T04:00:00Z,cust123,,"{""kind"": ""10_off""}",2.4',
    'COUP2,,,,0,,',
  ].join('\n')

  test('takes the published columns; a blank limit is 1', async () => {
    const { upload, management } = await given()

    const { status, body } = await upload(CSV)
    const listed = await management('GET', `${C}/coupons/no_total`)

    expect([status, body.entity, body.amount]).toEqual([200, 'Coupon', 2])
    expect(listed.body.data).toMatchObject([
      {
        value: 'COUP1',
        usageLimit: 1,
        recipientIntegrationId: 'cust123',
        discountLimit: 2.4,
        importId: body.id,
      },
      { value: 'COUP2', usageLimit: 0 },
    ])
  })

  test('refuses a duplicate, or skips it when told to', async () => {
    const { upload, talonOne } = await given()
    await upload(CSV)

    const again = await upload(CSV)
    const skipped = await upload(`${CSV}\nCOUP3,,,,,,`, { skipDuplicates: 'true' })

    expect([again.status, again.body.message]).toEqual([400, 'Import Error: Duplicate code error'])
    expect([skipped.status, skipped.body.amount, talonOne.coupons.size]).toEqual([200, 1, 3])
  })

  test.each([
    ['no value column', 'code\nCOUP1'],
    ['a short value', 'value\nAB'],
    ['a date that is none', 'value,expirydate\nCOUP1,tomorrow'],
    ['a limit that is none', 'value,limitval\nCOUP1,many'],
    ['a discount that is none', 'value,discountlimit\nCOUP1,1e300'],
    ['attributes that are none', 'value,attributes\nCOUP1,[]'],
    ['an unknown attribute', 'value,attributes\nCOUP1,"{""unheardOf"":1}"'],
    ['a loose quote', 'value\nCO"UP1'],
    ['nothing', ''],
  ])('refuses %s and keeps nothing', async (_, csv) => {
    const { upload, talonOne } = await given()

    expect([(await upload(`${csv}`)).status, talonOne.coupons.size]).toEqual([400, 0])
  })
})

test('an export has the published header, and the values alone when asked', async () => {
  const { create, management } = await given()
  const { body } = await create({ couponPattern: 'EXPORT-#', attributes: { kind: 'vip' } })
  const [{ value, batchId }] = body.data
  const text = async (query: Record<string, string>) =>
    (await management('GET', `${A}/export_coupons`, { query })).body as string

  const [header, row] = (await text({ dateFormat: 'ISO8601' })).split('\n')
  expect(header).toBe(
    'id,created,campaignid,value,expirydate,startdate,attributes,applicationid,deleted,deleted_changelogid,accountid,referralid,recipientintegrationid,importid,batchid,reservation,limits,limitval,counter,discount_counter,discount_limitval',
  )
  expect(row).toBe(
    `1,2026-01-05T09:00:00.000Z,373,${value},,,"{""kind"":""vip""}",1,,0,1,,,,${batchId},,[],1,0,0,`,
  )
  expect(await text({ valuesOnly: 'true' })).toBe(`value\n${value}\n`)
  expect((await management('GET', `${A}/export_coupons?deletedBefore=2026-01-01T00:00:00Z`)).status).toBe(501)
})

test('referrals are listed with their total as older clients do', async () => {
  const { integration, management } = await given()
  for (let i = 0; i < 3; i++) {
    const body = { campaignId: 373, advocateProfileIntegrationId: 'ada@example.com' }
    await integration('POST', '/v1/referrals', { body })
  }

  const { body } = await management('GET', `${C}/referrals`, { query: { pageSize: 1 } })

  expect([body.totalResultSize, body.data.length]).toEqual([3, 1])
})
