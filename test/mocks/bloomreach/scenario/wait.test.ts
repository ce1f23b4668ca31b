import { expect, test } from 'vitest'
import type { ScenarioInput } from '../../../../mocks/bloomreach/definition/definition.ts'
import { chain, DAY, email, givenScenarios, HOUR, MINUTE, NOON, now } from '../../../support/scenarios.ts'

type Wait = Pick<
  Extract<ScenarioInput['nodes'][number], { type: 'wait' }>,
  'period' | 'unit' | 'until' | 'silentHours'
>
const flow = (wait: Wait) => chain(now, { id: 2, type: 'wait', ...wait }, email({ html: 'x' }))

async function waitsUntil(wait: Wait, attributes: Record<string, unknown> = {}) {
  const bloomreach = await givenScenarios({ attributes: () => attributes })
  await bloomreach.start(flow(wait))
  return bloomreach.world.clock.pending()[0]?.dueAt ?? 'does not wait'
}

test.each([
  ['1 minute', MINUTE],
  ['90 minutes', 90 * MINUTE],
  ['2 days', 2 * DAY],
])('a specific time period of %s', async (period, ms) => {
  expect(await waitsUntil({ period })).toBe(NOON + ms)
})

test.each([
  ['seconds', 1_000],
  ['minutes', MINUTE],
  ['hours', HOUR],
  ['days', DAY],
  ['weeks', 7 * DAY],
] as const)('a dynamic period counts in %s', async (unit, ms) => {
  expect(await waitsUntil({ period: '{{ 2 }}', unit })).toBe(NOON + 2 * ms)
})

test.each<[Wait, ReturnType<typeof Date.UTC>]>([
  [{ period: '1 month' }, Date.UTC(2026, 1, 5, 12)],
  [{ period: '2 years' }, Date.UTC(2028, 0, 5, 12)],
  [{ period: '{{ customer.n }}', unit: 'months' }, Date.UTC(2026, 3, 5, 12)],
  [{ period: '{{ 1.9 }}', unit: 'years' }, Date.UTC(2027, 0, 5, 12)],
])('months and years are those of the calendar', async (wait, until) => {
  expect(await waitsUntil(wait, { n: 3 })).toBe(until)
})

test.each([
  ['11:00', '12:30', NOON + 30 * MINUTE],
  ['21:00', '08:00', 'does not wait'],
  ['12:00', '08:00', NOON + 20 * HOUR],
])('silent hours hold a customer back until they end', async (from, to, expected) => {
  expect(await waitsUntil({ silentHours: { from, to } })).toBe(expected)
})

test('fractions of other units stay', async () => {
  expect(await waitsUntil({ period: '{{ 1.5 }}', unit: 'minutes' })).toBe(NOON + 1.5 * MINUTE)
})

test.each([
  [{ period: '{{ 1000000 * 1000000 }}', unit: 'weeks' }],
  [{ until: '{{ 1000000 * 1000000 }}' }],
  [{ period: '520000 weeks' }],
  [{ event: { type: 'purchase' }, timeout: '2912500 days' }],
] as [Wait][])('a wait that would end after the year 9999 is refused: %j', async wait => {
  const bloomreach = await givenScenarios()
  await bloomreach.start(flow(wait))

  expect(bloomreach.journal('run-ended')).toMatchObject([
    { because: 'failed', message: expect.stringContaining('after the year 9999') },
  ])
})

test('a length of more than 9,998 years is refused where it is written', async () => {
  await expect(waitsUntil({ period: '600000 weeks' })).rejects.toThrow('expected a length of time')
})

test('fractions of an hour are floored: 1.8 hours become 1', async () => {
  expect(await waitsUntil({ period: '{{ 1.8 }}', unit: 'hours' })).toBe(NOON + HOUR)
})

test.each(['0', '-3', '0.9'])(
  'a dynamic period of no whole hour does not wait, the next node runs at once: %s hours',
  async hours => {
    expect(await waitsUntil({ period: `{{ ${hours} }}`, unit: 'hours' })).toBe('does not wait')
  },
)

