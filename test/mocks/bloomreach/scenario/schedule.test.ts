import fc from 'fast-check'
import { expect, onTestFinished, test, vi } from 'vitest'
import { nextDue, nextWithin } from '../../../../mocks/bloomreach/scenario/schedule.ts'
import { allDraws, draws } from '../../../support/thoroughness.ts'

const repeat = { id: 1, type: 'repeat', every: 'day', at: '09:00', timeZone: 'UTC' } as const
const iso = (at: number | undefined) => (at === undefined ? 'never' : new Date(at).toISOString())
const dues = (node: Parameters<typeof nextDue>[0], from: string, count: number) => {
  const list: string[] = []
  for (let at: number | undefined = Date.parse(from); list.length < count; ) {
    at = nextDue(node, at)
    list.push(iso(at))
    if (at === undefined) break
  }
  return list
}
const local = (at: number, timeZone: string) =>
  new Date(at).toLocaleTimeString('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' })

test.each([
  [{ ...repeat }, ['2026-01-06T09:00:00.000Z', '2026-01-07T09:00:00.000Z']],
  [
    { ...repeat, every: 'hour', at: '00:30' } as const,
    ['2026-01-05T12:30:00.000Z', '2026-01-05T13:30:00.000Z'],
  ],
  [
    { ...repeat, every: 'week', weekdays: ['friday', 'monday'] as ('friday' | 'monday')[] } as const,
    ['2026-01-09T09:00:00.000Z', '2026-01-12T09:00:00.000Z'],
  ],
  [
    { ...repeat, every: 'month', dayOfMonth: 31 } as const,
    ['2026-01-31T09:00:00.000Z', '2026-02-28T09:00:00.000Z'],
  ],
  [{ ...repeat, every: 'week' } as const, ['2026-01-12T09:00:00.000Z', '2026-01-19T09:00:00.000Z']],
  [{ ...repeat, every: 'month' } as const, ['2026-02-01T09:00:00.000Z', '2026-03-01T09:00:00.000Z']],
  [
    { ...repeat, every: 'hour', at: '00:30', timeZone: 'Asia/Kolkata' } as const,
    ['2026-01-05T13:00:00.000Z', '2026-01-05T14:00:00.000Z'],
  ],
  [
    {
      ...repeat,
      timeZone: 'Pacific/Kiritimati',
      every: 'week',
      weekdays: ['tuesday'] as 'tuesday'[],
    } as const,
    ['2026-01-05T19:00:00.000Z', '2026-01-12T19:00:00.000Z'],
  ],
  [
    {
      ...repeat,
      at: '13:00',
      timeZone: 'Pacific/Pago_Pago',
      every: 'week',
      weekdays: ['monday'] as 'monday'[],
    } as const,
    ['2026-01-06T00:00:00.000Z', '2026-01-13T00:00:00.000Z'],
  ],
  [{ ...repeat, timeZone: 'America/New_York' }, ['2026-01-05T14:00:00.000Z', '2026-01-06T14:00:00.000Z']],
  [{ ...repeat, from: '2026-02-01T09:00:00Z' }, ['2026-02-01T09:00:00.000Z', '2026-02-02T09:00:00.000Z']],
  [{ ...repeat, until: '2026-01-06T09:00:00Z' }, ['2026-01-06T09:00:00.000Z', 'never']],
])('%j is due', (node, expected) => {
  expect(dues(node, '2026-01-05T12:00:00Z', 2)).toEqual(expected)
})

test('what is due is due on the second, whenever it is asked', () => {
  const node = { ...repeat, timeZone: 'America/New_York' }

  expect(iso(nextDue(node, Date.parse('2026-01-05T12:00:00.250Z')))).toBe('2026-01-05T14:00:00.000Z')
})

test('ten years of hours in a zone with clock changes ask for the zone a few times an hour', () => {
  const asked = vi.spyOn(Intl.DateTimeFormat.prototype, 'formatToParts')
  onTestFinished(() => asked.mockRestore())
  const node = { ...repeat, every: 'hour', at: '00:30', timeZone: 'Australia/Lord_Howe' } as const

  dues(node, '2026-01-05T12:00:00Z', 1_000)

  expect(asked.mock.calls.length).toBeLessThan(4_000)
})

test.each(['Europe/Prague', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'Africa/Monrovia', 'America/Caracas'])(
  'an hour in %s is due at the first minute that shows it',
  timeZone => {
    // Two years in which clocks change by half an hour, by three quarters and by seconds.
    const from = Date.parse('1971-12-30T00:00:00Z')
    const instant = fc.oneof(
      fc.integer({ min: from, max: from + 90 * 86_400_000 }),
      fc.integer({ min: Date.parse('2026-03-28T00:00:00Z'), max: Date.parse('2026-04-06T00:00:00Z') }),
    )
    const minuteAt = (at: number) => Number(local(at, timeZone).slice(3))
    fc.assert(
      fc.property(instant, fc.nat(59), (after, minute) => {
        const at = `00:${String(minute).padStart(2, '0')}`
        let slow = Math.floor(after / 60_000) * 60_000 + 60_000
        while (minuteAt(slow) !== minute) slow += 60_000

        expect(iso(nextDue({ ...repeat, every: 'hour', at, timeZone }, after))).toBe(iso(slow))
      }),
      draws(40),
    )
  },
)

