import { expect, test } from 'vitest'
import type { ScenarioInput } from '../../../../mocks/bloomreach/definition/definition.ts'
import { DAY, givenScenarios, HOUR, NOON } from '../../../support/scenarios.ts'

/** Who enters waits a day for `redeem`, then an hour; `done` says by which way they came out. */
const redeem = (more: Partial<ScenarioInput> = {}): ScenarioInput => ({
  name: 'Redeem',
  nodes: [
    { id: 1, type: 'on_event', event: 'go' },
    { id: 2, type: 'wait', event: { type: 'redeem' }, timeout: '1 day' },
    { id: 3, type: 'wait', period: '1 hour' },
    { id: 4, type: 'add_event', event: 'redeemed' },
    { id: 5, type: 'wait', period: '2 days' },
    { id: 6, type: 'add_event', event: 'missed' },
  ],
  connections: [
    [1, 2],
    [2, 3],
    [3, 4],
    [2, 5, 'timeout'],
    [5, 6],
  ],
  ...more,
})

async function given(customers = ['ada']) {
  const bloomreach = await givenScenarios({ customers })
  /** What a customer came out of the scenario with. */
  const done = (id: string) =>
    bloomreach.events
      .of(id)
      .map(({ type }) => type)
      .filter(type => type === 'redeemed' || type === 'missed')
  const track = async (customer: string, type: string) => {
    bloomreach.events.track({
      customer,
      type,
      timestamp: bloomreach.world.clock.now() / 1_000,
      properties: {},
    })
    await bloomreach.settle()
  }
  const ada = () => bloomreach.customer('ada').id
  /** A visitor, who turns out to be Ada when they log in. */
  const visitor = bloomreach.customers.upsert({ cookie: 'c1' }).id
  const logIn = () => bloomreach.customers.upsert({ registered: 'ada@example.com', cookie: 'c1' })
  const labels = () => bloomreach.world.clock.pending().map(({ label }) => label)
  return { ...bloomreach, done, track, ada, visitor, logIn, labels }
}

test('an event of another type does not end the wait', async () => {
  const { start, track, ada, labels } = await given()
  await start(redeem())
  await track(ada(), 'go')

  await track(ada(), 'view')

  expect(labels()).toEqual(['ada@example.com waits at #2'])
})

test('the wait that follows is not ended by another such event, and the timeout is gone', async () => {
  const { start, track, ada, done, world, advance } = await given()
  await start(redeem())
  await track(ada(), 'go')

  await track(ada(), 'redeem')
  await track(ada(), 'redeem')

  expect(world.clock.pending()).toEqual([{ dueAt: NOON + HOUR, label: 'ada@example.com waits at #3' }])
  expect(done(ada())).toEqual([])
  await advance(3 * DAY)
  expect(done(ada())).toEqual(['redeemed'])
})

test('the way that goes on was caused by the event', async () => {
  const { start, track, ada, journal, world } = await given()
  await start(redeem())
  await track(ada(), 'go')

  await track(ada(), 'redeem')

  const entered = journal('node-entered').find(({ node }) => node === 3)
  expect(world.journal.get(entered?.causedBy ?? 0)).toMatchObject({
    kind: 'bloomreach.event',
    type: 'redeem',
  })
})

test('a customer who waits on two paths goes on along both', async () => {
  const { start, track, ada, done, advance } = await given()
  await start(redeem())
  await track(ada(), 'go')
  await track(ada(), 'go')

  await track(ada(), 'redeem')
  await advance(HOUR)

  expect(done(ada())).toEqual(['redeemed', 'redeemed'])
})

test('a path that runs into its timeout leaves the customer’s other wait as it is', async () => {
  const { start, track, ada, done, advance } = await given()
  await start(redeem())
  await track(ada(), 'go')
  await advance(HOUR)
  await track(ada(), 'go')
  await advance(DAY - HOUR)

  await track(ada(), 'redeem')
  await advance(3 * DAY)

  expect(done(ada())).toEqual(['redeemed', 'missed'])
})

test('who is merged while they wait goes on with an event of whom they became', async () => {
  const { start, track, ada, visitor, logIn, done, advance } = await given()
  await start(redeem())
  await track(visitor, 'go')
  await track(ada(), 'go')

  logIn()
  await track(ada(), 'redeem')
  await advance(HOUR)

  expect(done(ada())).toEqual(['redeemed', 'redeemed'])
})

test('who is merged while they wait runs into the timeout once, and no event wakes them after it', async () => {
  const { start, track, ada, visitor, logIn, done, advance } = await given()
  await start(redeem())
  await track(visitor, 'go')
  logIn()
  await advance(DAY)

  await track(ada(), 'redeem')
  await advance(HOUR)

  expect(done(ada())).toEqual([])
  await advance(2 * DAY)
  expect(done(ada())).toEqual(['missed'])
})

test('who waits until the instant of one who went on still runs into the timeout', async () => {
  const { start, track, customer, ada, done, advance } = await given(['ada', 'grace'])
  await start(redeem())
  await track(ada(), 'go')
  await track(ada(), 'redeem')
  await track(customer('grace').id, 'go')

  await advance(3 * DAY)

  expect(done(customer('grace').id)).toEqual(['missed'])
})

test('who goes on by an event stands on the clock', async () => {
  const { start, track, ada, labels } = await given()
  await start(redeem())
  await track(ada(), 'go')

  const tracked = track(ada(), 'redeem')

  expect(labels()).toContain('1 waited for this event')
  await tracked
})

test.each([
  ['1 month', Date.UTC(2026, 1, 28, 12)],
  ['1 year', Date.UTC(2027, 0, 31, 12)],
  ['3 days', Date.UTC(2026, 1, 3, 12)],
])('a timeout may be months and years of the calendar: %s', async (timeout, dueAt) => {
  const bloomreach = await givenScenarios({ startsAt: Date.UTC(2026, 0, 31, 12) })
  const [first, , ...rest] = redeem().nodes
  const nodes = [first, { id: 2, type: 'wait', event: { type: 'redeem' }, timeout }, ...rest]

  await bloomreach.start(redeem({ nodes: nodes as ScenarioInput['nodes'] }))
  await bloomreach.track('ada', 'go')

  expect(bloomreach.world.clock.pending()).toMatchObject([{ dueAt }])
})
