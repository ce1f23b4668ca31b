// What a mail shows nothing for although the template names it, and what is nothing on purpose.
import { expect, test } from 'vitest'
import { render } from '../../../../mocks/bloomreach/jinja/index.ts'
import { chain, email, givenScenarios, now } from '../../../support/scenarios.ts'

function lostIn(template: string, context = {}) {
  const lost: string[] = []
  render(template, context, { onNothing: ({ name, line }) => lost.push(`${name}:${line}`) })
  return lost
}

test.each([
  ['Your code: {{ code }}', ['code:1']],
  ['Hi\n{{ customer.first_name }}, {{ customer["x"] }}', ['customer.first_name:2', 'x:2']],
  ['{{ code | upper }} {{ code | trim | urlencode }}', ['code:1', 'code:1']],
  ['{{ "Hi " ~ code }}', ['code:1']],
  ['{% if true %}{{ "Hi " ~ code }}{% endif %}', ['code:1']],
  ['{{ "Hi " ~ code if true else "" }}', ['code:1']],
  ['{% macro hi(name) %}{{ name }}{% endmacro %}{{ hi(code) }}', ['name:1']],
  ['{% for one in [1, 2] %}{{ code }}{% endfor %}', ['code:1', 'code:1']],
])('%j prints nothing for what is undefined', (template, expected) => {
  expect(lostIn(template, { customer: {} })).toEqual(expected)
})

test.each([
  "{{ code | default('') }}",
  "{{ code | trim | default('friend', true) }}",
  "{{ code or '' }}",
  '{% if code %}{{ code }}{% endif %}',
  "{{ 'x' if code }}",
  '{{ nothing }} {{ empty }}',
  '{% for one in code %}{{ one }}{% endfor %}',
  "{% if code ~ '' == '' %}none{% endif %}",
  "{% if code ~ 'x' == 'x' %}none{% endif %}",
  "{% if no %}{% elif 'x' ~ code in 'xyz' %}none{% endif %}",
  "{{ 'a' if (code ~ 'x' == 'x') else 'b' }}",
  "{{ ('x' ~ code) is string }}",
  "{% for one in [1] if 'x' ~ code %}{{ one }}{% endfor %}",
  "{{ 'x' ~ (code | upper) == 'x' }}",
])('%j means what it prints', template => {
  expect(lostIn(template, { nothing: null, empty: '' })).toEqual([])
})

const flow = chain(now, email({ html: '<p>Your code: {{ customer.code }}{{ customer.code }}</p>' }))

test('a mail that prints an undefined value is sent and told of once, by node and variable, unless undefinedInMail allows it', async () => {
  const strict = await givenScenarios()
  await strict.start(flow)
  const lenient = await givenScenarios({ settings: { undefinedInMail: 'allow' } })
  await lenient.start(flow)
  const told = ({ world }: typeof strict) =>
    world.journal.read({ limit: 1_000 }).filter(({ kind }) => kind === 'bloomreach.undefined-printed')

  expect(told(strict)).toMatchObject([{ node: 4, variable: 'customer.code', line: 1 }])
  expect(strict.outbox).toHaveLength(1)
  expect(told(lenient)).toEqual([])
})
