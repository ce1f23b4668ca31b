// HTML blocks and snippets of the project, as templates print them.
import { expect, test } from 'vitest'
import { render } from '../../../../mocks/bloomreach/jinja/index.ts'
import { ContentBlocks } from '../../../../mocks/bloomreach/mail/content-blocks.ts'
import { bloomreachSettings } from '../../../../mocks/bloomreach/settings.ts'
import { contextWithBlocks } from '../../../../mocks/bloomreach/visit/block-rendering.ts'
import { bloomreachWorldSchema } from '../../../../mocks/bloomreach/world-schema.ts'

const BLOCKS = {
  header: '<h1 height="{{ params.HEIGHT }}">{{ customer.name }}</h1>',
  outer: '<div>{{ block("header", {"HEIGHT": params.H}) }}</div>',
  loop: '{{ block("back") }}',
  back: '{{ block("loop") }}',
  broken: '{{ 1 / 0 }}',
}

function contentOf(texts: Readonly<Record<string, string>>): ContentBlocks {
  const blocks = new ContentBlocks()
  for (const [key, text] of Object.entries(texts)) blocks.add(key, text)
  return blocks
}

function rendered(template: string, snippetSyntax: 'call' | 'variable' = 'call'): string {
  const state = { customer: { name: 'Ada' }, customerIds: {}, nowMs: 0, params: { H: 9 } }
  const texts = {
    htmlBlocks: contentOf(BLOCKS),
    snippets: contentOf({ footer: 'Bye {{ customer.name }}' }),
    settings: bloomreachSettings({ snippetSyntax }),
  }
  return render(template, contextWithBlocks(state, texts, {}))
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

test('a snippet is called by its name, or read as a variable: snippetSyntax', () => {
  expect(rendered('{{ snippet("footer") }}')).toBe('Bye Ada')
  expect(rendered('{{ snippets.footer }}{{ snippets["footer"] }}', 'variable')).toBe('Bye AdaBye Ada')
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
