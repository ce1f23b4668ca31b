import { describe, expect, test } from 'vitest'

const EMPTY = 'Cannot test: this table of cases is empty.'

test.each([
  ['test.each', () => test.each([])],
  ['test.for', () => test.for([])],
  ['describe.each', () => describe.each([])],
  ['describe.for', () => describe.for([])],
  ['test.skipIf(…).each', () => test.skipIf(true).each([])],
  ['describe.runIf(…).each', () => describe.runIf(true).each([])],
  ['test.concurrent.each', () => test.concurrent.each([])],
  ['describe.skip.for', () => describe.skip.for([])],
])('%s refuses an empty table', (_, each) => {
  expect(each).toThrow(EMPTY)
})

test('a table with one case is taken', () => {
  expect(() => test.skip.each([1])).not.toThrow()
})
