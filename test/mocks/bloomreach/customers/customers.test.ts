import { describe, expect, test } from 'vitest'
import { allIds } from '../../../../mocks/bloomreach/customers/customers.ts'
import { givenBloomreach } from '../../../support/bloomreach.ts'

describe('identities', () => {
  test('a cookie customer becomes the registered one that it logs in as', async () => {
    const { track, customers } = givenBloomreach()
    await track('/customers', { customer_ids: { cookie: 'c1' }, properties: { seen: 'hat' } })

    await track('/customers', {
      customer_ids: { registered: 'ada', cookie: 'c1' },
      properties: { name: 'Ada' },
    })

    expect(customers.size).toBe(1)
    expect(customers.find({ cookie: 'c1' })).toMatchObject({
      ids: { registered: 'ada', cookie: 'c1' },
      properties: { seen: 'hat', name: 'Ada' },
    })
  })

  test('merging keeps the known customer, its newer properties and the events of both', async () => {
    const { track, event, customers, events } = givenBloomreach()
    await event('ada', 'purchase')
    await track('/customers', { customer_ids: { registered: 'ada' }, properties: { city: 'Oslo' } })
    await track('/customers/events', { customer_ids: { cookie: 'c9' }, event_type: 'view' })
    await track('/customers', { customer_ids: { cookie: 'c9' }, properties: { city: 'Rome', seen: 'hat' } })
    const anonymous = customers.find({ cookie: 'c9' })?.id ?? ''

    await track('/customers', { customer_ids: { registered: 'ada', cookie: 'c9' } })

    const ada = customers.find({ registered: 'ada' })
    expect(customers.size).toBe(1)
    expect(ada?.properties).toEqual({ city: 'Oslo', seen: 'hat' })
    expect(events.of(ada?.id ?? '').map(({ type }) => type)).toEqual(['purchase', 'view'])
    expect(customers.get(anonymous)).toBe(ada)
    expect(customers.find({ cookie: 'c9' })).toBe(ada)
  })

  test('a cookie of another registered customer moves and takes nothing along', async () => {
    const { track, customers } = givenBloomreach()
    await track('/customers', {
      customer_ids: { registered: 'ada', cookie: 'shared' },
      properties: { name: 'Ada' },
    })

    await track('/customers', { customer_ids: { registered: 'bob', cookie: 'shared' } })

    expect(customers.find({ registered: 'bob' })).toMatchObject({ properties: {}, ids: { cookie: 'shared' } })
    expect(customers.find({ registered: 'ada' })?.ids).toEqual({ registered: 'ada' })
    expect(customers.find({ cookie: 'shared' })?.ids.registered).toBe('bob')
  })

  test('soft ids gather, and each of them finds the customer', async () => {
    const { track, customers } = givenBloomreach()
    for (const cookie of ['c1', 'c2', 'c1', 'c3']) {
      await track('/customers', { customer_ids: { registered: 'ada', cookie } })
    }
    const ada = customers.find({ registered: 'ada' })

    expect(ada && allIds(ada)).toEqual({ registered: ['ada'], cookie: ['c3', 'c1', 'c2'] })
    for (const cookie of ['c1', 'c2', 'c3']) expect(customers.find({ cookie })).toBe(ada)
  })

  test('any id finds a customer, the internal one too', async () => {
    const { track, customers } = givenBloomreach()
    await track('/customers', { customer_ids: { registered: 'ada', cookie: 'c1', phone: '+47' + '1' } })
    const ada = customers.find({ registered: 'ada' })

    for (const id of ['ada', 'c1', '+471', ada?.id ?? '']) expect(customers.findByAny(id)).toBe(ada)
    expect(customers.findByAny('nobody')).toBeUndefined()
  })

  test('ids and properties named like parts of an object are ordinary', async () => {
    const { track, data, customers } = givenBloomreach()
    const body =
      '{"customer_ids":{"constructor":"x1","registered":"ada"},"properties":{"__proto__":{"polluted":1},"toString":"t"}}'

    expect((await track('/customers', body)).status).toBe(200)

    expect(customers.find({ constructor: 'x1' })?.ids.registered).toBe('ada')
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
    const { text } = await data('/customers/export-one', { customer_ids: { registered: 'ada' } })
    expect(text).toContain('"__proto__":{"polluted":1}')
  })

  test('internal ids come from the seed', async () => {
    const ids = await Promise.all(
      [1, 2].map(async () => {
        const { customer, customers } = givenBloomreach()
        await customer('ada')
        return customers.find({ registered: 'ada' })?.id
      }),
    )

    expect(ids[0]).toMatch(/^[0-9a-f]{24}$/)
    expect(ids[0]).toBe(ids[1])
  })
})
