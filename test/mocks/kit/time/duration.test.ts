import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  durationToMs,
  msToDuration,
  msToIso,
  msToUnixSeconds,
  parseInstant,
  unixSecondsToMs,
} from '../../../../mocks/kit/time/duration.ts'
import { allDraws } from '../../../support/thoroughness.ts'

test.each([
  ['250ms', 250],
  ['90s', 90_000],
  ['1m', 60_000],
  ['1 minute', 60_000],
  ['90 minutes', 5_400_000],
  ['2h', 7_200_000],
  ['1.5 d', 129_600_000],
  ['7 days', 604_800_000],
  ['2 Weeks', 1_209_600_000],
  ['  3 hours ', 10_800_000],
])('reads %j', (text, ms) => {
  expect(durationToMs(text)).toBe(ms)
})

test.each(['', '5', 'm', '-1m', '1 fortnight', '1m 30s', '1 constructor', '1e3s'])('refuses %j', text => {
  expect(() => durationToMs(text)).toThrow(
    expect.objectContaining({
      code: 'invalid-duration',
      message: expect.stringContaining(`Cannot read ${JSON.stringify(text)} as a length of time`),
    }),
  )
})

test.each([
  [0, '0ms'],
  [1, '1ms'],
  [60_000, '1m'],
  [5_400_000, '90m'],
  [86_400_000, '1d'],
  [1_209_600_000, '2w'],
])('writes %d ms as %s', (ms, text) => {
  expect(msToDuration(ms)).toBe(text)
})

test('reads back what it writes', () => {
  fc.assert(
    fc.property(fc.nat({ max: 10_000_000_000 }), ms => {
      expect(durationToMs(msToDuration(ms))).toBe(ms)
    }),
    allDraws(),
  )
})

test.each([
  ['2026-01-05T09:00:00Z', Date.UTC(2026, 0, 5, 9)],
  ['2026-01-05T09:00Z', Date.UTC(2026, 0, 5, 9)],
  ['2026-01-05T10:00:00.250+01:00', Date.UTC(2026, 0, 5, 9, 0, 0, 250)],
  ['2028-02-29T00:00:00Z', Date.UTC(2028, 1, 29)],
])('reads the instant %s', (text, at) => {
  expect(parseInstant(text)).toBe(at)
})

test.each([
  'tomorrow',
  '2026-01-05',
  '2026-01-05T09:00:00',
  '2026-13-01T00:00:00Z',
  '2026-02-30T00:00:00Z',
  '2026-01-05T25:00:00Z',
  '2026-01-05T24:00:00Z',
  '2026-01-05T09:00:00+24:00',
  '0000-12-31T00:00:00Z',
  '9999-12-31T23:59:59-01:00',
])('%j is no instant', text => {
  expect(parseInstant(text)).toBeUndefined()
})

test('instants on the wire survive the way to Unix seconds and back', () => {
  const at = Date.UTC(2026, 0, 5, 9, 0, 0, 123)
  expect(unixSecondsToMs(msToUnixSeconds(at))).toBe(at)
  expect(msToIso(at)).toBe('2026-01-05T09:00:00.123Z')
})
