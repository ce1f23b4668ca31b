// The real Jinja2, asked again: the kept answers are still its answers.

import { expect, test } from 'vitest'
import { CASE_FILES, questionOf, readCases } from './cases.ts'
import { askOracle, hasOracle } from './oracle.ts'

test.skipIf(!hasOracle())(
  'Jinja2 itself still answers as it is written down',

  async () => {
    const files = CASE_FILES.map(readCases)
    const cases = files.flatMap(file => file.cases.map(item => ({ item, question: questionOf(file, item) })))

    const answers = await askOracle(cases.map(({ question }) => question))

    for (const [index, { item }] of cases.entries()) {
      const answer = answers[index]
      const now =
        answer !== undefined && 'output' in answer ? { output: answer.output } : { error: answer?.error }
      const kept = item.error === undefined ? { output: item.output } : { error: item.error }
      expect(now, item.template).toEqual(kept)
    }
  },
)
