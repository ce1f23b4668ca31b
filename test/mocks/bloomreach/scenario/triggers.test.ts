import { expect, test } from 'vitest'
import type { ConditionInput } from '../../../../mocks/bloomreach/customers/filter-schemas.ts'
import { chain, DAY, email, givenScenarios, now, webhook } from '../../../support/scenarios.ts'

const onEvent = { id: 1, type: 'on_event', event: 'go' } as const
const apiTrigger = { id: 1, type: 'api_trigger' } as const
const onDate = { id: 1, type: 'on_date', at: '2026-01-05T12:00:00Z' } as const
const repeat = { id: 1, type: 'repeat', every: 'day', at: '12:00' } as const
const mail = email({ html: 'x' })
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