test('a local time keeps its hour when clocks change', () => {
  const node = { ...repeat, timeZone: 'Europe/Bratislava' }

  expect(dues(node, '2026-03-28T00:00:00Z', 3)).toEqual([
    '2026-03-28T08:00:00.000Z',
    '2026-03-29T07:00:00.000Z',
    '2026-03-30T07:00:00.000Z',
  ])
})

test('a local time that is skipped comes as much later as the clock jumps', () => {
  const node = { ...repeat, at: '02:30', timeZone: 'Europe/Bratislava' }

  expect(dues(node, '2026-03-28T12:00:00Z', 2)).toEqual([
    '2026-03-29T01:30:00.000Z',
    '2026-03-30T00:30:00.000Z',
  ])
})

test('a local time that occurs twice counts the first time only', () => {
  const node = { ...repeat, at: '02:30', timeZone: 'Europe/Bratislava' }

  expect(dues(node, '2026-10-24T12:00:00Z', 2)).toEqual([
    '2026-10-25T00:30:00.000Z',
    '2026-10-26T01:30:00.000Z',
  ])
})

test('the next due instant is later, and at the local time unless clocks skip it', () => {
  const zones = fc.constantFrom(
    'UTC',
    'Europe/Bratislava',
    'America/New_York',
    'Asia/Kolkata',
    'Australia/Lord_Howe',
  )
  fc.assert(
    fc.property(
      zones,
      fc.integer({ min: 4, max: 23 }),
      fc.integer({ min: 0, max: 1_000_000 }),
      (timeZone, hour, minutes) => {
        const after = Date.UTC(2026, 0, 1) + minutes * 60_000
        const at = `${String(hour).padStart(2, '0')}:15`

        const due = nextDue({ ...repeat, at, timeZone }, after) ?? 0

        expect(due).toBeGreaterThan(after)
        expect(due - after).toBeLessThanOrEqual(25 * 3_600_000)
        expect(local(due, timeZone)).toBe(at)
      },
    ),
    allDraws(),
  )
})

test.each([
  ['2026-01-05T12:00:00Z', '2026-01-05T12:00:00.000Z'],
  ['2026-01-05T05:00:00Z', '2026-01-05T08:00:00.000Z'],
  ['2026-01-05T22:00:00Z', '2026-01-06T08:00:00.000Z'],
  ['2026-01-05T08:00:00Z', '2026-01-05T08:00:00.000Z'],
  ['2026-01-05T20:00:00Z', '2026-01-06T08:00:00.000Z'],
])('within hours from 08:00 to 20:00, %s becomes %s', (now, expected) => {
  expect(iso(nextWithin({ from: '08:00', to: '20:00', timeZone: 'UTC' }, Date.parse(now)))).toBe(expected)
})

test('hours may go over midnight', () => {
  const night = { from: '22:00', to: '06:00', timeZone: 'UTC' }

  expect(iso(nextWithin(night, Date.parse('2026-01-05T23:00:00Z')))).toBe('2026-01-05T23:00:00.000Z')
  expect(iso(nextWithin(night, Date.parse('2026-01-05T12:00:00Z')))).toBe('2026-01-05T22:00:00.000Z')
  expect(iso(nextWithin(night, Date.parse('2026-01-05T06:00:00Z')))).toBe('2026-01-05T22:00:00.000Z')
})

test('hours are those of the time zone', () => {
  const tokyo = { from: '08:00', to: '20:00', timeZone: 'Asia/Tokyo' }

  expect(iso(nextWithin(tokyo, Date.parse('2026-01-05T23:30:00Z')))).toBe('2026-01-05T23:30:00.000Z')
  expect(iso(nextWithin(tokyo, Date.parse('2026-01-05T12:00:00Z')))).toBe('2026-01-05T23:00:00.000Z')
})

test.each([
  // The clock of Prague shows 02:30 twice on 25 October: at 00:30 and 01:30 UTC.
  ['2026-10-24T22:30:00Z', '2026-10-25T00:30:00.000Z'],
  ['2026-10-25T00:45:00Z', '2026-10-25T00:45:00.000Z'],
  ['2026-10-25T01:00:00Z', '2026-10-25T01:30:00.000Z'],
  ['2026-10-25T01:45:00Z', '2026-10-25T01:45:00.000Z'],
  // And does not show it on 29 March.
  ['2026-03-28T23:30:00Z', '2026-03-29T01:30:00.000Z'],
])('hours begin at the nearer of a local time that the clock shows twice: at %s at %s', (now, expected) => {
  const hours = { from: '02:30', to: '22:00', timeZone: 'Europe/Prague' }

  expect(iso(nextWithin(hours, Date.parse(now)))).toBe(expected)
})
