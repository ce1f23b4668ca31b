import { expect, test } from 'vitest'
import type { ConditionInput } from '../../../../mocks/bloomreach/customers/filter-schemas.ts'
import { chain, DAY, email, givenScenarios, now, webhook } from '../../../support/scenarios.ts'

const onEvent = { id: 1, type: 'on_event', event: 'go' } as const
const apiTrigger = { id: 1, type: 'api_trigger' } as const
const onDate = { id: 1, type: 'on_date', at: '2026-01-05T12:00:00Z' } as const
const repeat = { id: 1, type: 'repeat', every: 'day', at: '12:00' } as const
const mail = email({ html: 'x' })
const notGone: ConditionInput = { attributes: [{ property: 'gone', operator: 'is not set' }] }
const onlyAda: ConditionInput = { attributes: [{ property: 'first_name', value: 'ada' }] }

test('On date enters everyone when its instant is the one of the start', async () => {
  const bloomreach = await givenScenarios()

  await bloomreach.start(chain(onDate, mail))
  await bloomreach.advance(0)

  expect(bloomreach.outbox).toHaveLength(1)
})

test('the global customer filter holds for events and for calls of one customer', async () => {
  const bloomreach = await givenScenarios({ customers: ['ada', 'grace'] })
  await bloomreach.start({ ...chain(onEvent, mail), customerFilter: onlyAda })
  const id = await bloomreach.start({ ...chain(apiTrigger, mail), customerFilter: onlyAda })

  for (const name of ['ada', 'grace']) {
    await bloomreach.track(name, 'go')
    const customer = bloomreach.customer(name)
    bloomreach.scenarios.callTrigger({ scenarioId: id, node: 1, customer, params: {}, causedBy: 0 })
    await bloomreach.settle()
  }

  expect(bloomreach.outbox.map(({ to }) => to)).toEqual([['ada@example.com'], ['ada@example.com']])
})

test('a global customer filter whose template fails lets nobody in', async () => {
  const bloomreach = await givenScenarios()

  await bloomreach.start({ ...chain(now, mail), customerFilter: { jinja: '{{ customer.a.b }}' } })

  expect(bloomreach.outbox).toEqual([])
})

test('whoever enters was let in by the start, or by their event', async () => {
  const bloomreach = await givenScenarios()
  await bloomreach.start(chain(now, mail))
  await bloomreach.start(chain(onEvent, mail))

  await bloomreach.track('ada', 'go')

  const causes = bloomreach
    .journal('run-entered')
    .map(({ causedBy = 0 }) => bloomreach.world.journal.get(causedBy))
  expect(causes).toMatchObject([
    { kind: 'bloomreach.scenario-started' },
    { kind: 'bloomreach.event', type: 'go' },
  ])
})

test('a call that lets everyone in makes one chunk of them', async () => {
  const bloomreach = await givenScenarios({
    customers: ['ada', 'grace'],
    answer: () => new Response(null, { status: 404 }),
  })
  const scenarioId = await bloomreach.start(chain(apiTrigger, webhook()))

  bloomreach.scenarios.callTrigger({ scenarioId, node: 1, customer: undefined, params: {}, causedBy: 0 })
  await bloomreach.settle()

  expect(bloomreach.requests).toHaveLength(1)
})

test('a stopped trigger no longer holds the scenario open after the next start', async () => {
  const bloomreach = await givenScenarios()
  const id = await bloomreach.start(chain(onEvent, mail))
  bloomreach.scenarios.stop(id)
  bloomreach.scenarios.replace(id, chain(now, mail))

  bloomreach.scenarios.start(id)
  await bloomreach.settle()

  expect(bloomreach.scenarios.get(id).status).toBe('inactive')
})

test.each([[repeat], [{ ...onDate, at: '2026-01-06T12:00:00Z' }]])(
  'the fast clock does not jump to %j, an advance reaches it',
  async trigger => {
    const bloomreach = await givenScenarios({ clock: 'fast' })

    await bloomreach.start(chain(trigger, mail))
    expect(bloomreach.outbox).toEqual([])
    await bloomreach.advance(DAY)

    expect(bloomreach.outbox).toHaveLength(1)
  },
)

