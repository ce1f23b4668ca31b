// Templates that would run for ever, or fill the memory, end in an error that names the line.

import { expect, test } from 'vitest'
import { JinjaError, LimitError, render } from '../../../../mocks/bloomreach/jinja/index.ts'

function failure(template: string, limits: Record<string, number> = {}): JinjaError {
  try {
    render(template, {}, { limits })
  } catch (error) {
    if (error instanceof JinjaError) return error
    throw error
  }
  throw new Error('It rendered.')
}

test.each([
  ['steps', '{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}'],
  ['string', "{{ 'x' * 2000000000 }}"],
  [
    'string',
    "{% set ns = namespace(s='x') %}{% for i in range(99) %}{% set ns.s = ns.s ~ ns.s %}{% endfor %}",
  ],
  ['string', "{{ ('a' * 100000).replace('a', 'b' * 100000) }}"],
  ['string', "{{ ['x' * 100000] * 100 }}"],
  ['string', "{{ 'x'|center(999999999) }}"],
  ['string', "{{ (['x' * 1000] * 10000)|join }}"],
  ['items', '{{ range(10 ** 12) }}'],
  ['items', '{{ [1] * 10 ** 12 }}'],
  ['items', '{% set l = [1] %}{% for i in range(99) %}{% do l.extend(l) %}{% endfor %}'],
  ['bits', '{{ 9 ** (9 ** 9) }}'],
  ['depth', '{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}'],
  ['depth', '{% for x in [1] recursive %}{{ loop([1]) }}{% endfor %}'],
])('the limit on %s stops %s', (limit, template) => {
  const error = failure(template)

  expect(error).toBeInstanceOf(LimitError)
  expect(error).toMatchObject({ limit, line: 1 })
})

test.each(['{{ a }}', '{% set a = 1 %}', `{{ [${'1,'.repeat(3)}] }}`])(
  'a template of too many tags or values is not read: %.20s',
  unit => {
    expect(failure(unit.repeat(34_000))).toMatchObject({ name: 'LimitError', limit: 'tokens', line: 1 })
  },
)

test('the output is capped too', () => {
  const error = failure('{% for i in range(1000) %}0123456789{% endfor %}', { output: 5000 })

  expect(error).toMatchObject({ name: 'LimitError', limit: 'output', line: 1 })
})

test('each limit is a setting', () => {
  const template = "{{ ('x' * 50)|length }}"

  expect(() => render(template, {}, { limits: { string: 49 } })).toThrow(LimitError)
  expect(render(template, {}, { limits: { string: 50 } })).toBe('50')
})

test('a lazy filter over something endless ends', () => {
  expect(
    failure("{% set l = [1] %}{% for i in l|map('string') %}{% do l.append(i) %}{% endfor %}"),
  ).toMatchObject({
    name: 'LimitError',
  })
})

test('nothing of JavaScript can be reached', () => {
  const names = [
    'constructor',
    'prototype',
    '__proto__',
    'toString',
    'length',
    'hasOwnProperty',
    'call',
    'map',
  ]
  for (const value of ["''", '[]', '{}', '1', '1.5', 'none', 'true', 'range', 'range(3)', 'x', "'a'.upper"]) {
    for (const name of names) {
      expect(render(`{{ ${value}.${name} is defined }}`, { x: { a: 1 } }), `${value}.${name}`).not.toContain(
        'native code',
      )
      const output = render(`[{{ ${value}['${name}'] }}]`, { x: { a: 1 } })
      expect(output, `${value}['${name}']`).toBe('[]')
    }
  }
})

test('own keys with dangerous names are only data', () => {
  const context = JSON.parse('{"x": {"__proto__": {"a": 1}, "constructor": "c"}}') as Record<string, unknown>

  expect(render("{{ x['__proto__']['a'] }} {{ x.constructor }} {{ x }}", context)).toBe(
    "1 c {'__proto__': {'a': 1}, 'constructor': 'c'}",
  )
})

test('a template cannot change what it was given', () => {
  const context = { l: [1], d: { a: [1] } }

  render('{% do l.append(2) %}{% do d.update({"b": 1}) %}{% do d.a.append(2) %}{{ d.pop("a") }}', context)

  expect(context).toEqual({ l: [1], d: { a: [1] } })
})

test('an integer of more digits than Python reads is its error, in JSON too', () => {
  expect(render("{{ ('1' * 4300)|from_json % 10 }}", {}, { dialect: 'bloomreach' })).toBe('1')
  expect(failure("{{ ('-' ~ '1' * 4301)|from_json }}")).toMatchObject({
    name: 'ValueError',
    message: expect.stringContaining('Exceeds the limit (4300 digits)'),
  })
})
