import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const STORIES = [
  'purchase-starts-a-referral',
  'reminder-unless-redeemed',
  'quiet-hours',
  'consent-withdrawn',
  'one-404-stops-the-run',
  'retry-makes-two-codes',
  'edited-while-500-wait',
  'stable-split',
]
const linesOf = (text: string): number => text.trimEnd().split('\n').length

test.each(STORIES)('%s is read in at most 40 lines, with all that it needs', story => {
  const text = readFileSync(new URL(`./${story}.test.ts`, import.meta.url), 'utf8')

  expect(linesOf(text)).toBeLessThanOrEqual(40)
})

/** Each test with its table, as it is formatted: from its first word to the line that closes it. */
const testsOf = (text: string): string[] => text.match(/^test[\s\S]*?^(?:\}\)|\))$/gm) ?? []

test('no test of a journey is longer either', () => {
  const journeys = readdirSync(new URL('.', import.meta.url)).filter(name => name !== 'length.test.ts')
  const tests = journeys.flatMap(name => testsOf(readFileSync(new URL(name, import.meta.url), 'utf8')))

  expect(tests.length).toBeGreaterThan(journeys.length)
  expect(tests.filter(text => linesOf(text) > 40)).toEqual([])
})
