// Questions answered without rendering.

import { expect, test } from 'vitest'
import { analyse } from '../../../../mocks/bloomreach/jinja/index.ts'

const names = (places: readonly { name: string }[]) => places.map(({ name }) => name)

test('variables are the names that the template does not set itself', () => {
  const template =
    '{% set a = b %}{{ a }}{% for x in xs if x > low %}{{ x }}{{ loop.index }}{% endfor %}{% macro m(p, q=r) %}{{ p }}{{ caller() }}{{ s }}{% endmacro %}{{ m(1) }}{% with w = v %}{{ w }}{% endwith %}{{ w }}'

  expect(names(analyse(template).variables)).toEqual(['b', 'xs', 'low', 'r', 's', 'v', 'w'])
})

test('each stands where it is first read', () => {
  expect(analyse('a\n  {{ customer.x }}{{ customer.y }}').variables).toEqual([
    { name: 'customer', line: 2, column: 6 },
  ])
})

test('filters, tests and functions are listed once', () => {
  const { filters, tests, functions } = analyse(
    "{{ a|upper|default('x') }}{{ b|upper }}{% if c is defined and c is not none %}{{ range(3) }}{{ metrics('m') }}{% endif %}{% filter trim %}{% endfilter %}",
  )

  expect(names(filters)).toEqual(['default', 'upper', 'trim'])
  expect(names(tests)).toEqual(['defined', 'none'])
  expect(names(functions)).toEqual(['range', 'metrics'])
})

test('fields of webhooks come with the webhook they are read from', () => {
  const { webhookFields } = analyse(
    "{{ webhook.code }}{{ webhook['odd key'] }}{{ webhook(2).id|upper }}\n{{ webhook.by_action_id(7).data }}",
  )

  expect(webhookFields).toEqual([
    { call: 'last', field: 'code', line: 1, column: 12 },
    { call: 'last', field: 'odd key', line: 1, column: 29 },
    { call: { n: 2 }, field: 'id', line: 1, column: 57 },
    { call: { actionId: 7 }, field: 'data', line: 2, column: 28 },
  ])
})

test('a variable of the template named webhook is not the webhook', () => {
  expect(analyse("{% set webhook = {'code': 1} %}{{ webhook.code }}").webhookFields).toEqual([])
})

test('attribute paths begin with a variable of the context', () => {
  expect(
    analyse("{{ customer.first_name }}{{ customer['address'].city }}{% set a = b.c %}{{ a.d }}")
      .attributePaths,
  ).toEqual([
    ['customer', 'first_name'],
    ['customer', 'address', 'city'],
    ['b', 'c'],
  ])
})

test('something is demanded of what has an attribute read, is called or calculated with, whatever the customer', () => {
  const { demands } = analyse(
    "{{ a.b.c }}{{ f(x) }}{{ n + 1 }}{{ t ~ 'x' }}{{ p|upper }}{% for y in l %}{{ y.z }}{{ inside.loop }}{% endfor %}",
  )

  expect(demands.map(({ path }) => path.join('.'))).toEqual(['a.b', 'a', 'f', 'n'])
})

test('nothing is demanded behind a condition', () => {
  const { demands } = analyse(
    '{% if a is defined %}{{ a.b }}{% elif c.d %}{% else %}{{ e.f }}{% endif %}{{ g.h if g }}{{ i and i.j }}{% macro m() %}{{ k.l }}{% endmacro %}',
  )

  expect(demands).toEqual([])
  expect(analyse('\n {% if a.b %}{{ c.d }}{% endif %}').demands).toEqual([
    { path: ['a'], line: 2, column: 8 },
  ])
})
