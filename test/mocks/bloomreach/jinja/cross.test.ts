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

/** Each with `X` for the container. */
function templates(): string[] {
  const { filters, tests, methods, expressions, blocks, picks, uses } = TABLES
  const set = '{% set x = X %}'
  return [
    ...Object.entries(filters).flatMap(([name, all]) => all.map(args => `{{ X|${name}${args} }}`)),
    ...tests.map(name => `{{ X is ${name} }}`),
    ...Object.values(methods).flatMap(all => all.map(call => `${set}{{ x.${call} }}|{{ x }}`)),
    ...(methods.str ?? []).map(call => `{% set x = X|string|escape %}{{ x.${call} }}`),
    ...expressions.map(expression => `${set}{{ ${expression} }}`),
    ...blocks,
    ...picks.flatMap(pick => uses.map(use => `{{ (X|${pick})${use} }}`)),
  ]
}

interface Crossing {
  template: string
  container: string
  options: { autoescape?: boolean }
}

/** All containers of one template, then the next: Jinja2 compiles each template once. */
const crossings = (): Crossing[] =>
  templates()
    .flatMap(template =>
      [{}, { autoescape: true }].flatMap(options =>
        TABLES.containers.map(container => ({ template, container, options })),
      ),
    )
    .filter((_crossing, index) => index % SHARE === 0)

/** With the container itself in the text, so that our folding of constants is asked too. */
const asWritten = ({ template, container, options }: Crossing): Question => ({
  template: template.replaceAll('X', container),
  context: TABLES.context,
  options,
})

/** Jinja2 is given the container, but where that is not the same to it: a constant of markup, a new value in each turn. */
const forJinja = (crossing: Crossing): Question => {
  const { template, container, options } = crossing
  if (container.includes('|safe') || template.includes('loop.changed(X)')) return asWritten(crossing)
  return { template, context: TABLES.context, options, given: { X: container } }
}

test.skipIf(!hasOracle())(
  'containers that hold None or nothing render as Jinja2 renders them',
  { timeout: 300_000 },
  async () => {
    const asked = crossings()

    const answers = await askOracle(asked.map(forJinja))

    const differences = asked.flatMap((crossing, index) => {
      const expected = answers[index] ?? { output: '' }
      const question = asWritten(crossing)
      const got = askEngine(question)
      const bothFail = 'error' in got && 'error' in expected
      return bothFail || agree(got, expected) ? [] : [{ template: question.template, got, expected }]
    })
    expect(differences.slice(0, 10)).toEqual([])
    expect(asked.length).toBeGreaterThan(2_000)
  },
)
