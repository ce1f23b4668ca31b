// The kept answers of Jinja2, on every machine.

import { describe, expect, test } from 'vitest'
import { CASE_FILES, questionOf, readCases } from './cases.ts'
import { askEngine } from './engine.ts'

describe('the kept cases', () => {
  test('are at least 600', () => {
    const count = CASE_FILES.reduce((sum, name) => sum + readCases(name).cases.length, 0)

    expect(count).toBeGreaterThanOrEqual(600)
  })

  test.each(CASE_FILES)('%s renders as Jinja2 rendered it', name => {
    const file = readCases(name)

    for (const item of file.cases) {
      const answer = askEngine(questionOf(file, item))
      const ours = 'output' in answer ? { output: answer.output } : { error: answer.error }
      const theirs = item.error === undefined ? { output: item.output } : { error: item.error }
      expect(ours, item.template).toEqual(theirs)
    }
  })
})
