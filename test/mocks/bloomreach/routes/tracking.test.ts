import { describe, expect, test } from 'vitest'
import { givenBloomreach, NOON } from '../../../support/bloomreach.ts'

const OK = { success: true, errors: [] }
const ada = { registered: 'ada@example.com' }

describe('GET /track/v2/projects/{projectToken}/system/time', () => {
  test("answers the world's time in seconds", async () => {
    const { send, token, basic, world } = givenBloomreach()
    await world.clock.advance(1_500)

    const { status, body } = await send(`/track/v2/projects/${token}/system/time`, {
      headers: { authorization: basic },
    })

    expect(status).toBe(200)
    expect(body).toEqual({ success: true, errors: [], time: NOON / 1_000 + 1.5 })
  })
})

describe('POST /track/v2/projects/{projectToken}/customers', () => {
  test('creates the customer if absent', async () => {
    const { track, customers } = givenBloomreach()

    const answer = await track('/customers', { customer_ids: ada, properties: { first_name: 'Ada' } })

    expect(answer).toMatchObject({ status: 200, body: OK })
    expect(customers.find(ada)?.properties).toEqual({ first_name: 'Ada' })
  })

  test('an older update_timestamp never replaces a newer value', async () => {
    const { track, customers, world } = givenBloomreach()
    await track('/customers', { customer_ids: ada, properties: { plan: 'free', city: 'Oslo' } })
    await world.clock.advance(60_000)
    await track('/customers', { customer_ids: ada, properties: { plan: 'gold' } })

    await track('/customers', {
      customer_ids: ada,
      properties: { plan: 'silver', city: 'Bergen' },
      update_timestamp: NOON / 1_000 + 30,
    })

    expect(customers.find(ada)?.properties).toEqual({ plan: 'gold', city: 'Bergen' })
  })

  test("takes null for what is absent, as the vendor's Python client sends it", async () => {
    const { track } = givenBloomreach()

    expect((await track('/customers', { customer_ids: ada, properties: null })).body).toEqual(OK)
    expect(
      (
        await track('/customers/events', {
          customer_ids: ada,
          event_type: 'x',
          properties: null,
          timestamp: null,
        })
      ).body,
    ).toEqual(OK)
  })

  test('no id in customer_ids is "At least one id should be specified."', async () => {
    const { track } = givenBloomreach()

    expect(await track('/customers', { customer_ids: {}, properties: {} })).toMatchObject({
      status: 400,
      body: { success: false, errors: ['At least one id should be specified.'] },
    })
  })

  test('a customer with more ids than any project has kinds of is refused', async () => {
    const { track, customers } = givenBloomreach()
    const ids = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`kind${index}`, 'x']))

    expect((await track('/customers', { customer_ids: ids(101) })).status).toBe(400)
    expect(customers.size).toBe(0)
    expect((await track('/customers', { customer_ids: ids(100) })).status).toBe(200)
  })

  test('an id must hold one alphanumeric character and not be null or undefined', async () => {
    const { track, customers } = givenBloomreach()

    for (const id of ['', '   ', '---', 'null', 'undefined', null, true, {}, ['x']]) {
      expect((await track('/customers', { customer_ids: { registered: id } })).status).toBe(400)
    }
    expect(customers.size).toBe(0)
    expect((await track('/customers', { customer_ids: { registered: 'ж' } })).status).toBe(200)
    expect((await track('/customers', { customer_ids: { registered: 12345 } })).status).toBe(200)
    expect(customers.find({ registered: '12345' })).toBeDefined()
  })

  test('with missingIdStatus 200 the answer is that of the support page', async () => {
    const { track } = givenBloomreach({ missingIdStatus: 200 })

    expect(await track('/customers', { customer_ids: { registered: 'null' } })).toMatchObject({
      status: 200,
      body: { success: false, errors: ['At least one valid id should be specified'] },
    })
  })

  test('read requests are processed at once', async () => {
    const { customer, data } = givenBloomreach()
    await customer('ada@example.com', { plan: 'gold' })

    expect((await data('/customers/export-one', { customer_ids: ada })).body).toMatchObject({
      properties: { plan: 'gold' },
    })
  })

  test('write requests are queued: with readLagMs they become visible later', async () => {
    const { track, data, world } = givenBloomreach({ readLagMs: 15_000 })
    await track('/customers', { customer_ids: ada, properties: { plan: 'gold' } })
    await track('/customers/events', { customer_ids: ada, event_type: 'purchase' })

    expect(await data('/customers/export-one', { customer_ids: ada })).toMatchObject({
      status: 404,
      body: { errors: { _global: ['Customer does not exist'] }, success: false },
    })
    await world.clock.advance(15_000)

    expect(await data('/customers/export-one', { customer_ids: ada })).toMatchObject({
      status: 200,
      body: { properties: { plan: 'gold' }, events: [{ type: 'purchase', timestamp: NOON / 1_000 }] },
    })
  })
})

