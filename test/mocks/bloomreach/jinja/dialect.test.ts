// What Bloomreach adds to Jinja2.

import { expect, test } from 'vitest'
import {
  type BloomreachState,
  bloomreachContext,
  render,
  TemplateAbort,
} from '../../../../mocks/bloomreach/jinja/index.ts'

const STATE: BloomreachState = {
  customer: { first_name: 'Ada', 'odd name': 1 },
  customerIds: { registered: 'ada@example.com' },
  nowMs: Date.UTC(2026, 0, 5, 9, 0, 0),
}

const rendered = (template: string, more: Partial<BloomreachState> = {}) =>
  render(template, bloomreachContext({ ...STATE, ...more }))

const WEBHOOKS = [
  { actionId: 3, value: { code: 'FIRST', items: [1, 2] } },
  { actionId: 5, value: { data: 'plain text' } },
  { actionId: 7, value: { code: 'LAST' } },
]

test('webhook is the last answer before the node', () => {
  expect(rendered('{{ webhook.code }} {{ webhook["code"] }}', { webhooks: WEBHOOKS })).toBe('LAST LAST')
})

test('webhook(n) is the n-th answer on the path, by_action_id the one of a node', () => {
  expect(rendered('{{ webhook(1).code }} {{ webhook(2).data }}', { webhooks: WEBHOOKS })).toBe(
    'FIRST plain text',
  )
  expect(
    rendered('{{ webhook.by_action_id(3).code }} {{ webhook.by_action_id(5).data }}', { webhooks: WEBHOOKS }),
  ).toBe('FIRST plain text')
})

test('an answer that is not there has no fields, and without any answer there is no webhook', () => {
  expect(rendered('[{{ webhook(9).code }}]', { webhooks: WEBHOOKS })).toBe('[]')
  expect(rendered('[{{ webhook.nope }}]', { webhooks: WEBHOOKS })).toBe('[]')
  expect(() => rendered('{{ webhook.code }}')).toThrow("'webhook' is undefined")
})

test('a field named like a method of dict is read by index, as in Jinja2', () => {
  expect(rendered('{{ webhook["items"] }}', { webhooks: WEBHOOKS.slice(0, 1) })).toBe('[1, 2]')
})

test('customer, consent page, time and the names of things are there', () => {
  const more = {
    consentPage: 'https://example.com/consent',
    project: { id: 'p1', name: 'Shop' },
    scenario: { id: 's1', name: 'Refer' },
    action: { id: 4, name: 'Email' },
    event: { total: 5 },
    params: { x: 1 },
  }

  expect(
    rendered(
      "{{ customer.first_name }} {{ customer['odd name'] }} {{ customer_ids.registered }} {{ consent.page }} {{ time }} {{ project['id'] }} {{ scenario['name'] }} {{ action['id'] }} {{ event.total }} {{ params.x }}",
      more,
    ),
  ).toBe('Ada 1 ada@example.com https://example.com/consent 1767603600 p1 Refer 4 5 1')
})

test('metrics and catalogs answer by id', () => {
  const shoes = new Map([
    ['a', { title: 'Red' }],
    ['b', { title: 'Blue' }],
  ])
  const more = { metrics: { m1: 42 }, catalogs: { Shoes: shoes } }

  expect(rendered("{{ metrics('m1') }} {{ metrics('x') }}", more)).toBe('42 None')
  expect(
    rendered(
      "{{ catalogs.Shoes.item_by_id('a').title }} {{ catalogs.Shoes.items_by_id(['b', 'x'])|map(attribute='title')|list }}",
      more,
    ),
  ).toBe("Red ['Blue']")
})

test('report_value_by_key answers by report, row and column', () => {
  const more = { reports: { r1: { Bratislava: { revenue: 12.5 }, total: 3 } } }

  expect(rendered("{{ report_value_by_key('r1', 'Bratislava', 'revenue') }}", more)).toBe('12.5')
  expect(rendered("{{ report_value_by_key('r1', 'total') }}", more)).toBe('3')
  for (const keys of [
    "'r1', 'Vienna', 'revenue'",
    "'r2', 'total'",
    "'r1', 'total', 'x'",
    "'r1', '__proto__'",
  ]) {
    expect(rendered(`{{ report_value_by_key(${keys}) }}`, more)).toBe('None')
  }
})

