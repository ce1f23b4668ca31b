// Whatever text comes, rendering ends soon, with a text or a JinjaError.

import { expect, test } from 'vitest'
import { JinjaError, render } from '../../../../mocks/bloomreach/jinja/index.ts'
import { CASE_FILES, questionOf, readCases } from './cases.ts'
import { randomFrom } from './generator.ts'

const COUNT = 10_000

/** Renders and answers what came of it; anything but a text or a JinjaError is thrown on. */
function outcome(template: string, context: Record<string, unknown>): string {
  try {
    return typeof render(template, context, { limits: { steps: 20_000 } })
  } catch (error) {
    if (!(error instanceof JinjaError))
      throw new Error(`crashed on ${JSON.stringify(template)}`, { cause: error })
    if (!(error.line !== undefined && error.line >= 1 && error.column !== undefined && error.column >= 1)) {
      throw new Error(`no place for ${error.name} in ${JSON.stringify(template)}`)
    }
    return 'error'
  }
}

test(`${COUNT} random byte strings never crash the engine`, () => {
  const random = randomFrom(1)
  const decoder = new TextDecoder('latin1')
  const outcomes = new Set<string>()

  for (let i = 0; i < COUNT; i++) {
    const bytes = Uint8Array.from({ length: Math.floor(random() * 60) }, () => Math.floor(random() * 256))
    const inside = decoder.decode(bytes)
    const shape = i % 4
    const template =
      shape === 0 ? inside : shape === 1 ? `{{${inside}}}` : shape === 2 ? `{%${inside}%}` : `{{ x|${inside}`
    outcomes.add(outcome(template, { x: 1 }))
  }

  expect([...outcomes].sort()).toEqual(['error', 'string'])
})

test(`${COUNT} mutated templates never crash the engine`, () => {
  const random = randomFrom(2)
  const below = (limit: number) => Math.floor(random() * limit)
  const sources = CASE_FILES.flatMap(name => {
    const file = readCases(name)
    return file.cases.map(item => questionOf(file, item))
  })
  const pieces = [
    '{{',
    '}}',
    '{%',
    '%}',
    '{#',
    '#}',
    '(',
    ')',
    '[',
    ']',
    '|',
    '.',
    '*',
    '**',
    '~',
    "'",
    '"',
    '\\',
    ' if ',
    ' for ',
    ' in ',
    'range(99999999)',
    "'x' * 99999999",
    '99 ** 99 ** 9',
    'loop(l)',
    '\0',
    '\ud800',
    '🎁',
  ]
  const outcomes = new Set<string>()

  for (let i = 0; i < COUNT; i++) {
    const { template, context = {} } = sources[below(sources.length)] ?? { template: '' }
    let text = template
    for (let changes = 1 + below(4); changes > 0; changes--) {
      const from = below(text.length + 1)
      const length = below(6)
      const kind = below(3)
      const put =
        kind === 0
          ? ''
          : kind === 1
            ? (pieces[below(pieces.length)] ?? '')
            : text.slice(below(text.length), below(text.length) + 8)
      text = text.slice(0, from) + put + text.slice(from + length)
    }
    outcomes.add(outcome(text, context))
  }

  expect([...outcomes].sort()).toEqual(['error', 'string'])
})
