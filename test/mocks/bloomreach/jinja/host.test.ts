// What callers hand in, and how templates are kept.

import { expect, test } from 'vitest'
import {
  compile,
  hostFunction,
  hostObject,
  Markup,
  PyFloat,
  render,
} from '../../../../mocks/bloomreach/jinja/index.ts'

test('numbers of JavaScript become int when integral, float otherwise, unless told', () => {
  expect(render('{{ a }} {{ b }} {{ c }} {{ d }}', { a: 5, b: 5.5, c: new PyFloat(5), d: 2n ** 70n })).toBe(
    '5 5.5 5.0 1180591620717411303424',
  )
})

test('undefined is a missing name, null is None', () => {
  expect(
    render('{{ a is defined }} {{ b }} {{ d }}', { a: undefined, b: null, d: { x: undefined, y: null } }),
  ).toBe("False None {'y': None}")
})

test('a Map keeps the order of keys that look like numbers', () => {
  expect(
    render('{{ m }}', {
      m: new Map<unknown, unknown>([
        ['2', 'b'],
        ['1', 'a'],
        [3, 'c'],
      ]),
    }),
  ).toBe("{'2': 'b', '1': 'a', 3: 'c'}")
})

test('what is not plain data is refused with a remedy', () => {
  expect(() => render('{{ f }}', { f: () => 1 })).toThrow('Wrap functions with hostFunction().')
  expect(() => render('{{ d }}', { d: new Date(0) })).toThrow('only plain data goes in')
})

test('host functions get plain data and give plain data', () => {
  const calls: unknown[] = []
  const f = hostFunction('f', (args, kwargs) => {
    calls.push([args, kwargs])
    return { sum: 1.5, list: [1] }
  })

  expect(render("{{ f([1, 2.0, (3,)], {'a': none}, k='v').sum }}", { f })).toBe('1.5')
  expect(calls).toEqual([[[[1, 2, [3]], { a: null }], { k: 'v' }]])
})

test('a host object is data and callable at once', () => {
  const o = hostObject({
    name: 'o',
    value: { a: 1, b: [2] },
    attributes: { extra: 'e' },
    call: ([n]) => ({ n }),
  })

  expect(
    render(
      "{{ o.a }} {{ o['b'] }} {{ o.extra }} {{ o(5).n }} {{ o }} {{ o|length }} {{ o.x }}|{% for k in o %}{{ k }}{% endfor %}",
      { o },
    ),
  ).toBe("1 [2] e 5 {'a': 1, 'b': [2]} 2 |ab")
})

test('filters of the caller work like built-in ones', () => {
  const filters = { shout: (value: unknown, mark: unknown = '!') => `${value}${mark}` }

  expect(render("{{ 'a'|shout }}{{ 'b'|shout('?') }}{{ ['c']|map('shout')|join }}", {}, { filters })).toBe(
    'a!b?c!',
  )
})

test('globals stand behind the context', () => {
  expect(render('{{ a }}{{ b }}', { a: 1 }, { globals: { a: 2, b: 3 } })).toBe('13')
})

test('autoescape escapes all but Markup', () => {
  expect(render('{{ a }}{{ b }}', { a: '<', b: new Markup('<') }, { autoescape: true })).toBe('&lt;<')
})

test('a template asked for twice is compiled no more', () => {
  const text = 'kept {{ x }}'
  compile(text)
  const second = compile(text)

  expect(compile(text)).toBe(second)
  expect(compile(text, { autoescape: true })).not.toBe(second)
  expect(second.render({ x: 1 })).toBe('kept 1')
})

test('renders do not touch one another', () => {
  const template = compile('{% set ns = namespace(n=0) %}{% set ns.n = ns.n + x %}{{ ns.n }}')
  const nested = hostFunction('nested', () => template.render({ x: 5 }))

  expect(template.render({ x: 1 })).toBe('1')
  expect(render('{{ nested() }}{{ nested() }}', { nested })).toBe('55')
})