test.each([
  ['{{ block("b", params={"a": 1}) }}', "block() got an unexpected keyword argument 'params'"],
  ['{{ block("b", {}, 1) }}', 'block() takes at most 2 arguments (3 given)'],
  ['{{ snippet("s", {"a": 1}) }}', 'snippet() takes at most 1'],
  ['{{ vouchers("p", "q") }}', 'vouchers() takes at most 1'],
  ['{{ webhook(1, 2).code }}', 'webhook() takes at most 1'],
  ['{{ metrics(id="m") }}', "metrics() got an unexpected keyword argument 'id'"],
  ['{{ catalogs.Shoes.item_by_id("a", "b") }}', 'item_by_id() takes at most 1'],
])('%s is given what it does not take, which is an error', (template, message) => {
  const more = {
    webhooks: WEBHOOKS,
    blockOf: () => '',
    snippetOf: () => '',
    voucherOf: () => '',
    catalogs: { Shoes: new Map() },
  }

  expect(() => rendered(template, more)).toThrow(message)
})

test('a filter on a block set is refused where the vendor’s grammar is asked for, else applied as in Jinja2', () => {
  const template = 'x\n{% set name | upper %}ada{% endset %}{{ name }}'
  const refuse = { blockSetFilters: 'refuse' } as const

  expect(render(template)).toBe('x\nADA')
  expect(() => render(template, {}, refuse)).toThrow(
    expect.objectContaining({ name: 'TemplateSyntaxError', line: 2, column: 13 }),
  )
  expect(render('{% set name %}ada{% endset %}{{ name | upper }}', {}, refuse)).toBe('ADA')
  expect(render(template)).toBe('x\nADA')
})

test.each([
  ['{% abort %}', ''],
  ['{% abort: "no code" %}', 'no code'],
  ['{% abort "no " ~ "code" %}', 'no code'],
])('%s stops the render with its reason', (template, reason) => {
  const abort = () => rendered(`before {% if not webhook %}${template}{% endif %} after`, { webhooks: [] })

  expect(abort).toThrow(TemplateAbort)
  expect(abort).toThrow(expect.objectContaining({ name: 'TemplateAbort', reason, line: 1 }))
})

test('output prints items with a separator', () => {
  expect(rendered('{% output [1, 2, 3] separated by ", " %}.{% output ["a"] %}')).toBe('1, 2, 3.a')
})

test('from_timestamp formats Unix seconds', () => {
  expect(rendered("{{ time|from_timestamp('%d%m%Y') }}")).toBe('05012026')
  expect(rendered("{{ time|from_timestamp('%Y-%m-%d %H:%M:%S %A %j %p %I %y %%') }}")).toBe(
    '2026-01-05 09:00:00 Monday 005 AM 09 26 %',
  )
  expect(rendered("{{ time|from_timestamp('US') }}")).toBe('01/05/2026')
  expect(rendered("{{ time|from_timestamp('%H:%M %z', 'Europe/Bratislava') }}")).toBe('10:00 +0100')
})

test('from_json reads what json.loads reads', () => {
  const text = '{"a": [1, 2.0, 1e2, 12345678901234567890, true, null, "\\u00e9"]}'

  expect(render('{{ text|from_json }}', { text })).toBe(
    "{'a': [1, 2.0, 100.0, 12345678901234567890, True, None, 'é']}",
  )
  expect(() => render('{{ text|from_json }}', { text: '{"a": }' })).toThrow(
    expect.objectContaining({
      name: 'JSONDecodeError',
      message: 'Expecting value: line 1 column 7 (char 6)',
    }),
  )
})

test('hash gives the hex digest', () => {
  expect(rendered("{{ 'abc'|hash('sha256') }}")).toBe(
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  )
  expect(rendered("{{ 'abc'|hash('md5') }}")).toBe('900150983cd24fb0d6963f7d28e17f72')
  expect(() => rendered("{{ 'abc'|hash('crc') }}")).toThrow(expect.objectContaining({ name: 'ValueError' }))
})

