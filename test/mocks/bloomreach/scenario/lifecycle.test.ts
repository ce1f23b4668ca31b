import { expect, test } from 'vitest'
import { chain, DAY, email, givenScenarios, HOUR, now } from '../../../support/scenarios.ts'

const on = { id: 1, type: 'on_event', event: 'go' } as const
const flow = chain(on, { id: 2, type: 'wait', period: '1 day' }, email({ html: 'x' }))

test('a scenario is a draft until it is started, then active, finishing, inactive', async () => {
  const bloomreach = await givenScenarios()
  const id = bloomreach.create(flow)
  const status = () => bloomreach.scenarios.get(id).status
  expect(status()).toBe('draft')

  bloomreach.scenarios.start(id)
  await bloomreach.track('ada', 'go')
  expect(status()).toBe('active')

  expect(bloomreach.scenarios.stop(id)).toEqual({ status: 'finishing' })
  await bloomreach.track('ada', 'go')
  await bloomreach.advance(DAY)

  expect(status()).toBe('inactive')
  expect(bloomreach.outbox).toHaveLength(1)
})

test('stopping with nobody inside is inactive at once', async () => {
  const bloomreach = await givenScenarios()
  const id = await bloomreach.start(flow)

  expect(bloomreach.scenarios.stop(id)).toEqual({ status: 'inactive' })
  expect(bloomreach.scenarios.stop(id)).toEqual({ status: 'inactive' })
})

test('a draft cannot be stopped, an active scenario cannot be started', async () => {
  const bloomreach = await givenScenarios()
  const id = bloomreach.create(flow)

  expect(() => bloomreach.scenarios.stop(id)).toThrow('it is a draft and was never started')
  bloomreach.scenarios.start(id)
  expect(() => bloomreach.scenarios.start(id)).toThrow('it is active. Stop it first.')
})

test.each(['active', 'inactive', 'finished'] as const)(
  'a scenario whose Now triggers are through has the status of the setting statusAfterLastRun: %s',
  async statusAfterLastRun => {
    const bloomreach = await givenScenarios({ settings: { statusAfterLastRun } })

    const id = await bloomreach.start(chain(now, email({ html: 'x' })))

    expect(bloomreach.scenarios.get(id).status).toBe(statusAfterLastRun)
  },
)

test('a start without customers ends as one with customers does', async () => {
  const bloomreach = await givenScenarios({ customers: [] })

  const id = await bloomreach.start(chain(now, email({ html: 'x' })))

  expect(bloomreach.scenarios.get(id).status).toBe('inactive')
})

test('On date enters everyone at its instant, a date in the past nobody', async () => {
  const bloomreach = await givenScenarios({ customers: ['ada', 'grace'] })
  const dated = (at: string) => chain({ id: 1, type: 'on_date', at }, email({ html: 'x' }))

  const id = await bloomreach.start(dated('2026-01-05T13:00:00Z'))
  const past = await bloomreach.start(dated('2026-01-01T00:00:00Z'))
  await bloomreach.advance(HOUR)

  expect(bloomreach.outbox).toHaveLength(2)
  expect([id, past].map(each => bloomreach.scenarios.get(each).status)).toEqual(['inactive', 'inactive'])
})

test('Repeat enters everyone again and again, each time as a new chunk', async () => {
  const bloomreach = await givenScenarios()
  const repeat = { id: 1, type: 'repeat', every: 'day', at: '09:00' } as const

  const id = await bloomreach.start(chain(repeat, email({ html: 'x' })))
  await bloomreach.advance(3 * DAY)

  expect(bloomreach.outbox).toHaveLength(3)
  expect(new Set(bloomreach.journal('run-entered').map(({ chunk }) => chunk)).size).toBe(3)
  bloomreach.scenarios.stop(id)
  await bloomreach.advance(3 * DAY)
  expect(bloomreach.outbox).toHaveLength(3)
})

test('On event takes exactly one customer each time the event is tracked, when its properties match', async () => {
  const bloomreach = await givenScenarios({ customers: ['ada', 'grace'] })
  const filter = [{ property: 'total', operator: 'greater than' as const, value: 100 }]
  await bloomreach.start(
    chain({ ...on, event: 'purchase', filter }, email({ html: 'for {{ event.total }}' })),
  )

  await bloomreach.track('ada', 'purchase', { total: 50 })
  await bloomreach.track('ada', 'purchase', { total: 150 })
  await bloomreach.track('ada', 'purchase', { total: 250 })

  expect(bloomreach.outbox.map(({ text }) => text)).toEqual(['for 150', 'for 250'])
})

test('the global customer filter decides who may enter at all', async () => {
  const bloomreach = await givenScenarios({ customers: ['ada', 'grace'] })

  const id = await bloomreach.start({
    ...chain(now, email({ html: 'x' })),
    customerFilter: { attributes: [{ property: 'first_name', value: 'ada' }] },
  })

  expect(bloomreach.outbox.map(({ to }) => to)).toEqual([['ada@example.com']])
  expect(bloomreach.scenarios.preview(id).affected).toBe(1)
})

test('a loop without a wait ends as failed instead of for ever', async () => {
  const bloomreach = await givenScenarios()

  const id = await bloomreach.start({
    name: 'Loop',
    nodes: [
      now,
      { id: 2, type: 'wait', period: '{{ 0 }}', unit: 'hours' },
      { id: 3, type: 'set_attribute', attributes: { seen: 'yes' } },
    ],
    connections: [
      [1, 2],
      [2, 3],
      [3, 2],
    ],
  })

  expect(bloomreach.journal('run-ended')).toMatchObject([{ because: 'failed' }])
  expect(bloomreach.scenarios.inside(id)).toEqual([])
})

test('one exit with several connections sends the customer along each of them', async () => {
  const bloomreach = await givenScenarios()

  await bloomreach.start({
    name: 'Fork',
    nodes: [now, email({ html: 'one' }), email({ id: 5, html: 'two' })],
    connections: [
      [1, 4],
      [1, 5],
    ],
  })

  expect(bloomreach.outbox.map(({ text }) => text)).toEqual(['one', 'two'])
})

test('a loop without waiting ends as failed also where the path forks in it', async () => {
  const bloomreach = await givenScenarios({ settings: { nodesWithoutWaiting: 200 } })
  const event = (id: number) => ({ id, type: 'add_event', event: 'round' }) as const

  const id = await bloomreach.start({
    name: 'Round and round',
    nodes: [now, { id: 2, type: 'wait', period: '{{ 0 }}', unit: 'minutes' }, event(3), event(4)],
    connections: [
      [1, 2],
      [2, 3],
      [2, 4],
      [3, 2],
      [4, 2],
    ],
  })

  expect(new Set(bloomreach.journal('run-ended').map(({ because }) => because))).toEqual(new Set(['failed']))
  expect(bloomreach.events.of(bloomreach.customer('ada').id, 'round').length).toBeLessThan(201)
  expect(bloomreach.scenarios.inside(id)).toEqual([])
})
