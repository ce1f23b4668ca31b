// HTML blocks and snippets of the project, as templates print them.
import { expect, test } from 'vitest'
import { render } from '../../../../mocks/bloomreach/jinja/index.ts'
import type { BloomreachSettings } from '../../../../mocks/bloomreach/settings.ts'
import { contextWithBlocks } from '../../../../mocks/bloomreach/visit/block-rendering.ts'
import { bloomreachWorldSchema } from '../../../../mocks/bloomreach/world-schema.ts'
import { givenBloomreach } from '../../../support/bloomreach.ts'

const BLOCKS = {
  header: '<h1 height="{{ params.HEIGHT }}">{{ customer.name }}</h1>',
  outer: '<div>{{ block("header", {"HEIGHT": params.H}) }}</div>',
  loop: '{{ block("back") }}',
  back: '{{ block("loop") }}',
  broken: '{{ 1 / 0 }}',
}

/** Rendered in a project with these blocks, the customer Ada and the parameter H. */
function rendered(
  template: string,
  { blocks = BLOCKS, ...settings }: Partial<BloomreachSettings> & { blocks?: Record<string, string> } = {},
): string {
  const house = givenBloomreach(settings)
  for (const [id, html] of Object.entries(blocks)) house.htmlBlocks.add(id, html)
  house.snippets.add('footer', 'Bye {{ customer.name }}')
  house.analyses.project.metrics.sold = 7
  const state = {
    customer: { name: 'Ada', odd: '{{ 1 + 1 }}"' },
    customerIds: {},
    nowMs: 0,
    params: { H: 9 },
  }
  return render(template, contextWithBlocks(state, house, {}))
}

test('an HTML block prints what it was called with', () => {
  expect(rendered('{{ block("header", {"HEIGHT": 24}) }}')).toBe('<h1 height="24">Ada</h1>')
  expect(rendered('{{ block("outer", {"H": 5}) }}')).toBe('<div><h1 height="5">Ada</h1></div>')
  expect(rendered('{{ block("header") }}{{ params.H }}')).toBe('<h1 height="">Ada</h1>9')
})

test('a block that would render itself, or is not there, is an error of the template', () => {
  expect(() => rendered('{{ block("loop") }}')).toThrow(
    'The HTML block "loop" renders itself: HTML block "loop" > HTML block "back" > HTML block "loop".',
  )
  expect(() => rendered('{{ block("nowhere") }}')).toThrow('There is no HTML block "nowhere" in the project.')
  expect(() => rendered('{{ block("broken") }}')).toThrow('division by zero')
  expect(() => rendered('{{ block(7) }}')).toThrow('expected the id')
  expect(() => rendered('{{ block("header", "x") }}')).toThrow('a mapping')
})

test('blocks draw from the budget of the template that calls them', () => {
  expect(() => rendered('{% for i in range(99999) %}{{ block("header") }}{% endfor %}')).toThrow('steps')
})

const called = (text: string, call: string, settings: Partial<BloomreachSettings> = {}) =>
  rendered(`{{ block("b", ${call}) }}`, { blocks: { b: text }, ...settings })

test.each([
  ['[[ name ]]', '{"name": "x"}', 'x'],
  ['<b>[[ t : string ]]</b>', '{"t": "Hi"}', '<b>Hi</b>'],
  ['[[ a : text ]]{{ customer.name }}', '{"a": "1\\n2"}', '1\n2Ada'],
  ['[[ n : number ]]px, {{ params.n + 1 }}', '{"n": 24}', '24px, 25'],
  ['[[ c : color ]]', '{"c": "#1a2b3c"}', '#1a2b3c'],
  ['[[ e : enum (one, two) ]]', '{"e": "two"}', 'two'],
  ['[[ m : metric ]]', '{"m": "sold"}', 'sold'],
  ['[[ d : date ]] [[ t : time ]]', '{"d": "2026-01-05", "t": "09:30"}', '2026-01-05 09:30'],
  ['[[ at : datetime ]]', '{"at": "2026-01-05T09:30:00Z"}', '2026-01-05T09:30:00Z'],
  ['[[ on : boolean ]]', '{"on": true}', 'true'],
  ['<img src="[[ i : image ]]">', '{"i": "https://x.example/a.png"}', '<img src="https://x.example/a.png">'],
  ['[[ big : number ]]', '{"big": 12345678901234567890}', '12345678901234567890'],
  ['[[ n ]]', '{"n": customer.odd}', '{{ 1 + 1 }}"'],
])('a block with %s called with %s prints %s', (text, call, printed) => {
  expect(called(text, call)).toBe(printed)
})