test('what is going to start, and who is going to enter, stands on the clock', async () => {
  const bloomreach = await givenScenarios()
  const labels = () => bloomreach.world.clock.pending().map(({ label }) => label)
  await bloomreach.start(chain(repeat, mail))
  expect(labels()).toEqual(['"Referral" starts at #1'])

  await bloomreach.start({ ...chain(onEvent, mail), name: 'Welcome' })
  const tracked = bloomreach.track('ada', 'go')

  expect(labels()).toContain('ada@example.com enters "Welcome"')
  await tracked
})

test('an event trigger with a delay lets the customer in so much later, judged by the customer filter of then', async () => {
  const bloomreach = await givenScenarios({ customers: ['ada', 'grace'] })
  const delayed = { ...onEvent, delaySeconds: 90 } as const
  await bloomreach.start({ ...chain(delayed, mail), customerFilter: notGone })

  await bloomreach.track('ada', 'go')
  await bloomreach.track('grace', 'go')
  bloomreach.customers.set(bloomreach.customer('grace'), { gone: true })
  await bloomreach.advance(89_000)
  expect(bloomreach.outbox).toEqual([])
  await bloomreach.advance(1_000)

  expect(bloomreach.outbox.map(({ to }) => to)).toEqual([['ada@example.com']])
})

test('a stop takes back who is still to enter, an edit does not', async () => {
  const bloomreach = await givenScenarios()
  const delayed = chain({ ...onEvent, delaySeconds: 90 }, mail)
  const id = await bloomreach.start(delayed)

  await bloomreach.track('ada', 'go')
  bloomreach.scenarios.replace(id, { ...delayed, description: 'edited' })
  await bloomreach.advance(90_000)
  expect(bloomreach.outbox).toHaveLength(1)

  await bloomreach.track('ada', 'go')
  bloomreach.scenarios.stop(id)
  bloomreach.scenarios.start(id)
  await bloomreach.advance(90_000)
  expect(bloomreach.outbox).toHaveLength(1)
})

test('a date of the customer lets them in on its day, before or after it, at each of the times', async () => {
  const bloomreach = await givenScenarios({
    customers: ['ada', 'grace', 'edsger', 'alan'],
    attributes: (_, index) => ({
      born: ['1990-01-09', Date.UTC(1985, 0, 9) / 1_000, 'unknown', '1990-02-09'][index],
    }),
  })
  const birthday = {
    id: 1,
    type: 'on_date_attribute' as const,
    attribute: 'born',
    before: '3 days',
    times: ['09:00', '18:00'],
    timeZone: 'Europe/Bratislava',
  }
  await bloomreach.start(
    chain(birthday, { id: 2, type: 'set_attribute', attributes: { at: '{{ time }}' } }, mail),
  )

  await bloomreach.advance(2 * DAY)

  expect(bloomreach.outbox.map(({ to: [address] }) => address?.split('@')[0])).toEqual([
    'ada',
    'grace',
    'ada',
    'grace',
  ])
  expect(bloomreach.customer('ada').properties.at).toBe(Date.UTC(2026, 0, 6, 17) / 1_000)
  await bloomreach.advance(31 * DAY)
  expect(bloomreach.outbox.map(({ to: [address] }) => address?.split('@')[0]).slice(4)).toEqual([
    'alan',
    'alan',
  ])
})

test('the preview of a date attribute counts who has a date', async () => {
  const bloomreach = await givenScenarios({
    customers: ['ada', 'grace'],
    attributes: (_, index) => (index === 0 ? { born: '1990-01-09' } : {}),
  })
  const id = bloomreach.create(chain({ id: 1, type: 'on_date_attribute', attribute: 'born' }, mail))

  expect(bloomreach.scenarios.preview(id).affected).toBe(1)
})
