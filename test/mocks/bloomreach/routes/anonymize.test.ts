import { describe, expect, test } from 'vitest'
import type { BloomreachSettings } from '../../../../mocks/bloomreach/settings.ts'
import { givenBloomreach } from '../../../support/bloomreach.ts'
import { chain, email, givenScenarios, MINUTE, now } from '../../../support/scenarios.ts'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
const ada = { customer_ids: { registered: 'ada' } }

/** Ada with two cookies, whose email and the recipient of whose mails are private. */
async function given(settings: Partial<BloomreachSettings> = {}) {
  const house = givenBloomreach(settings)
  house.privateInformation.mark({ attributes: ['email', 'phone'], events: { campaign: ['recipient'] } })
  for (const cookie of ['c1', 'c2']) {
    await house.track('/customers', {
      customer_ids: { registered: 'ada', cookie },
      properties: { email: 'ada@example.com', plan: 'gold' },
    })
  }
  await house.event('ada', 'campaign', { recipient: 'ada@example.com', status: 'enqueued' })
  await house.event('ada', 'purchase', { recipient: 'a friend' })
  const id = house.customers.find({ registered: 'ada' })?.id ?? ''
  return { ...house, id }
}

describe('POST /data/v2/projects/{projectToken}/customers/anonymize', () => {
  test('every external id goes and a new cookie comes', async () => {
    const { data, customers, id } = await given()

    const { status, body, headers } = await data('/customers/anonymize', ada)

    expect({ status, body }).toEqual({ status: 200, body: { success: true } })
    expect(headers.get('x-sandbox-hint')).toBeNull()
    const cookie = customers.get(id)?.ids.cookie
    expect(customers.get(id)?.ids).toEqual({ cookie: expect.stringMatching(UUID) })
    for (const ids of [{ registered: 'ada' }, { cookie: 'c1' }, { cookie: 'c2' }]) {
      expect(customers.find(ids)).toBeUndefined()
    }
    expect((await data('/customers/export-one', ada)).status).toBe(404)
    expect((await data('/customers/export-one', { customer_ids: { cookie } })).body).toMatchObject({
      ids: { cookie: [cookie] },
    })
  })

  test('only properties that are marked as private are deleted, of the customer and of events', async () => {
    const { data, customers, events, id } = await given()

    await data('/customers/anonymize', ada)

    expect(customers.get(id)?.properties).toEqual({ plan: 'gold' })
    expect(events.of(id)).toMatchObject([
      { type: 'campaign', properties: { status: 'enqueued' } },
      { type: 'purchase', properties: { recipient: 'a friend' } },
    ])
    expect(events.of(id)[0]?.properties).not.toHaveProperty('recipient')
  })

  test('where nothing is marked as private, the hint says that only ids are removed', async () => {
    const { data, customers, id, privateInformation } = await given()
    privateInformation.mark({ attributes: [], events: {} })

    const { headers } = await data('/customers/anonymize', ada)

    expect(headers.get('x-sandbox-hint')).toContain('only the ids are removed')
    expect(customers.get(id)?.properties).toEqual({ email: 'ada@example.com', plan: 'gold' })
  })

  test('who comes again with the old id is another customer', async () => {
    const { data, customer, customers, id } = await given()
    await data('/customers/anonymize', ada)

    await customer('ada', { email: 'new@example.com' })

    expect(customers.size).toBe(2)
    expect(customers.find({ registered: 'ada' })?.id).not.toBe(id)
    expect(customers.get(id)?.properties).toEqual({ plan: 'gold' })
  })

  test('nobody is anonymized who does not exist, and the journal names who was', async () => {
    const { data, world, id } = await given()

    expect(await data('/customers/anonymize', { customer_ids: { registered: 'bob' } })).toMatchObject({
      status: 404,
      body: { errors: { _global: ['Customer does not exist'] }, success: false },
    })
    await data('/customers/anonymize', ada)

    expect(world.journal.read({ kind: 'bloomreach.customer-anonymized' })).toMatchObject([{ customer: id }])
  })

  test('with readLagMs a customer is anonymized later', async () => {
    const { data, customers, world } = await given({ readLagMs: 10_000 })
    await world.clock.advance(10_000)

    expect((await data('/customers/anonymize', ada)).status).toBe(200)

    expect(customers.find({ registered: 'ada' })).toBeDefined()
    await world.clock.advance(10_000)
    expect(customers.find({ registered: 'ada' })).toBeUndefined()
  })
})