test('a dynamic period is computed per customer on entering the node', async () => {
  const wait = { period: '{{ ((customer.departs - time) / 3600) | round("ceil") }}', unit: 'hours' } as const

  expect(await waitsUntil(wait, { departs: NOON / 1_000 + 5_000 })).toBe(NOON + 2 * HOUR)
})

test('a random period is the same for the same seed', async () => {
  const wait = { period: '{{ range(0, 60) | random }}', unit: 'minutes' } as const

  expect(await waitsUntil(wait)).toBe(await waitsUntil(wait))
})

test.each([
  ['2026-01-06T08:00:00Z', Date.UTC(2026, 0, 6, 8)],
  ['{{ customer.at }}', Date.UTC(2026, 0, 7)],
  ['2026-01-01T00:00:00Z', 'does not wait'],
])('a wait until %s', async (until, expected) => {
  expect(await waitsUntil({ until }, { at: Date.UTC(2026, 0, 7) / 1_000 })).toBe(expected)
})

test('a period that is no number fails the customer', async () => {
  const bloomreach = await givenScenarios()

  const id = await bloomreach.start(flow({ period: '{{ customer.first_name }}', unit: 'hours' }))

  expect(bloomreach.node(id, 2).messages).toEqual([
    { message: 'The wait is "ada", expected a number.', count: 1 },
  ])
})

test.each<[Wait, string]>([
  [{ period: '{{ customer.missing }}', unit: 'days' }, 'The wait is "", expected a number.'],
  [{ until: '{{ customer.missing }}' }, 'The wait is "", expected an instant or Unix seconds.'],
  [{ until: '{{ customer.first_name }}' }, 'The wait is "ada", expected an instant or Unix seconds.'],
  [{ until: '{{ customer.a.b }}' }, "UndefinedError: 'dict object' has no attribute 'a' (line 1, column 15)"],
])('the wait %j fails the customer', async (wait, message) => {
  const bloomreach = await givenScenarios()

  const id = await bloomreach.start(flow(wait))

  expect(bloomreach.node(id, 2)).toMatchObject({ failed: 1, messages: [{ message, count: 1 }] })
  expect(bloomreach.outbox).toEqual([])
})

test('who comes within the hours does not wait', async () => {
  const bloomreach = await givenScenarios()
  const hours = { from: '12:00', to: '13:00' }

  await bloomreach.start(chain(now, { id: 2, type: 'wait', hours }, email({ html: 'x' })))

  expect(bloomreach.outbox).toHaveLength(1)
  expect(bloomreach.journal('waiting')).toEqual([])
})

test('a wait for an event ends with the event, or leaves by "timeout"', async () => {
  const bloomreach = await givenScenarios({ customers: ['ada', 'grace'] })
  const id = await bloomreach.start({
    name: 'Redeem',
    nodes: [
      now,
      {
        id: 2,
        type: 'wait',
        event: { type: 'redeem', filter: [{ property: 'code', value: 'X' }] },
        timeout: '7 days',
      },
      { id: 3, type: 'set_attribute', attributes: { reminded: 'no' } },
      { id: 4, type: 'set_attribute', attributes: { reminded: 'yes' } },
    ],
    connections: [
      [1, 2],
      [2, 3],
      [2, 4, 'timeout'],
    ],
  })

  await bloomreach.track('ada', 'redeem', { code: 'Y' })
  expect(bloomreach.node(id, 2)).toMatchObject({ waiting: 2 })
  await bloomreach.track('ada', 'redeem', { code: 'X' })
  await bloomreach.advance(7 * DAY)

  expect(bloomreach.customer('ada').properties.reminded).toBe('no')
  expect(bloomreach.customer('grace').properties.reminded).toBe('yes')
  expect(bloomreach.node(id, 2)).toMatchObject({ waiting: 0, exits: { '': 1, timeout: 1 } })
})

test('waiting customers are named on the clock, with those who wait beside them', async () => {
  const bloomreach = await givenScenarios({ customers: ['ada', 'grace'] })

  await bloomreach.start(flow({ period: '1 minute' }))

  expect(bloomreach.world.clock.pending()).toEqual([
    { dueAt: NOON + MINUTE, label: 'ada@example.com and 1 more wait at #2' },
  ])
})
