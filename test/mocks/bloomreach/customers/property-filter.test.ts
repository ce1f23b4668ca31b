// [D] filter-operators is the witness of the vendor's words; rows that it does not decide say so.
import { describe, expect, test } from 'vitest'
import {
  type PropertyFilter,
  propertyFilterSchema,
} from '../../../../mocks/bloomreach/customers/filter-schemas.ts'
import { matchesAll } from '../../../../mocks/bloomreach/customers/property-filter.ts'

const NOTHING = Symbol('not there')
const NOW = Date.UTC(2026, 0, 15, 12)
const seconds = (...date: Parameters<typeof Date.UTC>) => Date.UTC(...date) / 1_000

type Row = [
  found: unknown,
  operator: PropertyFilter['operator'],
  value: PropertyFilter['value'],
  holds: boolean,
]

const judge = (found: unknown, filter: object) =>
  matchesAll(
    found === NOTHING ? {} : { p: found, other: 'Prague', bound: 7 },
    [propertyFilterSchema.parse({ property: 'p', ...filter })],
    NOW,
  )
const expectRow = (...[found, operator, value, holds]: Row) =>
  expect(judge(found, { operator, value })).toBe(holds)

describe('special operators', () => {
  test.each<Row>([
    ['ada', 'is set', undefined, true],
    ['', 'is set', undefined, true],
    [0, 'is set', undefined, true],
    [false, 'is set', undefined, true],
    [null, 'is set', undefined, false],
    [NOTHING, 'is set', undefined, false],
    ['', 'is not set', undefined, false],
    [null, 'is not set', undefined, true],
    [NOTHING, 'is not set', undefined, true],
    ['x', 'has value', undefined, true],
    [0, 'has value', undefined, true],
    ['', 'has value', undefined, false],
    [[], 'has value', undefined, false],
    [null, 'has value', undefined, false],
    [NOTHING, 'has value', undefined, false],
    ['', 'has no value', undefined, true],
    [NOTHING, 'has no value', undefined, true],
    ['x', 'has no value', undefined, false],
  ])('of what is set and what has a value: %j %s: %j %s', expectRow)

  test('a property that every object has is not set', () => {
    expect(matchesAll({}, [{ property: 'constructor', operator: 'is not set' }], NOW)).toBe(true)
  })
})

describe('text operators do not tell cases apart', () => {
  test.each<Row>([
    ['Prague', 'equals', 'prague', true],
    [7, 'equals', '7', true],
    ['7', 'equals', 7, true],
    ['007', 'equals', '7', false],
    [true, 'equals', 'true', true],
    [NOTHING, 'equals', 'undefined', false],
    [null, 'equals', 'null', false],
    ['PRAGUE', 'does not equal', 'prague', false],
    ['ada', 'does not equal', 'eve', true],
    [null, 'does not equal', 'x', false],
    [NOTHING, 'does not equal', 'x', false],
    ['', 'does not equal', 'x', true],
    ['Prague', 'in', ['brno', 'prague'], true],
    ['ada', 'in', 'ada', true],
    ['ada', 'in', ['eve'], false],
    ['PRAGUE', 'not in', ['prague'], false],
    ['ada', 'not in', ['eve'], true],
    [NOTHING, 'not in', ['x'], false],
    ['Prague', 'contains', 'PRA', true],
    [1234, 'contains', 23, true],
    [NOTHING, 'contains', 'und', false],
    [{ a: 1 }, 'contains', 'object', false],
    [['a', 'B'], 'contains', 'A', true],
    [['red', 'blue'], 'contains', 'blu', false],
    ['Prague', 'does not contain', 'PRA', false],
    ['banana', 'does not contain', 'x', true],
    [NOTHING, 'does not contain', 'x', true],
    ['Prague', 'starts with', 'pra', true],
    ['banana', 'starts with', 'nan', false],
    [NOTHING, 'starts with', 'und', false],
    ['Prague', 'ends with', 'GUE', true],
    ['banana', 'ends with', 'ban', false],
    [true, 'is true', undefined, true],
    ['TRUE', 'is true', undefined, true],
    [1, 'is true', undefined, false],
    [NOTHING, 'is true', undefined, false],
    [false, 'is false', undefined, true],
    [true, 'is false', undefined, false],
    [NOTHING, 'is false', undefined, false],
  ])('texts are compared in either case: %j %s %j: %s', expectRow)
})

