// Blocks and snippets that would print themselves are refused before anything is rendered.
import { expect, test } from 'vitest'
import { bloomreachWorldSchema } from '../../../../mocks/bloomreach/world-schema.ts'

const judge = (world: object) =>
  bloomreachWorldSchema
    .safeParse(world)
    .error?.issues.map(({ path, message }) => [path.join('.'), message.replace(/.*: /, '')])

const htmlBlocks = (blocks: Record<string, string>) =>
  Object.entries(blocks).map(([id, html]) => ({ id, html }))

test('a block that prints itself is refused with the way back to it', () => {
  expect(judge({ htmlBlocks: htmlBlocks({ a: '{{ block("a") }}' }) })).toEqual([
    ['htmlBlocks.0.html', 'HTML block "a" > HTML block "a"'],
  ])
  const three = { ok: '{{ block("a") }}', a: '{% if customer.x %}{{ block("b", {}) }}{% endif %}' }
  expect(judge({ htmlBlocks: htmlBlocks({ ...three, b: '{% include_ %}', c: '' }) })).toBeUndefined()
  expect(
    judge({ htmlBlocks: htmlBlocks({ ...three, b: 'x{{ block("c") }}', c: '{{ block("a") }}' }) }),
  ).toEqual([['htmlBlocks.1.html', 'HTML block "a" > HTML block "b" > HTML block "c" > HTML block "a"']])
})

test.each([
  ['{{ snippet("s") }}', undefined, true],
  ['{{ snippets.s }}', undefined, false],
  ['{{ snippets.s }}', 'variable', true],
  ['{{ snippets["s"] }}', 'variable', true],
  ['{{ snippet("s") }}', 'variable', false],
])('%s is a call of a snippet where snippetSyntax is %s: %s', (html, snippetSyntax, isCall) => {
  const snippets = [{ name: 's', text: '{{ block("a") }}' }]

  const found = judge({ htmlBlocks: [{ id: 'a', html }], snippets, settings: { snippetSyntax } })

  expect(found).toEqual(
    isCall ? [['htmlBlocks.0.html', 'HTML block "a" > snippet "s" > HTML block "a"']] : undefined,
  )
})

test('many blocks that call many others are looked through once', () => {
  const every = Array.from({ length: 60 }, (_, at) => at)
  const blocks = every.map(at => ({
    id: `b${at}`,
    html: every
      .filter(other => other > at)
      .map(other => `{{ block("b${other}") }}`)
      .join(''),
  }))

  expect(judge({ htmlBlocks: blocks })).toBeUndefined()
  expect(
    judge({ htmlBlocks: [...blocks.slice(0, -1), { id: 'b59', html: '{{ block("b0") }}' }] })?.[0],
  ).toEqual(['htmlBlocks.0.html', 'HTML block "b0" > HTML block "b59" > HTML block "b0"'])
})
