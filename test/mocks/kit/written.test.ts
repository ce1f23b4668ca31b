import fc from 'fast-check'
import { expect, test } from 'vitest'
import { atOnce } from '../../../mocks/kit/time/breath.ts'
import { readAgain, writing, written } from '../../../mocks/kit/written.ts'
import { allDraws } from '../../support/thoroughness.ts'

const again = <T>(value: T): T => readAgain(written(value)) as T

test.each([
  ['texts, numbers and truths', ['ada', '', '\u0000', '\ud800', 0, -1.5, true, false, null]],
  ['numbers that JSON does not have', [-0, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]],
  ['undefined, also as a property', { a: undefined, b: [undefined] }],
  [
    'maps and sets, in their order',
    new Map<unknown, unknown>([
      [2, new Set(['b', 'a'])],
      ['1', new Map()],
    ]),
  ],
  ['bytes', { raw: Buffer.from([0, 255, 13, 10]) }],
  ['objects without a prototype', Object.assign(Object.create(null) as object, { constructor: 'x' })],
  ['names such as __proto__', JSON.parse('{"__proto__":{"a":1},"constructor":2}')],
])('keeps %s', (_, value) => {
  expect(again(value)).toEqual(value)
  expect(written(again(value))).toBe(written(value))
})

test('a record that two hold is one record again', () => {
  const shared = { name: 'ada' }
  const { list, map } = again({ list: [shared], map: new Map([['ada', shared]]) })

  expect(map.get('ada')).toBe(list[0])
})

test('a record that leads back to itself is read again', () => {
  const record: { self?: unknown; members: Set<unknown> } = { members: new Set() }
  record.self = record
  record.members.add(record)
  const copy = again(record)

  expect(copy.self).toBe(copy)
  expect([...copy.members]).toEqual([copy])
})

test('a frozen constant that many begin with is not held in common', () => {
  const nothing = Object.freeze([])

  expect(written([{ of: nothing }, { of: nothing }])).toBe(written([{ of: [] }, { of: [] }]))
})

test.each([
  ['a function', { wake: () => {} }, 'a function is kept as state'],
  ['an instance of a class', { at: new Date(0) }, 'a Date is kept as state'],
  ['a bigint', [1n], 'a bigint is kept as state'],
])('%s is refused: it is no data', (_, value, message) => {
  expect(() => written(value)).toThrow(message)
})

test('whatever JSON can say comes back, and the same value gives the same text', () => {
  fc.assert(
    fc.property(fc.anything({ withMap: true, withSet: true, withNullPrototype: true }), value => {
      const copy = again(value)
      expect(copy).toEqual(value)
      expect(written(copy)).toBe(written(value))
      expect(atOnce(writing(value)).join('')).toBe(written(value))
    }),
    allDraws(),
  )
})

test('what is shared, also within a constant and within itself, is the same text in one pass as in pieces', () => {
  const shared = { a: 1 }
  const constant = Object.freeze({ of: shared, list: [shared] })
  const circle: Record<string, unknown> = { shared }
  circle.self = circle

  for (const value of [
    [shared, shared, [shared]],
    [constant, constant],
    [constant, constant, shared, circle],
    [circle, circle, { circle, bytes: Buffer.from('a') }],
  ]) {
    expect(written(value)).toBe(atOnce(writing(value)).join(''))
  }
})

test('in pieces it is the same text, however much there is of it', () => {
  const many = Array.from({ length: 5_000 }, (_, index) => ({ index, of: [index, { index }] }))
  const shared = { list: many }
  const value = {
    few: [shared, undefined, -0, 'x', Buffer.from('a')],
    again: shared,
    map: new Map(many.map(one => [one.index, one])),
    set: new Set(Array.from({ length: 100 }, () => new Set(many))),
  }

  const pieces = atOnce(writing(value))

  expect(pieces.length).toBeGreaterThan(100)
  expect(pieces.join('') === written(value)).toBe(true)
})