describe('POST /track/v2/projects/{projectToken}/customers/events', () => {
  test.each([
    ['2026-01-05T09:00:00Z', 1_767_603_600],
    ['2026-01-05T10:00:00+01:00', 1_767_603_600],
    ['2026-01-05T09:00:00.5', 1_767_603_600.5],
    ['2026-01-05T09:00', 1_767_603_600],
    ['2026-01-05T10:00:00.000000+0100', 1_767_603_600],
  ])('a timestamp may be an ISO 8601 date-time: %s', async (text, seconds) => {
    const { track, events, customers } = givenBloomreach()
    const event = { customer_ids: ada, event_type: 'visit', timestamp: text }

    expect((await track('/customers/events', event)).status).toBe(200)
    const { body } = await track('/batch', { commands: [{ name: 'customers/events', data: event }] })
    await track('/customers', { customer_ids: ada, properties: {}, update_timestamp: text })

    expect(body).toMatchObject({ results: [{ success: true }] })
    expect(events.of(customers.find(ada)?.id ?? '')).toMatchObject([
      { timestamp: seconds },
      { timestamp: seconds },
    ])
  })

  test('with isoTimestamps refuse, and for a text that is none, a timestamp is refused', async () => {
    const { track, settings, events } = givenBloomreach()
    const event = (timestamp: unknown) =>
      track('/customers/events', { customer_ids: ada, event_type: 'x', timestamp })

    for (const text of [
      'yesterday',
      '2026-02-31T00:00:00Z',
      '2026-01-05',
      '',
      '1767603600',
      `2026-01-05T09:00:00${'0'.repeat(100_000)}Z`,
    ]) {
      expect((await event(text)).status).toBe(400)
    }
    settings.isoTimestamps = 'refuse'
    expect((await event('2026-01-05T09:00:00Z')).status).toBe(400)
    expect(events.size).toBe(0)
  })

  test('a value above maxPropertyBytes and properties above maxMessageBytes are refused, in a batch alone', async () => {
    const { track, events, customers } = givenBloomreach()
    const event = (properties: object) => ({ customer_ids: ada, event_type: 'x', properties })
    const fits = 'я'.repeat(8_192)
    const message = Object.fromEntries(Array.from({ length: 50 }, (_, n) => [`p${n}`, fits]))

    const long = await track('/customers/events', event({ note: `${fits}x` }))
    expect(long.body).toEqual({ success: false, errors: ['properties.note: expected at most 16384 bytes'] })
    expect(long.headers.get('x-sandbox-hint')).toContain('maxPropertyBytes')
    expect((await track('/customers', { customer_ids: ada, properties: { list: [fits] } })).status).toBe(400)
    expect((await track('/customers/events', event(message))).status).toBe(413)
    expect([events.size, customers.size]).toEqual([0, 0])

    const commands = [event({ note: `${fits}x` }), event({ note: fits })]
    const { body } = await track('/batch', {
      commands: commands.map(data => ({ name: 'customers/events', data })),
    })
    expect(body).toMatchObject({ success: true, results: [{ success: false }, { success: true }] })
    expect(events.size).toBe(1)
  })

  test('adds the event with its own timestamp and makes the customer', async () => {
    const { track, customers, events } = givenBloomreach()

    const answer = await track('/customers/events', {
      customer_ids: ada,
      event_type: 'purchase',
      timestamp: 1533663283.1,
      properties: { total: 12.5 },
    })

    expect(answer).toMatchObject({ status: 200, body: OK })
    expect(events.of(customers.find(ada)?.id ?? '')).toEqual([
      { type: 'purchase', timestamp: 1533663283.1, properties: { total: 12.5 } },
    ])
  })

  test('event types and properties are accepted as they come', async () => {
    const { event, customers, events } = givenBloomreach()
    const properties = { 'ключ 🔑': ['a', { b: null }], __proto__x: 1, total: 1e300 }

    await event('ada', 'sběr bodů 🎁', properties)

    expect(events.of(customers.find({ registered: 'ada' })?.id ?? '')[0]?.properties).toEqual(properties)
  })

  test('missing permission on an event type comes with 200', async () => {
    const { track, access, customers } = givenBloomreach()
    access.replace([{ access: 'public', token: 'shop', eventTypes: ['view_item'] }])
    const event = (event_type: string) =>
      track('/customers/events', { customer_ids: ada, event_type }, { authorization: 'Token shop' })

    expect(await event('purchase')).toMatchObject({
      status: 200,
      body: { success: false, errors: ['Not authorized to add event of specified type'] },
    })
    expect(customers.size).toBe(0)
    expect((await event('view_item')).body).toEqual(OK)
  })

  test('the journal shows the event as caused by its request', async () => {
    const { event, world, customers } = givenBloomreach()
    await event('ada', 'purchase')

    const [entry] = world.journal.read({ kind: 'bloomreach.event' })

    expect(entry).toMatchObject({ type: 'purchase', customer: customers.find({ registered: 'ada' })?.id })
    expect(world.journal.get(entry?.causedBy ?? 0)).toMatchObject({
      kind: 'bloomreach.request',
      method: 'POST',
    })
  })
})

