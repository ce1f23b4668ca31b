import { readFileSync } from 'node:fs'
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

test.each(STORIES)('%s is read in at most 40 lines', story => {
  const text = readFileSync(new URL(`./${story}.test.ts`, import.meta.url), 'utf8')

  expect(text.trimEnd().split('\n').length).toBeLessThanOrEqual(40)
})
