// A large file is read without places and gives the same value as with them; what is not plain is left to the whole of YAML.
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { valueOfLarge } from '../../../harness/world/large-text.ts'
import { plainItem } from '../../../harness/world/plain-item.ts'

const MANY = Array.from({ length: 4_000 }, (_, at) => at)
const listOf = (item: (at: number) => string) => `top:\n  list:\n${MANY.map(item).join('\n')}\n`

test.each([
  [
    'flow mappings',
    (at: number) =>
      `    - { ids: { registered: u${at}@example.com }, n: ${at}, t: [a b, "c, d", 'e'], u: -1.5 }`,
  ],
  [
    'block mappings',
    (at: number) => `    - ids:\n        registered: u${at}@example.com\n      first: { name: Ada }`,
  ],
  ['instants', (at: number) => `    - { on: 2026-01-05T09:00:00Z, reference-number-of-it: "${at}"      }`],
  [
    'some that are not plain',
    (at: number) =>
      at % 9
        ? `    - { longer-name-of-a: word-${at}-and-more }          `
        : '    - { a: true, b: "\\u0041" } # said',
  ],
  [
    'lines of another system',
    (at: number) => `    - { longer-name-of-a: a-long-word-${at}-and-more-of-it }\r`,
  ],
])('a long list of %s has the value that YAML gives it', (_, item) => {
  const text = listOf(item)

  expect(valueOfLarge(text)).toEqual({ value: parse(text) })
})

test.each([
  [
    'an alias',
    `a: &x [1]\nb: *x\n${listOf(at => `    - { longer-name-of-a: a-long-word-${at}-and-more-of-it }`)}`,
  ],
  [
    'a key written twice',
    `${listOf(at => `    - { longer-name-of-a: a-long-word-${at}-and-more-of-it }`)}top: 1\n`,
  ],
  [
    'a list within a text',
    `a: |\n${MANY.map(at => `  - { longer-name-of-a: a-long-word-${at}-and-more-of-it }`).join('\n')}\n`,
  ],
  [
    'a key twice in JSON',
    JSON.stringify({ a: MANY.map(at => ({ at, name: 'a long name of no interest at all' })) }).replace(
      '"at":7,',
      '"at":7,"at":8,',
    ),
  ],
  [
    'JSON with an end missing',
    JSON.stringify({ a: MANY.map(at => ({ at, name: 'a long name of no interest at all' })) }).slice(0, -1),
  ],
])('%s is left to the whole of YAML', (_, text) => {
  expect(text.length).toBeGreaterThan(200_000)
  expect(valueOfLarge(text)).toBeUndefined()
})

test('JSON of any keys and texts is read at once', () => {
  const value = {
    a: MANY.map(at => ({
      [`"${at}\\`]: '":{\\"',
      b: ['x"', { ':': ':' }],
      name: 'a long name of no interest',
    })),
  }

  expect(valueOfLarge(JSON.stringify(value, null, 1))).toEqual({ value })
})

test.each([
  '{ a: true }',
  '{ a: null }',
  '{ a: ~ }',
  '{ a: }',
  '{ a: 007 }',
  '{ a: 0x1F }',
  '{ a: 1e3 }',
  '{ a: .5 }',
  '{ a: &x b }',
  '{ a: *x }',
  '{ a: "\\n" }',
  `{ a: 'it''s' }`,
  '{ a: b, a: c }',
  '{ __proto__: a }',
  '{ a: b: c }',
  '{ a: b # c }',
  '{ a: b',
  '{ a: b } c',
  '{a:b}',
  'a: b # c',
  'a:',
  'a: |',
  '? a',
  'a',
  '<<: a',
  '1: a',
])('%s is not plain', text => {
  expect(plainItem([text])).toBeUndefined()
})