describe('POST /track/v2/projects/{projectToken}/batch', () => {
  const update = { name: 'customers', data: { customer_ids: ada, properties: { plan: 'gold' } } }
  const time = { name: 'system/time' }

  test('answers one result for each command', async () => {
    const { track } = givenBloomreach()
    const now = NOON / 1_000

    const { status, body } = await track('/batch', {
      commands: [update, { name: 'customers/events', data: { customer_ids: ada, event_type: 'x' } }, time],
    })

    expect(status).toBe(200)
    expect(body).toEqual({
      results: [{ success: true }, { success: true }, { success: true, time: now }],
      start_time: now,
      end_time: now,
      success: true,
    })
  })

  test('a command without an id fails alone and the batch succeeds', async () => {
    const { track, customers } = givenBloomreach()

    const { status, body } = await track('/batch', {
      commands: [{ name: 'customers', data: { customer_ids: {} } }, update],
    })

    expect(status).toBe(200)
    expect(body).toMatchObject({
      results: [{ success: false, errors: ['At least one id should be specified.'] }, { success: true }],
      success: true,
    })
    expect(customers.size).toBe(1)
  })

  test('a batch with [] or missing commands is "No commands"', async () => {
    const { track } = givenBloomreach()
    const refusal = { status: 400, body: { success: false, message: 'No commands' } }

    expect(await track('/batch', { commands: [] })).toMatchObject(refusal)
    expect(await track('/batch', {})).toMatchObject(refusal)
    expect(await track('/batch', { commands: 'customers' })).toMatchObject(refusal)
  })

  test('a batch element that is not an object fails the whole request', async () => {
    const { track, customers } = givenBloomreach()

    expect(await track('/batch', { commands: [update, 'customers'] })).toMatchObject({
      status: 400,
      body: { success: false, message: 'Invalid JSON' },
    })
    expect(customers.size).toBe(0)
  })

  test('takes at most 50 commands', async () => {
    const { track } = givenBloomreach()

    expect((await track('/batch', { commands: Array(50).fill(time) })).status).toBe(200)
    expect((await track('/batch', { commands: Array(51).fill(time) })).status).toBe(400)
  })

  test('commands are executed as given unless batchOrder is shuffled', async () => {
    const { track, customers } = givenBloomreach()
    const commands = Array.from({ length: 20 }, (_, n) => ({
      name: 'customers',
      data: { customer_ids: ada, properties: { [`p${n}`]: n } },
    }))

    await track('/batch', { commands })

    expect(Object.values(customers.find(ada)?.properties ?? {})).toEqual(commands.map((_, n) => n))
  })

  test('commands are not executed in order when batchOrder is shuffled, results stay in order', async () => {
    const { track, customers, events } = givenBloomreach({ batchOrder: 'shuffled' })
    const commands = Array.from({ length: 20 }, (_, n) => ({
      name: 'customers/events',
      data: { customer_ids: ada, event_type: `event ${n}` },
    }))

    const { body } = await track('/batch', { commands: [...commands, time] })

    const types = events.of(customers.find(ada)?.id ?? '').map(({ type }) => type)
    expect(types).toHaveLength(20)
    expect(types).not.toEqual(commands.map(({ data }) => data.event_type))
    expect(body).toMatchObject({
      results: [...commands.map(() => ({ success: true })), { time: NOON / 1_000 }],
    })
  })

  test('an unknown command fails alone', async () => {
    const { track } = givenBloomreach()

    const { body } = await track('/batch', { commands: [{ name: 'catalogs' }, {}, { name: 'customers' }] })

    expect(body).toMatchObject({
      success: true,
      results: [
        { success: false, errors: ['Unknown command "catalogs"'] },
        { success: false, errors: ['Unknown command null'] },
        { success: false, errors: ['At least one id should be specified.'] },
      ],
    })
  })
})
