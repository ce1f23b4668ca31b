// What a template's author sees when something is wrong.

import { expect, test } from 'vitest'
import { JinjaError, render, TemplateSyntaxError } from '../../../../mocks/bloomreach/jinja/index.ts'

function failure(template: string, context: Record<string, unknown> = {}): JinjaError {
  try {
    render(template, context)
  } catch (error) {
    if (error instanceof JinjaError) return error
    throw error
  }
  throw new Error('It rendered.')
}

test('an unknown variable fails where its attribute is read, and the nearest name is suggested', () => {
  const error = failure('Hello\n  {{ custmer.first_name }}', { customer: {} })

  expect(error).toMatchObject({
    name: 'UndefinedError',
    message: "'custmer' is undefined",
    line: 2,
    column: 14,
    source: '  {{ custmer.first_name }}',
    suggestion: 'customer',
  })
})

test('an unknown filter fails before anything is rendered, and the nearest one is suggested', () => {
  const error = failure('{{ name|uper }}')

  expect(error).toBeInstanceOf(TemplateSyntaxError)
  expect(error).toMatchObject({ name: 'TemplateAssertionError', line: 1, column: 9, suggestion: 'upper' })
})

test('a name that is like no other gets no suggestion', () => {
  expect(failure('{{ zzzzzzzz.x }}', { customer: 1 }).suggestion).toBeUndefined()
})

test('a syntax error names the line and column of the token', () => {
  expect(failure('a\r\nb {{ 1 + }}')).toMatchObject({ name: 'TemplateSyntaxError', line: 2, column: 10 })
})

test('an unclosed tag says which tag is open', () => {
  expect(failure('{% if x %}').message).toBe(
    "Unexpected end of template. Jinja was looking for the following tags: 'elif' or 'else' or 'endif'. The innermost block that needs to be closed is 'if'.",
  )
})

test.each(['extends', 'include', 'import', 'from'])(
  'the tags extends, include, import and from are refused with a clear sentence: %s',
  tag => {
    expect(failure(`{% ${tag} 'x' %}`)).toMatchObject({
      name: 'TemplateAssertionError',
      message: `The tag '${tag}' is not supported: templates cannot load other templates.`,
    })
  },
)

test.each([
  ['{{ 1 / 0 }}', 'ZeroDivisionError'],
  ["{{ 'a' + 1 }}", 'TypeError'],
  ["{{ 'a'.index('b') }}", 'ValueError'],
  ['{{ {}.popitem() }}', 'KeyError'],
  ['{{ [].pop() }}', 'IndexError'],
  ["{{ 5|round(1, 'x') }}", 'FilterArgumentError'],
  ['{% set x.y = 1 %}', 'TemplateRuntimeError'],
  ["{{ ''.__class__.__mro__ }}", 'SecurityError'],
  ['{{ cycler() }}', 'RuntimeError'],
])('%s raises %s, as Python does', (template, name) => {
  expect(failure(template).name).toBe(name)
})

test('describe tells the whole story', () => {
  expect(failure('{{ custmer.x }}', { customer: 1 }).describe()).toBe(
    [
      "UndefinedError: 'custmer' is undefined (line 1, column 12)",
      '  {{ custmer.x }}',
      `  ${' '.repeat(11)}^`,
      "Did you mean 'customer'?",
    ].join('\n'),
  )
})

test('an error inside a macro points into the macro', () => {
  expect(failure('{% macro m(a) %}\n{{ a.b.c }}\n{% endmacro %}\n{{ m({}) }}')).toMatchObject({ line: 2 })
})
