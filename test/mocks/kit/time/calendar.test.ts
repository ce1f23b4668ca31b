import { expect, test } from 'vitest'
import { addCalendar, daysInMonth, parseCalendarLength } from '../../../../mocks/kit/time/calendar.ts'

test.each([
  ['1 month', { count: 1, unit: 'months' }],
  ['18 Months', { count: 18, unit: 'months' }],
  ['2 years', { count: 2, unit: 'years' }],
  ['2y', undefined],
  ['1.5 months', undefined],
  ['1 day', undefined],
  ['', undefined],
])('reads %j as %j', (text, expected) => {
  expect(parseCalendarLength(text)).toEqual(expected)
})

test.each([
  ['2026-01-31T09:30:00Z', 1, 'months', '2026-02-28T09:30:00Z'],
  ['2024-02-29T00:00:00Z', 1, 'years', '2025-02-28T00:00:00Z'],
  ['2026-11-15T00:00:00Z', 3, 'months', '2027-02-15T00:00:00Z'],
  ['2026-03-31T12:00:00Z', -1, 'months', '2026-02-28T12:00:00Z'],
  ['0099-12-31T00:00:00Z', 1, 'months', '0100-01-31T00:00:00Z'],
] as const)('%s and %d %s is %s', (from, count, unit, to) => {
  expect(addCalendar(Date.parse(from), count, unit)).toBe(Date.parse(to))
})

test('a date that is too far away is none', () => {
  expect(addCalendar(0, 1e9, 'years')).toBeNaN()
})

test('February has 29 days every fourth year, but in 2100', () => {
  expect([2026, 2028, 2100].map(year => daysInMonth(year, 1))).toEqual([28, 29, 28])
})