test('random filters draw from the chance that is handed in', () => {
  const draws = (...values: number[]) => {
    let at = 0
    return { random: () => values[at++ % values.length] ?? 0 }
  }
  const template = '{{ [1, 2, 3, 4]|shuffle }} {{ [1, 2, 3, 4]|random }}'

  expect(render(template, {}, draws(0))).toBe('[2, 3, 4, 1] 1')
  expect(render(template, {}, draws(0.999))).toBe('[1, 2, 3, 4] 4')
  expect(render(template)).toBe(render(template))
})

test('plain Jinja2 knows nothing of all this', () => {
  expect(() => render('{% abort %}', {}, { dialect: 'jinja2' })).toThrow("Encountered unknown tag 'abort'.")
  expect(() => render("{{ 'a'|hash('md5') }}", {}, { dialect: 'jinja2' })).toThrow("No filter named 'hash'.")
})

test('append adds to the list itself, tuples too, also from inside a loop', () => {
  expect(rendered('{% set ids = [7, 8] %}{% append 9 to ids %}{{ ids }}')).toBe('[7, 8, 9]')
  expect(rendered('{% set a = [] %}{% append ("a.html", "A") to a %}{{ a[0][1] }}')).toBe('A')
  expect(
    rendered('{% set out = [] %}{% for p in [1, 2] %}{% append p to out %}{% endfor %}{{ out|join("-") }}'),
  ).toBe('1-2')
  expect(() => rendered('{% set t = (1,) %}{% append 2 to t %}')).toThrow('not a list')
  expect(() => rendered('{% append 2 to nothing %}')).toThrow("'nothing' is undefined")
  expect(() => rendered('{% append 2 %}')).toThrow("expected token 'to'")
})

test('a block with some thirty append prints what it prints with set', () => {
  const lines = (append: (i: number) => string) =>
    Array.from({ length: 640 }, (_, i) => (i % 20 === 0 ? append(i) : `<td>{{ l|length + ${i} }}</td>`)).join(
      '\n',
    )
  const appended = rendered(`{% set l = [] %}${lines(i => `{% append (${i}, "n") to l %}`)}{{ l }}`)

  expect(appended).toBe(
    render(
      `{% set l = [] %}${lines(i => `{% set l = l + [(${i}, "n")] %}`)}{{ l }}`,
      {},
      { dialect: 'jinja2' },
    ),
  )
})

test('predictions are read by their id', () => {
  expect(rendered('{{ predictions["p1"] }}', { predictions: { p1: 0.7 } })).toBe('0.7')
})

test('what the vendor may do otherwise is refused or kept where that is asked for', () => {
  expect(() => render('{{ 2 ** 3 }}', {}, { power: 'refuse' })).toThrow('power operand ** is not supported')
  expect(render('{{ 2 ** 3 }}')).toBe('8')
  expect(() => render('{{ [1] + [2] }}', {}, { plus: 'numbers' })).toThrow(
    'Numeric operator + is allowed on numbers only',
  )
  expect(render('{{ 1 + 2.5 }}{{ [1] ~ [2] }}', {}, { plus: 'numbers' })).toBe('3.5[1][2]')
  for (const tag of ['do x', 'break', 'continue']) {
    const template = `{% for x in [1] %}{% ${tag} %}{% endfor %}`
    expect(() => render(template, {}, { loopControls: 'refuse' })).toThrow('unknown tag')
    expect(render(template)).toBe('')
  }
  expect(rendered('{{ time is float }}', { timeIsFloat: true })).toBe('True')
})

test.each([
  '{% set c = 0 %}{% for x in [1, 2] %}{% set c = c + x %}{% endfor %}{{ c }}',
  '{% set c = 0 %}{% for x in [1, 2, 3] %}{% if x != 3 %}{% set c = c + x %}{% endif %}{% endfor %}{{ c }}',
  '{% set c = 0 %}{% for x in [1] %}{% for y in [1, 2] %}{% set c = c + y %}{% endfor %}{% endfor %}{{ c }}',
])('a variable set in a loop is kept as before Jinja2 2.9 where that is asked for: %s', template => {
  expect(render(template, {}, { loopSets: 'kept' })).toBe('3')
  expect(render(template)).toBe('0')
})
