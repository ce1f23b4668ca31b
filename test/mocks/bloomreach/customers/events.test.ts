import { expect, test } from 'vitest'
import type { EventArrival } from '../../../../mocks/bloomreach/customers/events.ts'
import { givenBloomreach, NOON } from '../../../support/bloomreach.ts'

const event = { type: 'purchase', timestamp: NOON / 1_000, properties: {} }

test('a subscriber hears of each tracked event once, with the entry that caused it', async () => {
  const { events, customers, world, event: track } = givenBloomreach()
  const heard: EventArrival[] = []
  const stop = events.subscribe(arrival => heard.push(arrival))

  await track('ada', 'purchase', { total: 5 })
  stop()
  await track('ada', 'purchase')

  expect(heard).toMatchObject([
    {
      customerId: customers.find({ registered: 'ada' })?.id,
      triggersScenarios: true,
      event: { properties: { total: 5 } },
    },
  ])
  expect(world.journal.get(heard[0]?.seq ?? 0)).toMatchObject({ kind: 'bloomreach.event', type: 'purchase' })
})

test('an event that must start no scenario says so to its subscribers', () => {
  const { events, customers } = givenBloomreach()
  const heard: boolean[] = []
  events.subscribe(({ triggersScenarios }) => heard.push(triggersScenarios))

  events.track({ ...event, customer: customers.upsert({ registered: 'ada' }), triggersScenarios: false })

  expect(heard).toEqual([false])
})

test('an event that the journal tells of already gets no second entry', () => {
  const { events, customers, world } = givenBloomreach()
  const customer = customers.upsert({ registered: 'ada' })
  const { seq } = world.journal.append({ kind: 'told' })
  const heard: number[] = []
  events.subscribe(arrival => heard.push(arrival.seq))

  events.track({ ...event, customer, entry: seq })

  expect(heard).toEqual([seq])
  expect(world.journal.last).toBe(seq)
})

test('events of one type come in order of arrival', () => {
  const { events, customers } = givenBloomreach()
  const { id } = customers.upsert({ registered: 'ada' })
  for (const [n, type] of ['view', 'purchase', 'view'].entries()) {
    events.track({ customer: id, type, timestamp: 10 - n, properties: { n } })
  }

  expect(events.of(id, 'view').map(({ properties }) => properties.n)).toEqual([0, 2])
  expect(events.of(id)).toHaveLength(3)
  expect(events.of('nobody')).toEqual([])
  expect(events.size).toBe(3)
})
