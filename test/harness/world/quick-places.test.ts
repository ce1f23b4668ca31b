// Places of large files are told by another reader than those of small ones: both must say the same, or the quick one nothing.
import { readFile } from 'node:fs/promises'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseDocument, stringify } from 'yaml'
import type { Path } from '../../../harness/world/path.ts'
import { finderIn, placesBy } from '../../../harness/world/places.ts'
import { quickFinder } from '../../../harness/world/quick-places.ts'
import { quickData } from '../../../harness/world/quick-yaml.ts'
import { allDraws } from '../../support/thoroughness.ts'

function pathsIn(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path, [...path, 'nothing']]
  return [path, ...Object.entries(value).flatMap(([key, part]) => pathsIn(part, [...path, key]))]
}

/** How many places the quick one told. */
function demandSame(text: string): number {
  const read = quickData(text)
  if (read === undefined) return 0
  const quick = quickFinder(text)
  const exact = finderIn(parseDocument(text, { uniqueKeys: false, logLevel: 'error' }), text)
  const exactly = placesBy(exact, { text, file: 'a.yaml' })
  let told = 0
  for (const path of pathsIn(read.data)) {
    for (const part of ['key', 'value'] as const) {
      if (quick(path, part) === undefined) continue
      const quickly = placesBy(asked => quick(asked, part), { text, file: 'a.yaml' })
      expect(quickly.locate(path, part), `${part} ${path} in\n${text}`).toEqual(exactly.locate(path, part))
      if (part === 'key') continue
      for (const within of [
        { line: 1, column: 3 },
        { line: 2, column: 1 },
      ])
        expect(quickly.locateIn(path, within), `in ${path} of\n${text}`).toEqual(
          exactly.locateIn(path, within),
        )
      told++
    }
  }
  return told
}

test.each([
  'a: 1\nb: "x"\nc:\nd: |\n  q\n  r\ne: [1, "b"]\nf:\n  - x: 1\n    y: 2\n',
  '{"a": {"b": [1, 2]},\n "c": "d\\n"}\n',
  "k: 'it''s'\nm: plain text  # a comment\nn: >-\n\n  folded\n  twice\n",
  '# first\n\na:\n  # inside\n  - b: c # behind\n  -\n    d: |2-\n        deep\n  - - e\n',
  'a: first line\n  and second\nb: "one\n  two"\n',
  'a: 1\r\nb:\r\n  - c: d\r\n  - e: "f"\r\n',
])('both tell the places of a text written by hand: %j', text => {
  expect(demandSame(text)).toBeGreaterThan(3)
})

test.each(['harness/worlds/tutorial/tutorial.world.yaml'])('both tell the places of %s', async file => {
  expect(demandSame(await readFile(file, 'utf8'))).toBeGreaterThan(50)
})

test('both tell the places of whatever is written as YAML', () => {
  const value = fc.letrec(tie => ({
    node: fc.oneof(
      { depthSize: 'small' },
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('<p>{{ x }}</p>\n<p>y</p>\n', 'a\n b', 'x # y', 'one two three'),
      fc.integer(),
      fc.boolean(),
      fc.array(tie('node'), { maxLength: 4 }),
      fc.dictionary(fc.constantFrom('a', 'b c', 'name', 'x-y', '"q"'), tie('node'), { maxKeys: 4 }),
    ),
  })).node
  fc.assert(
    fc.property(value, fc.constantFrom('flow', 'any', 'json'), (data, style) => {
      demandSame(
        style === 'json' ? JSON.stringify(data, null, 1) : stringify(data, { collectionStyle: style }),
      )
    }),
    allDraws(300),
  )
})