describe('POST /data/v2/projects/{projectToken}/customers/anonymize_bulk', () => {
  test('customers are named by external ids or the internal id; bulk_id names the request, unknown ones are passed over', async () => {
    const { data, customer, customers, id } = await given()
    await customer('bob', { email: 'bob@example.com' })
    await customer('carl')
    const bob = customers.find({ registered: 'bob' })

    const { status, body } = await data('/customers/anonymize_bulk', {
      customers: [
        { customer_ids: { registered: 'nobody' } },
        { customer_ids: { cookie: 'c1' } },
        { internal_id: bob?.id },
        { internal_id: 'f'.repeat(24) },
      ],
    })

    expect({ status, body }).toEqual({
      status: 200,
      body: { success: true, bulk_id: expect.stringMatching(/^[0-9a-f]{24}$/) },
    })
    expect(customers.get(bob?.id ?? '')?.properties).toEqual({})
    expect(Object.keys(customers.get(id)?.ids ?? {})).toEqual(['cookie'])
    expect(customers.find({ registered: 'carl' })).toBeDefined()
  })

  test('one to a thousand customers at once', async () => {
    const { data } = await given()
    const customers = Array.from({ length: 1_001 }, (_, n) => ({ customer_ids: { registered: `c${n}` } }))

    expect((await data('/customers/anonymize_bulk', { customers: customers.slice(1) })).status).toBe(200)
    for (const wrong of [customers, [], [{}], 'ada', undefined]) {
      expect(await data('/customers/anonymize_bulk', { customers: wrong })).toMatchObject({
        status: 400,
        body: { success: false, errors: [expect.stringContaining('customers')] },
      })
    }
  })
})

test.each(['/customers/anonymize', '/customers/anonymize_bulk'])(
  'anonymizing needs private access and the permission to anonymize: %s',
  async path => {
    const { data, access, basic, customers } = await given()
    const { id, secret } = access.privateKey()
    const body = { ...ada, customers: [ada] }

    expect((await data(path, body, { authorization: `Token ${access.publicToken()}` })).status).toBe(401)
    access.replace([{ access: 'private', keyId: id, secret, permissions: ['GDPR > Export customer'] }])
    expect(await data(path, body, { authorization: basic })).toMatchObject({
      status: 403,
      body: { success: false, errors: ['no permission'] },
    })
    expect(customers.find({ registered: 'ada' })).toBeDefined()
  },
)

describe('inside a scenario', () => {
  async function whileWaiting(settings: Partial<BloomreachSettings> = {}) {
    const bloomreach = await givenScenarios({
      settings,
      world: {
        privateInformation: { attributes: ['email'] },
        customers: [{ ids: { registered: 'ada' }, attributes: { email: 'ada@example.com', plan: 'gold' } }],
      },
    })
    const { app, projectToken, apiKeyId, apiSecret, world } = bloomreach
    const wait = { id: 2, type: 'wait', period: '1 minute' } as const
    const tag = { id: 3, type: 'set_attribute', attributes: { seen: '{{ customer.plan }}' } } as const
    const scenario = await bloomreach.start(chain(now, wait, tag, email({ id: 4, html: 'Hello' })))
    const { id = '' } = bloomreach.customers.find({ registered: 'ada' }) ?? {}
    await app.request(`/data/v2/projects/${projectToken}/customers/anonymize`, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa(`${apiKeyId}:${apiSecret}`)}` },
      body: JSON.stringify(ada),
    })
    await bloomreach.advance(MINUTE)
    const endings = world.journal.read({ kind: 'bloomreach.run-ended' }).map(({ because }) => because)
    return { ...bloomreach, id, scenario, endings }
  }

  test('an anonymized customer goes on with what is left, and gets no mail without an address', async () => {
    const { customers, id, endings, outbox, scenarios, scenario } = await whileWaiting()

    expect(customers.get(id)?.properties).toEqual({ plan: 'gold', seen: 'gold' })
    expect(outbox).toEqual([])
    expect(endings).toEqual(['failed'])
    expect(scenarios.inside(scenario)).toEqual([])
  })

  test('with anonymizedInScenario end the path ends as that of a customer who is gone', async () => {
    const { customers, events, id, endings, outbox } = await whileWaiting({ anonymizedInScenario: 'end' })

    expect(customers.get(id)).toBeUndefined()
    expect(endings).toEqual(['customer-gone'])
    expect(outbox).toEqual([])
    const [left] = customers.all()
    expect(left).toMatchObject({ ids: { cookie: expect.stringMatching(UUID) }, properties: { plan: 'gold' } })
    expect([customers.size, events.of(id)]).toEqual([1, []])
  })
})
