import { expect, test } from 'vitest'
import { Chance } from '../../../../../mocks/kit/chance.ts'
import { Codes, numberOfCodes, uniqueCharacters } from '../../../../../mocks/talon-one/stores/codes/codes.ts'

/** Codes in use, counting how often it was asked. */
function takenCodes() {
  const codes = new Set<string>()
  return {
    codes,
    asked: 0,
    scope: 'test',
    deletions: 0,
    has(code: string) {
      this.asked++
      return codes.has(code)
    },
  }
}

const SHAPE = { pattern: 'A-##', characters: '0123456789' }

test('draws every code of a pattern exactly once and then none', () => {
  const codes = new Codes(new Chance('codes'))
  const taken = takenCodes()

  for (let i = 0; i < 100; i++) taken.codes.add(codes.draw(SHAPE, taken) ?? '')

  expect(taken.codes.size).toBe(100)
  expect(codes.draw(SHAPE, taken)).toBeUndefined()
})

test('knows an exhausted pattern without looking at every code again', () => {
  const codes = new Codes(new Chance('codes'))
  const shape = { pattern: '####', characters: '0123456789' }
  const taken = takenCodes()
  for (let i = 0; i < 10_000; i++) taken.codes.add(String(i).padStart(4, '0'))
  codes.draw(shape, taken)
  taken.asked = 0

  expect(codes.draw(shape, taken)).toBeUndefined()
  expect(taken.asked).toBeLessThan(20)
})

test('finds a code again that became free', () => {
  const codes = new Codes(new Chance('codes'))
  const taken = takenCodes()
  for (let i = 0; i < 100; i++) taken.codes.add(codes.draw(SHAPE, taken) ?? '')
  codes.draw(SHAPE, taken)

  taken.codes.delete('A-42')
  taken.deletions++

  expect(codes.draw(SHAPE, taken)).toBe('A-42')
})

test('a pattern without # has one code', () => {
  const codes = new Codes(new Chance('codes'))
  const taken = takenCodes()
  const shape = { pattern: 'SUMMER', characters: 'A' }

  expect([numberOfCodes(shape), codes.draw(shape, taken)]).toEqual([1, 'SUMMER'])
})

test('a character counts once', () => {
  expect(uniqueCharacters(['A', 'B', 'A', 'BC'])).toBe('ABC')
})
