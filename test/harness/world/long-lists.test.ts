// Long lists of a text are read apart from it: both must say the same as a reader of all of YAML, or the quick one nothing.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parse, stringify } from 'yaml'
import { cutLongLists } from '../../../harness/world/long-lists.ts'
import { readPlainList } from '../../../harness/world/plain-list.ts'
import { quickData } from '../../../harness/world/quick-yaml.ts'
import { allDraws } from '../../support/thoroughness.ts'

const exactly = (text: string): unknown => parse(text, { logLevel: 'error' })

const FLOW =
  '- { ids: { registered: "ada@example.com" }, attributes: { age: 36, name: Ada, }, tags: [a, 1.5] }\n'
const BLOCK = `- ids: { registered: ada@example.com }
  # who she is
  attributes:
    name: Ada O'Brien
    born: 1815-12-10

  events:
  - type: view
    at: 2026-01-05T09:00:00Z
  - { type: buy,
      price: 3 }
`
const indented = (text: string, by: number) => text.replaceAll(/^(?=.)/gm, ' '.repeat(by))
const long = (text: string) => text.repeat(Math.ceil(12_000 / text.length))

test.each([
  ['in braces', `a: 1\ncustomers:\n${indented(long(FLOW), 2)}b: [2]\n`, 1],
  ['in blocks', `a: 1\ncustomers:\n${indented(long(BLOCK), 2)}b: [2]\n`, 1],
  ['no further in than their key', `a:\n  customers:\n${indented(long(BLOCK), 2)}  b: 2\n`, 1],
  [
    'inside a list that is not plain',
    `a:\n- x: |\n    text\n  customers:\n${indented(long(FLOW), 4)}- 3\n`,
    1,
  ],
  ['with two of them', `a:\n${long(BLOCK)}b:\n${long(FLOW)}`, 2],
  ['with ends of lines of Windows', `a:\n${long(FLOW)}b: 1\n`.replaceAll('\n', '\r\n'), 1],
  ['with no end of the last line', `a:\n${long(FLOW).trimEnd()}`, 1],
])('lists %s are cut out, and read alike', (_, text, count) => {
  expect(cutLongLists(text.replaceAll('\r\n', '\n')).lists).toHaveLength(count)
  expect(quickData(text)?.data).toEqual(exactly(text))
})

test.each([
  ['in a text', `a: |\n  customers:\n${indented(long(FLOW), 4)}b: 1\n`],
  ['behind a comment', `# customers:\n${long('# - x\n')}a: 1\n`],
  ['that belongs to somebody around', `- a:\n${long(FLOW)}`],
  ['with an anchor', `a:\n- &x 1\n${long(FLOW)}`],
  ['with a text over two lines', `a:\n${long(FLOW)}- one\n  two\n`],
  ['with a character that is its own mark', `a:\n- \uF8F00\n${long(FLOW)}`],
  ['with a bell', `a:\n- x: "\u0007"\n${long(FLOW)}`],
])('a list %s is read as ever', (_, text) => {
  const quick = quickData(text)
  if (quick !== undefined) expect(quick.data).toEqual(exactly(text))
})

test.each([
  ['a key twice', `a:\n${long(FLOW)}- { b: 1, b: 2 }\n`],
  ['a key twice, once cut out', `a:\n${long(FLOW)}a: 1\n`],
  ['a deeper line behind it', `a:\n  b:\n  - 1\n${indented(long(FLOW), 2)}   c: 1\n`],
])('a text with %s is refused', (_, text) => {
  expect(quickData(text)).toBeUndefined()
})

const PIECES = [
  '',
  ' ',
  '\n',
  '\n  ',
  '- ',
  ': ',
  ' #',
  '"',
  "'",
  '{',
  '}',
  '[',
  ']',
  ',',
  '1',
  '.',
  'e',
  '~',
  '&',
  '|',
  '\\',
  '<<',
]

test('a plain list with anything in it is read alike, or not at all', () => {
  const change = fc.tuple(fc.nat({ max: 300 }), fc.constantFrom(...PIECES), fc.nat({ max: 3 }))
  fc.assert(
    fc.property(fc.constantFrom<string>(FLOW, BLOCK), fc.array(change, { maxLength: 3 }), (list, changes) => {
      const text = changes.reduce(
        (all, [at, put, left]) => all.slice(0, at) + put + all.slice(at + left),
        list,
      )
      const read = readPlainList(text, 0)
      if ('list' in read && read.end >= text.length) expect(read.list, text).toEqual(exactly(text))
    }),
    allDraws(500),
  )
})

test('a list of whatever is written as YAML is read alike, or not at all', () => {
  fc.assert(
    fc.property(fc.array(fc.jsonValue(), { minLength: 1, maxLength: 4 }), fc.boolean(), (data, isFlow) => {
      const text = stringify(data, { collectionStyle: isFlow ? 'flow' : 'any' })
      const quick = quickData(`a:\n${long(FLOW)}b:\n${indented(long(text), 2)}`)
      if (quick !== undefined)
        expect(quick.data).toEqual(exactly(`a:\n${long(FLOW)}b:\n${indented(long(text), 2)}`))
    }),
    allDraws(60),
  )
})

test('lists in lists that are never plain cost each character a few looks', () => {
  const depth = 2_000
  const nested = Array.from({ length: depth }, (_, level) => `${' '.repeat(level * 2)}- a:\n`).join('')
  expect(cutLongLists(`x:\n${nested}`).lists).toEqual([])
})
