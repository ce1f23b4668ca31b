import { expect, test } from 'vitest'
import { isTheirDay } from '../../../../mocks/bloomreach/scenario/date-attribute.ts'

type Trigger = Parameters<typeof isTheirDay>[0]

const trigger = (more: Partial<Trigger>): Trigger => ({
  id: 1,
  type: 'on_date_attribute',
  attribute: 'born',
  repeat: 'annually',
  times: ['00:00'],
  timeZone: 'UTC',
  ...more,
})

test.each<[Partial<Trigger>, unknown, string, boolean]>([
  [{}, '1990-04-01', '2026-04-01', true],
  [{}, '1990-04-01', '2026-04-02', false],
  [{}, '2030-04-01', '2026-04-01', false],
  [{}, '1992-02-29', '2026-02-28', true],
  [{}, '1992-02-29', '2028-02-28', false],
  [{}, '1992-02-29', '2028-02-29', true],
  [{ repeat: 'never' }, '1990-04-01', '2026-04-01', false],
  [{ repeat: 'never' }, '2026-04-01', '2026-04-01', true],
  [{ repeat: 'monthly' }, '2026-01-31', '2026-02-28', true],
  [{ repeat: 'monthly' }, '2026-01-31', '2026-03-30', false],
  [{ before: '3 days' }, '1990-04-01', '2026-03-29', true],
  [{ after: '1 week' }, '1990-04-01', '2026-04-08', true],
  [{ before: '1 day', repeat: 'never' }, '2026-01-01', '2025-12-31', true],
  [{}, Date.UTC(1990, 3, 1, 12) / 1_000, '2026-04-01', true],
  [{}, 'soon', '2026-04-01', false],
  [{}, undefined, '2026-04-01', false],
])('%j of %j on %s: %s', (more, value, day, expected) => {
  expect(isTheirDay(trigger(more), value, Date.parse(`${day}T00:00:00Z`))).toBe(expected)
})

test('an instant is a day of the time zone, a day as text is the same everywhere', () => {
  const inTokyo = trigger({ timeZone: 'Asia/Tokyo' })
  const at = Date.parse('2026-04-01T15:00:00Z')

  expect(isTheirDay(inTokyo, '1990-04-02', at)).toBe(true)
  expect(isTheirDay(inTokyo, '1990-04-01T20:00:00Z', at)).toBe(true)
  expect(isTheirDay(inTokyo, '1990-04-01', at)).toBe(false)
})
