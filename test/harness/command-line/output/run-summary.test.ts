// What `run` says of itself, and when it is no success.
import { expect, test } from 'vitest'
import { countText } from '../../../../harness/command-line/output/count-text.ts'
import { RunSummary, summaryText } from '../../../../harness/command-line/output/run-summary.ts'

const tallied = { entered: 4, mailed: 3, suppressed: 1, failed: 0, undefinedPrinted: 0 }

test.each([
  [60_000, 41.2, 0, '4 entered, 3 mailed, 1 suppressed, 0 failed; 1 minute of virtual time, 41 ms'],
  [5_400_000, 12_345, 0, '4 entered, 3 mailed, 1 suppressed, 0 failed; 90 minutes of virtual time, 12.3 s'],
  [0, 5, 2, '4 entered, 3 mailed, 1 suppressed, 0 failed, 2 still waiting; 0 seconds of virtual time, 5 ms'],
])('%d ms of virtual and %d of real time read well', (virtualMs, realMs, waiting, expected) => {
  expect(summaryText(tallied, { virtualMs, realMs, waiting })).toBe(expected)
})

test.each([
  [0, '0'],
  [999, '999'],
  [1_000, '1,000'],
  [100_000, '100,000'],
  [1_234_567, '1,234,567'],
])('the count %d is told in groups of three: %s', (count, expected) => {
  expect(countText(count)).toBe(expected)
})

test('entries are counted by what they say of a customer', () => {
  const summary = new RunSummary()
  const take = (kind: string, because?: string) =>
    summary.take({ seq: 1, at: 0, kind: `bloomreach.${kind}`, because })
  for (const kind of ['run-entered', 'run-entered', 'email-sent', 'node-entered']) take(kind)
  for (const because of ['suppressed', 'failed', 'finished']) take('run-ended', because)

  expect(summary.tallied).toEqual({ entered: 2, mailed: 1, suppressed: 1, failed: 1, undefinedPrinted: 0 })
})
