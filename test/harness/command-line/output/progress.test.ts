import { expect, test } from 'vitest'
import { nextProgressMs, progressText } from '../../../../harness/command-line/output/progress.ts'

test.each([
  [{ entered: 12_000, ended: 0, mailed: 0 }, '12,000 customers entered, 4,000 a second, 0 mails'],
  [
    { entered: 20_000, ended: 1_200, mailed: 1_100 },
    '1,200 of 20,000 customers done, 400 a second, 1,100 mails, about 47 s left',
  ],
  [{ entered: 1_201, ended: 1_200, mailed: 1_100 }, '1,200 customers done, 400 a second, 1,100 mails'],
  [{ entered: 30, ended: 30, mailed: 30 }, '30 of 30 customers done, 10 a second, 30 mails'],
])('after three seconds %j reads well', (counted, expected) => {
  expect(progressText(counted, 3_000)).toBe(expected)
})

test('a run of hours without a terminal says where it is in fewer lines than anybody minds', () => {
  const told: number[] = []
  for (let ms = 5_000; ms < 4 * 3_600_000; ms = nextProgressMs(ms)) told.push(ms)

  expect(told.slice(0, 3)).toEqual([5_000, 10_000, 15_000])
  expect(told.length).toBeLessThan(90)
})
