// Every filter, test, method and operator, crossed with containers that hold None, or nothing: None is a
// value, never what is missing. JINJA_CROSS says which share is asked (every 16th; `.ci/run` asks all).

import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { agree, askEngine } from './engine.ts'
import { askOracle, hasOracle, type Question } from './oracle.ts'

interface Tables {
  context: Record<string, unknown>
  containers: string[]
  filters: Record<string, string[]>
  tests: string[]
  methods: Record<string, string[]>
  expressions: string[]
  /** `X` stands for the container. */
  blocks: string[]
  picks: string[]
  uses: string[]
}

const TABLES = JSON.parse(readFileSync(new URL('./cross.json', import.meta.url), 'utf8')) as Tables
const SHARE = Number(process.env.JINJA_CROSS ?? 16)

function templatesOn(container: string): string[] {
  const { filters, tests, methods, expressions, blocks, picks, uses } = TABLES
  const set = `{% set x = ${container} %}`
  return [
    ...Object.entries(filters).flatMap(([name, all]) => all.map(args => `{{ ${container}|${name}${args} }}`)),
    ...tests.map(name => `{{ ${container} is ${name} }}`),
    ...Object.values(methods).flatMap(all => all.map(call => `${set}{{ x.${call} }}|{{ x }}`)),
    ...(methods.str ?? []).map(call => `{% set x = ${container}|string|escape %}{{ x.${call} }}`),
    ...expressions.map(expression => `${set}{{ ${expression} }}`),
    ...blocks.map(block => block.replaceAll('X', container)),
    ...picks.flatMap(pick => uses.map(use => `{{ (${container}|${pick})${use} }}`)),
  ]
}

function questions(): Question[] {
  const { containers, context } = TABLES
  return containers
    .flatMap(templatesOn)
    .flatMap(template => [{}, { autoescape: true }].map(options => ({ template, context, options })))
    .filter((_question, index) => index % SHARE === 0)
}

test.skipIf(!hasOracle())(
  'containers that hold None or nothing render as Jinja2 renders them',
  { timeout: 300_000 },
  async () => {
    const asked = questions()

    const answers = await askOracle(asked)

    const differences = asked.flatMap((question, index) => {
      const theirs = answers[index] ?? { output: '' }
      const ours = askEngine(question)
      const bothFail = 'error' in ours && 'error' in theirs
      return bothFail || agree(ours, theirs) ? [] : [{ template: question.template, ours, theirs }]
    })
    expect(differences.slice(0, 10)).toEqual([])
    expect(asked.length).toBeGreaterThan(2_000)
  },
)