describe('numbers', () => {
  test.each<Row>([
    [5, 'more than', 4, true],
    [5, 'more than', 5, false],
    ['10', 'more than', 9, true],
    [5, 'less than', 5, false],
    [4, 'less than', 5, true],
    [5, 'in between', [1, 5], true],
    [1, 'in between', [1, 5], true],
    [5.1, 'in between', [1, 5], false],
    [6, 'not between', [1, 5], true],
    [NOTHING, 'not between', [1, 5], false],
    ['', 'less than', 5, false],
    ['many', 'less than', 5, false],
    [NOTHING, 'less than', 5, false],
    [5, 'at least', 5, true],
    [6, 'at most', 5, false],
    [5, 'equal to', 5, true],
    ['10', 'greater than', 9, true],
    [' -1.5e3 ', 'less than', -1_499, true],
    ['.5', 'more than', 0.4, true],
    ['0x10', 'more than', 5, false],
    ['Infinity', 'more than', 5, false],
    ['1e', 'more than', 0, false],
    ['12 000', 'more than', 5, false],
    [true, 'more than', 0, false],
    [['7'], 'more than', 5, false],
    [5, 'in between', [5, 1], false],
    ['0b1', 'equals', 1, false],
    ['7.0', 'equals', 7, true],
  ])('numbers are compared as numbers: %j %s %j: %s', expectRow)
})

describe('regular expressions', () => {
  test.each<Row>([
    ['Prague 5', 'matches regexp', 'prague \\d', true],
    ['Prague', 'matches regexp', '(?-i)prague', false],
    ['x_A', 'matches regexp', '(?-i)._[a-z]', false],
    ['x_a', 'matches regexp', '(?-i)._[a-z]', true],
    ['Prague', 'matches regexp', '^rague', false],
    [42, 'matches regexp', '^4', true],
    [NOTHING, 'matches regexp', '', false],
  ])("a regular expression is RE2's and finds its part of the text in either case: %j %s %j: %s", expectRow)

  test('one that RE2 does not know is refused with its reason', () => {
    const { error } = propertyFilterSchema.safeParse({
      property: 'p',
      operator: 'matches regexp',
      value: '(?=x)',
    })

    expect(error?.issues[0]?.message).toBe(
      'expected a regular expression in RE2\'s syntax: invalid or unsupported Perl syntax: `(?=` for "matches regexp"',
    )
  })

  test('one that another engine would never finish comes to its end', () => {
    expect(judge(`${'a'.repeat(100_000)}!`, { operator: 'matches regexp', value: '^(a+)+$' })).toBe(false)
  })
})

describe('dates are Unix seconds or instants as text', () => {
  test.each<Row>([
    [seconds(2026, 0, 10, 23), 'on', '2026-01-10', true],
    [seconds(2026, 0, 11), 'on', '2026-01-10', false],
    ['2026-01-10T23:59:59Z', 'on', '2026-01-10', true],
    [seconds(2026, 0, 9), 'before', '2026-01-10', true],
    [seconds(2026, 0, 10), 'before', '2026-01-10', false],
    [seconds(2026, 0, 10, 12), 'after', '2026-01-10', false],
    [seconds(2026, 0, 11), 'after', '2026-01-10', true],
    [seconds(2026, 0, 10, 12), 'after', '2026-01-10T11:00:00Z', true],
    [seconds(2026, 0, 10, 12), 'in between', ['2026-01-10', '2026-01-11'], true],
    [seconds(2026, 0, 8, 13), 'in the last', '7 days', true],
    [seconds(2026, 0, 8, 11), 'in the last', '7 days', false],
    [seconds(2026, 0, 16), 'in the last', '7 days', false],
    [seconds(2026, 0, 16), 'in the next', '1 day', true],
    [seconds(2026, 0, 1), 'matches current', 'month', true],
    [seconds(2025, 11, 31), 'matches current', 'month', false],
    [seconds(2026, 0, 15), 'matches current', 'day', true],
    ['soon', 'before', '2026-01-10', false],
    [NOTHING, 'in the last', '7 days', false],
  ])('dates are compared with dates and with the clock: %j %s %j: %s', expectRow)

  test.each([
    ['before', 'soon'],
    ['in the last', 'a while'],
    ['matches current', 'week'],
    ['more than', 'many'],
  ])('"%s" takes no %j', (operator, value) => {
    expect(propertyFilterSchema.safeParse({ property: 'p', operator, value }).success).toBe(false)
  })
})

test('a value may be another attribute of the same customer or event', () => {
  expect(judge('prague', { operator: 'equals', value: { attribute: 'other' } })).toBe(true)
  expect(judge(8, { operator: 'more than', value: { attribute: 'bound' } })).toBe(true)
  expect(judge('prague', { operator: 'equals', value: { attribute: 'nobody' } })).toBe(false)
})

test('of a list any item has to pass, or all of them, and an empty one passes all', () => {
  const passes = (list: unknown[], items: 'any' | 'all') =>
    judge(list, { operator: 'starts with', value: 'a', items })

  expect([
    passes(['Ab', 'x'], 'any'),
    passes(['Ab', 'x'], 'all'),
    passes([], 'all'),
    passes([], 'any'),
  ]).toEqual([true, false, true, false])
})
