import fc from 'fast-check'
import { expect, test } from 'vitest'
import { placeWithBlanks } from '../../../../harness/inbox/search/blanks.ts'
import { allDraws } from '../../../support/thoroughness.ts'

/** One place after the other. */
function slowPlace(text: string, pattern: string, from: number): number {
  for (let at = from; at + pattern.length <= text.length; at++) {
    if ([...pattern].every((char, offset) => char === '_' || char === text[at + offset])) return at
  }
  return -1
}

const letters = (options: string[], maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...options), minLength: 1, maxLength, size: 'max' })

test('a pattern with blanks is found where a look at every place finds it', () => {
  fc.assert(
    fc.property(
      letters(['a', 'b'], 300),
      letters(['a', 'b', '_', '_'], 70),
      fc.nat(5),
      (text, pattern, from) => {
        expect(placeWithBlanks(text, pattern, from)).toBe(slowPlace(text, pattern, from))
      },
    ),
    allDraws(300),
  )
})

test.each([31, 32, 33, 64, 65])('a pattern of %i characters that fits at the end is found there', length => {
  const pattern = `${'a'.repeat(length - 2)}_b`

  expect(placeWithBlanks(`${'a'.repeat(500)}xb`, pattern, 0)).toBe(502 - length)
})