test.each([
  ['[[ name ]]', '{}', 'HTML block "b": The template parameter "name" (string) has no value.'],
  ['[[ name ]]', '{"name": none}', '"name" (string) has no value'],
  ['[[ name ]]', '{"name": nobody}', '"name" (string) has no value'],
  ['[[ name ]]', '{"name": ["x"]}', 'The template parameter "name" is no string.'],
  ['[[ name ]]', '{"name": {"x": 12345678901234567890}}', 'is no string'],
  ['[[ name : string ]]', '{"name": "1\\n2"}', 'not one line'],
  ['[[ n : number ]]', '{"n": "many"}', 'is "many", not a number'],
  ['[[ n : number ]]', '{"n": true}', 'not a number'],
  ['[[ c : color ]]', '{"c": "red"}', 'not a color'],
  ['[[ e : enum (one, two) ]]', '{"e": "three"}', 'not one of its values: one, two'],
  ['[[ r : recommendation ]]', '{"r": "r1"}', 'not the id of a recommendation of the project'],
  ['[[ m : metric ]]', '{"m": "lost"}', 'not the id of a metric of the project: sold'],
  ['[[ d : date ]]', '{"d": "2026-02-30"}', 'not a date'],
  ['[[ t : time ]]', '{"t": "24:00"}', 'not a time'],
  ['[[ at : datetime ]]', '{"at": "soon"}', 'not a Unix time'],
  ['[[ on : boolean ]]', '{"on": "yes"}', 'not true or false'],
  ['[[ i : image ]]', '{"i": "javascript:alert(1)"}', 'not the URL of an image'],
  ['[[ n : amount ]]', '{"n": 1}', 'there is no type "amount"'],
  ['{{ [[ n ]] }}', '{"n": 1}', 'stands inside a Jinja tag'],
])('a block with %s called with %s fails: %s', (text, call, reason) => {
  expect(() => called(text, call)).toThrow(reason)
})

test('template parameters of an HTML block are filled in with what it was called with', () => {
  expect(called('[[ H : number ]]-{{ params.H }}', '{"H": 5}')).toBe('5-5')
  expect(called('{% if [[ H ]] > 4 %}big{% endif %}', '{"H": 5}', { parametersInTags: 'fill' })).toBe('big')
  expect(called('[[1, 2]]', '{}')).toBe('[[1, 2]]')
})

test('a snippet is called by its name, or read as a variable: snippetSyntax', () => {
  expect(rendered('{{ snippet("footer") }}')).toBe('Bye Ada')
  expect(rendered('{{ snippets.footer }}{{ snippets["footer"] }}', { snippetSyntax: 'variable' })).toBe(
    'Bye AdaBye Ada',
  )
  expect(() => rendered('{{ snippets.footer }}')).toThrow("'snippets' is undefined")
})

test('a world names both', () => {
  const world = bloomreachWorldSchema.parse({
    htmlBlocks: [{ id: 'h', html: '<b>' }],
    snippets: [{ name: 's', text: 'S' }],
  })

  expect(world).toMatchObject({
    htmlBlocks: [{ id: 'h', html: '<b>' }],
    snippets: [{ name: 's', text: 'S' }],
  })
})
