import { expect, test } from 'vitest'
import { isTimeZone, localToInstant, offsetAt } from '../../../../mocks/kit/time/time-zone.ts'

const HOUR = 3_600_000

test.each(['UTC', 'Europe/Bratislava', 'America/New_York'])('%s is a time zone', name => {
  expect(isTimeZone(name)).toBe(true)
})

test.each(['', 'Mars/Olympus', 'constructor'])('%j is no time zone', name => {
  expect(isTimeZone(name)).toBe(false)
})

test('the wall clock of a zone is ahead of UTC by its offset, more in summer', () => {
  expect(offsetAt(Date.UTC(2026, 0, 5), 'Europe/Bratislava')).toBe(HOUR)
  expect(offsetAt(Date.UTC(2026, 6, 5), 'Europe/Bratislava')).toBe(2 * HOUR)
})

test('a reading that is skipped comes as much later, one that occurs twice counts the first time', () => {
  const skipped = localToInstant(Date.UTC(2026, 2, 29, 2, 30), 'Europe/Bratislava')
  const twice = localToInstant(Date.UTC(2026, 9, 25, 2, 30), 'Europe/Bratislava')

  expect(skipped).toBe(Date.UTC(2026, 2, 29, 1, 30))
  expect(twice).toBe(Date.UTC(2026, 9, 25, 0, 30))
})
