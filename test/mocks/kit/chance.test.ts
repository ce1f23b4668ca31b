import { expect, test } from 'vitest'
import { Chance, stableFraction } from '../../../mocks/kit/chance.ts'

const draw = (chance: Chance) => [
  chance.text(8),
  chance.uuid(),
  chance.hex(6),
  chance.int(1_000),
  chance.float(),
]

test('the same seed gives the same values', () => {
  expect(draw(new Chance('tutorial'))).toEqual(draw(new Chance('tutorial')))
})

test('another seed gives other values', () => {
  expect(draw(new Chance('tutorial'))).not.toEqual(draw(new Chance('tutorial ')))
})

test('a draw from one stream does not move the values of another', () => {
  const alone = new Chance('tutorial').stream('codes')
  const parent = new Chance('tutorial')
  draw(parent)
  draw(parent.stream('request ids'))

  expect(draw(parent.stream('codes'))).toEqual(draw(alone))
})

test('two streams of one seed differ', () => {
  const chance = new Chance('tutorial')
  expect(draw(chance.stream('codes'))).not.toEqual(draw(chance.stream('ids')))
})

test('draws whole numbers below the bound and reaches each of them', () => {
  const chance = new Chance('dice')
  const seen = new Set(Array.from({ length: 1_000 }, () => chance.int(6)))
  expect([...seen].sort()).toEqual([0, 1, 2, 3, 4, 5])
})

test('draws text from the given characters only', () => {
  const chance = new Chance('text')
  expect(chance.text(200, 'ab')).toMatch(/^(?=.*a)(?=.*b)[ab]{200}$/)
  expect(chance.text(200)).toMatch(/^[0-9A-Za-z]{200}$/)
  expect(chance.hex(24)).toMatch(/^[0-9a-f]{24}$/)
})

test('makes version 4 UUIDs', () => {
  const chance = new Chance('uuid')
  for (let i = 0; i < 50; i++) {
    expect(chance.uuid()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  }
})

test('a thousand codes of one stream hold no duplicate', () => {
  const chance = new Chance('tutorial').stream('codes')
  expect(new Set(Array.from({ length: 1_000 }, () => chance.text(8))).size).toBe(1_000)
})

test('picks every item of a list and refuses an empty one', () => {
  const chance = new Chance('pick')
  expect(new Set(Array.from({ length: 100 }, () => chance.pick(['a', 'b', 'c'])))).toEqual(
    new Set(['a', 'b', 'c']),
  )
  expect(() => chance.pick([])).toThrow(RangeError)
})

test('a stable fraction depends on seed and text alone', () => {
  expect(stableFraction('tutorial', 'ada')).toBe(stableFraction('tutorial', 'ada'))
  expect(stableFraction('tutorial', 'ada')).not.toBe(stableFraction('tutorial', 'bob'))
  expect(stableFraction('tutorial', 'ada')).not.toBe(stableFraction('other', 'ada'))
})

test('stable fractions spread evenly over [0, 1)', () => {
  const fractions = Array.from({ length: 2_000 }, (_, i) => stableFraction('split', `customer ${i}`))
  expect(fractions.every(fraction => fraction >= 0 && fraction < 1)).toBe(true)
  const half = fractions.filter(fraction => fraction < 0.5).length
  expect(Math.abs(half - 1_000)).toBeLessThan(100)
})
