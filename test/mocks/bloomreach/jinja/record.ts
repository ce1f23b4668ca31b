// Asks the oracle about every kept case and writes its answers into the files. For new cases: add the
// template to a file of `cases/`, run this, and read what changed.

import { writeFileSync } from 'node:fs'
import { CASE_FILES, type Case, pathOf, questionOf, readCases } from './cases.ts'
import { askOracle } from './oracle.ts'

async function record(name: string): Promise<void> {
  const file = readCases(name)
  const answers = await askOracle(file.cases.map(item => questionOf(file, item)))
  const cases = file.cases.map(({ template, context, options }, index): Case => {
    const answer = answers[index]
    if (answer === undefined) throw new Error(`The oracle gave no answer for ${template}.`)
    return {
      template,
      ...(context === undefined ? {} : { context }),
      ...(options === undefined ? {} : { options }),
      ...('output' in answer ? { output: answer.output } : { error: answer.error }),
    }
  })
  writeFileSync(pathOf(name), `${JSON.stringify({ contexts: file.contexts, cases }, null, 2)}\n`)
}

for (const name of CASE_FILES) await record(name)
