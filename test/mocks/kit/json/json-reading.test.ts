import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type JsonBounds, jsonAtOnce, jsonInSlices } from '../../../../mocks/kit/json/json-reading.ts'
import { drawn } from '../../../support/thoroughness.ts'

const BOUNDS: JsonBounds = { levels: 500, members: 100_000, width: 50_000 }
const members = (count: number) =>
  `{${Array.from({ length: count }, (_, index) => `"k${index}":"a:b"`).join(',')}}`
const nested = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`

async function excess(text: string, bounds = BOUNDS): Promise<unknown> {
  return jsonInSlices(text, bounds).then(
    () => undefined,
    error => error.of ?? error.name,
  )
}

test.each([
  [nested(500), undefined],
  [nested(501), 'levels'],
  [`{"a":${'{"b":'.repeat(500)}1${'}'.repeat(500)}}`, 'levels'],
  [JSON.stringify({ a: '['.repeat(9_999), b: '\\"[['.repeat(999) }), undefined],
  [`[${'[],'.repeat(99_999)}[]]`, undefined],
  [members(50_000), undefined],
  [members(50_001), 'width'],
  [`[${members(40_000)},${members(40_000)},${members(20_000)}]`, undefined],
  [`[${members(40_000)},${members(40_000)},${members(20_001)}]`, 'members'],
  ['"no end', 'SyntaxError'],
  ['['.repeat(400), 'SyntaxError'],
])('%.20s… has too much of: %s', async (text, expected) => {
  expect(await excess(text)).toBe(expected)
})

test('what is short is judged in the same way', () => {
  expect(() => jsonAtOnce(nested(9), { ...BOUNDS, levels: 8 })).toThrow('levels')
  expect(() => jsonAtOnce(members(9), { ...BOUNDS, width: 8 })).toThrow('width')
  expect(() => jsonAtOnce(`[${members(5)},${members(4)}]`, { ...BOUNDS, members: 8 })).toThrow('members')
  expect(() => jsonAtOnce('{"a":1,}', BOUNDS)).toThrow(SyntaxError)
})

/** Long enough that a value of some of them is read in several slices. */
const long = fc.constantFrom(0, 9, 30_000, 70_000).map(length => 'x"[{,:}]\\'.repeat(length / 9))
/** None with an escape: V8 of Node 24.21 takes one such name for another, `[{"a":1,"\n":1},{"a":1,"\"":1}]`. */
const name = fc.constantFrom('a', 'b', '1', '__proto__', '', 'é{')
const { value } = fc.letrec(tie => ({
  value: fc.oneof(
    { depthSize: 'medium' },
    long,
    fc.constantFrom<unknown>(null, 0, -1.5e300, true, [], {}),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(name, tie('value'), { maxKeys: 4 }),
  ),
}))
const SPOILED = [undefined, '', ',', '"', '[', ']', '}', ':', '1', ' ']

/** What is read, or the kind of refusal. */
const outcome = (read: () => unknown): Promise<unknown> =>
  new Promise(resolve => resolve(read())).catch((error: Error) => error.name)

test('what JSON.parse reads is read, and what it refuses is refused', async () => {
  const wrong: string[] = []
  const values = fc.sample(fc.tuple(value, fc.double({ min: 0, max: 1, noNaN: true })), {
    numRuns: drawn(200),
    seed: 7,
  })
  for (const [drawnValue, place] of values) {
    const whole = JSON.stringify([drawnValue, drawnValue])
    const at = Math.floor(place * whole.length)
    for (const sign of SPOILED) {
      const text = sign === undefined ? whole : whole.slice(0, at) + sign + whole.slice(at + 1)
      const expected = await outcome(() => JSON.parse(text))
      const read = await outcome(() => jsonInSlices(text, BOUNDS))
      if (!isDeepStrictEqual(read, expected)) wrong.push(`${at}: ${text.slice(0, 200)}`)
    }
  }

  expect(wrong).toEqual([])
})

const filler = `"${'x'.repeat(70_000)}"`

test.each([
  `[${filler},]`,
  `[,${filler}]`,
  `[${filler},,1]`,
  `[${' '.repeat(70_000)},1]`,
  `[[${filler}] [${filler}]]`,
  `[[${filler}],]`,
  `[[${filler}]1]`,
  `[1[${filler}]]`,
  `{"a":[${filler}],}`,
  `{"a":[${filler}] "b":1}`,
  `{"a" [${filler}]}`,
  `{"a"::[${filler}]}`,
  `{1:[${filler}]}`,
  `{[${filler}]}`,
  `{"a":1,"b"[${filler}]}`,
  `[${filler}}`,
  `[${filler}]]`,
  `[${filler}],`,
  `[${filler}]"`,
  `[${filler}][]`,
  `x[${filler}]`,
  `[${filler}]x`,
  `[${filler}`,
  `[[${filler}]`,
  `[${filler},"`,
  `}${filler}`,
  `,${filler}`,
])('%.12s… of many slices is refused as JSON.parse refuses it', async text => {
  expect(await outcome(() => JSON.parse(text))).toBe('SyntaxError')
  expect(await excess(text)).toBe('SyntaxError')
})

test('blanks of many slices are an empty list', async () => {
  const blanks = ' '.repeat(70_000)

  expect(await jsonInSlices(`${blanks}[${blanks}]${blanks}`, BOUNDS)).toEqual([])
  expect(await jsonInSlices(`{"a":[${blanks}],"b":{${blanks}}}`, BOUNDS)).toEqual({ a: [], b: {} })
})
