// [[ name : type ]] in texts, without a webhook around them.
import { describe, expect, test } from 'vitest'
import { parameterProblems } from '../../../../../mocks/bloomreach/definition/parameters/parameter-problems.ts'
import { PARAMETER_TYPES } from '../../../../../mocks/bloomreach/definition/parameters/template-parameter.ts'
import {
  filledIn,
  parametersIn,
} from '../../../../../mocks/bloomreach/definition/parameters/template-parameters.ts'

const project = { metrics: ['m1'], recommendations: ['r1'] }
const problems = (text: string, values: Record<string, string | number | boolean> = {}) =>
  parameterProblems(text, values, { project }).map(({ code }) => code)

test.each([
  ['[[ title ]]', 'title', 'string'],
  ['[[title]]', 'title', 'string'],
  ['[[ Background color : color ]]', 'Background color', 'color'],
  ['[[ size : enum(small, large) ]]', 'size', 'enum'],
  ['[[ šírka : number ]]', 'šírka', 'number'],
])('%s is the parameter %s of the type %s', (text, name, type) => {
  expect(parametersIn(text)).toMatchObject({ parameters: [{ name, type }], problems: [] })
})

test.each([
  '[[1, 2], [3]]',
  '[["a"]]',
  '[[true]]',
  '[[]]',
  '[[ ]]',
  '[[ a',
  'a ]]',
  '{{ x[[0]] }}',
  '<![CDATA[ a ]]>',
])('%s is no parameter and stays as it is', text => {
  expect(parametersIn(text)).toEqual({ parameters: [], problems: [] })
  expect(filledIn(text, { a: 'x', true: 'x' })).toBe(text)
})

test('every place of a text is filled, also in keys and lists; what has no value stays', () => {
  const texts = { '[[ a ]]': ['[[ a : number ]] and [[a]]', { deep: '[[ b ]]' }, 7, null, true] }

  expect(filledIn(texts, { a: 5 })).toEqual({ 5: ['5 and 5', { deep: '[[ b ]]' }, 7, null, true] })
})

describe('a value', () => {
  const GOOD: Record<string, unknown[]> = {
    string: ['one line', '', 5],
    text: ['two\nlines'],
    number: [5, '5', '-1.5', '1e3'],
    color: ['#fff', '#1a2B3c', '#1a2b3c80'],
    enum: ['small'],
    recommendation: ['r1'],
    metric: ['m1'],
    date: ['2026-02-28'],
    time: ['09:30', '23:59:59'],
    datetime: [1767603600, '1767603600', '2026-01-05T09:00:00Z', '2026-01-05T09:00'],
    boolean: [true, 'false', 'TRUE'],
    image: ['https://cdn.example/a.png'],
  }
  const BAD: Record<string, unknown[]> = {
    string: ['two\nlines'],
    text: [],
    number: ['many', '', '5 apples', '0x10', 'NaN', `${'9'.repeat(100_000)}x`],
    color: ['red', '#12345', '1a2b3c'],
    enum: ['medium', ''],
    recommendation: ['r2'],
    metric: ['m2'],
    date: ['2026-02-31', '5.1.2026', ''],
    time: ['24:00', '9:30'],
    datetime: ['yesterday', '2026-01-05'],
    boolean: [1, 'yes', ''],
    image: ['a.png', 'ftp://x/a.png', 'javascript:alert(1)'],
  }

  test.each(PARAMETER_TYPES)('of each type is told from what is none', type => {
    const text = type === 'enum' ? '[[ p : enum(small, large) ]]' : `[[ p : ${type} ]]`
    for (const value of GOOD[type] ?? [])
      expect(problems(text, { p: value as string }), String(value)).toEqual([])
    for (const value of BAD[type] ?? []) {
      expect(problems(text, { p: value as string }), String(value)).toEqual(['wrong-template-parameter'])
    }
  })

  test('with Jinja is judged for nobody beforehand', () => {
    expect(problems('[[ p : number ]]', { p: '{{ customer.age }}' })).toEqual([])
  })
})

test('what is written wrongly is said: an unknown type, an enum without values, a place inside a tag', () => {
  expect(problems('[[ p : colour ]]', { p: 'x' })).toEqual(['wrong-template-parameter'])
  expect(problems('[[ p : enum() ]]', { p: 'x' })).toEqual(['wrong-template-parameter'])
  expect(problems('{{ [[ p ]] }}', { p: 'x' })).toEqual(['wrong-template-parameter'])
  expect(problems('{% if x %}[[ p ]]{% endif %} {{ y }}', { p: 'x' })).toEqual([])
  expect(problems('[[ p ]]')).toEqual(['missing-template-parameter'])
})

test.each(['[[', '[[ a', '{{', '{%', '{{[[ a ]]', '[[ a ]] {{ b }} '])(
  'a megabyte of %j takes no time',
  text => {
    const long = text.repeat(Math.ceil(1_000_000 / text.length))

    expect(parametersIn(long).problems).toEqual([])
    expect(filledIn(long, {}).length).toBe(long.length)
  },
)
