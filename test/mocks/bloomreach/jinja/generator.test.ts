// Random templates, judged by the real Jinja2. Another seed: `JINJA_SEED=7 vitest run …/generator.test.ts`. JINJA_TEMPLATES
// says how many (2,000; `.ci/run` asks for 20,000).

import { expect, test } from 'vitest'
import { agree, askEngine } from './engine.ts'
import { generate } from './generator.ts'
import { askOracle, hasOracle } from './oracle.ts'

const seed = Number(process.env.JINJA_SEED ?? 20_260_105)
const COUNT = Number(process.env.JINJA_TEMPLATES ?? 2_000)

test.skipIf(!hasOracle())(
  `${COUNT} random templates of seed ${seed} render as Jinja2 renders them`,
  { timeout: 300_000 },
  async () => {
    const questions = generate(seed, COUNT)

    const answers = await askOracle(questions)

    const differences = questions.flatMap((question, index) => {
      const theirs = answers[index] ?? { output: '' }
      const ours = askEngine(question)
      return agree(ours, theirs) ? [] : [{ question, ours, theirs }]
    })
    expect(differences.slice(0, 5)).toEqual([])
    // A grammar that mostly fails would prove nothing.
    expect(answers.filter(answer => 'output' in answer).length).toBeGreaterThan(COUNT * 0.95)
  },
)

test('the same seed makes the same templates', () => {
  expect(generate(1, 20)).toEqual(generate(1, 20))
  expect(generate(1, 20)).not.toEqual(generate(2, 20))
})
