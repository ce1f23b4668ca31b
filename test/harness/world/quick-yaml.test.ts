// Large files are read by another parser than small ones: both must say the same of every text, or the quick one nothing.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parse, stringify } from 'yaml'
import { quickJson } from '../../../harness/world/quick-json.ts'
import { quickData } from '../../../harness/world/quick-yaml.ts'
import { allDraws } from '../../support/thoroughness.ts'

const exactly = (text: string): unknown => parse(text, { logLevel: 'error' })

const SCALARS = [
  ...['~', 'null', 'Null', 'NULL', 'nULL', '', 'true', 'True', 'TRUE', 'tRUE', 'yes', 'no', 'on', 'y'],
  ...[
    '1',
    '+1',
    '-0',
    '007',
    '0o17',
    '0x1F',
    '0b10',
    '1_000',
    '1e3',
    '.5',
    '5.',
    '-.5e-3',
    '1.0',
    '.inf',
    '-.INF',
    '.nan',
  ],
  ...['12:30:45', '2026-01-05', '2026-01-05T09:00:00Z', '1.2.3', '=', '<<', '9007199254740993', '1e999'],
  ...[
    '"a\\u00e9\\n"',
    "'it''s'",
    'a # b',
    'a: b',
    'http://x/?a=1&b=2',
    '[x',
    'x]',
    '{{ customer.email }}',
    '"{{ x }}"',
    '#### ',
  ],
]

test.each(SCALARS)('the scalar %j means the same to both readers', scalar => {
  for (const text of [`a: ${scalar}\n`, `- ${scalar}\n`, `{ a: ${scalar} }\n`, `${scalar}: 1\n`]) {
    const quick = quickData(text)
    if (quick !== undefined) expect(quick.data, text).toEqual(exactly(text))
  }
})

test.each([
  ['an anchor', 'a: &x 1\nb: *x\n'],
  ['a tag', 'a: !!str 1\n'],
  ['two documents', 'a: 1\n---\nb: 2\n'],
  ['a directive', '%YAML 1.1\n---\na: yes\n'],
  ['a key given twice', 'a: 1\na: 2\n'],
  ['a text that is no YAML', 'a: [1\n'],
])('of %s the quick reader says nothing', (_, text) => {
  expect(quickData(text)).toBeUndefined()
})

test('whatever is written as YAML is read alike', () => {
  const value = fc.letrec(tie => ({
    node: fc.oneof(
      { depthSize: 'small' },
      fc.string({ unit: 'grapheme' }),
      fc.integer(),
      fc.double({ noNaN: true }),
      fc.boolean(),
      fc.constant(null),
      fc.array(tie('node'), { maxLength: 4 }),
      fc.dictionary(fc.string(), tie('node'), { maxKeys: 4 }),
    ),
  })).node
  fc.assert(
    fc.property(value, fc.boolean(), (data, isFlow) => {
      const text = stringify(data, { collectionStyle: isFlow ? 'flow' : 'any' })
      const quick = quickData(text)
      if (quick !== undefined) expect(quick.data).toEqual(exactly(text))
    }),
    allDraws(300),
  )
})

test.each([
  ['indented by tabs', '{\n\t"a": 1\n}'],
  [
    'with all kinds of texts',
    '{"a":"x\\"y","b":"\\\\","c":"\\ud83d\\ude00 \\u2028 \\/","d":", *no alias: &x"}',
  ],
  ['with all kinds of numbers', '{"a":-0,"b":1E5,"c":1.5e-3,"d":12345678901234567890}'],
  ['with names of objects', '{"__proto__":{"constructor":1},"<<":{"toString":2}}'],
  ['with a colon behind blanks', '[{"a" \n\t: [{}, [], null, true]}]'],
])('JSON %s is read by the platform, and alike', (_, text) => {
  expect(quickJson(text)?.data).toEqual(exactly(text.replaceAll('\t', ' ')))
})

test.each([
  ['a key twice', '{"a":1,"a":2}'],
  ['a key twice, once in escapes', '{"a":[{"b":1,"\\u0062":2}]}'],
  ['no end', '{"a":1'],
  ['no JSON', '{a: 1}'],
  ['a hundred thousand brackets', '['.repeat(100_000) + ']'.repeat(100_000)],
])('a text with %s is no JSON that the platform may read', (_, text) => {
  expect(quickJson(text)).toBeUndefined()
})
