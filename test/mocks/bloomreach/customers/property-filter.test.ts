import { expect, test } from 'vitest'
import type { PropertyFilter } from '../../../../mocks/bloomreach/customers/filter-schemas.ts'
import { matchesAll } from '../../../../mocks/bloomreach/customers/property-filter.ts'

const NOTHING = Symbol('not there')

test.each<[unknown, PropertyFilter['operator'], PropertyFilter['value'], boolean]>([
  ['ada', 'is set', undefined, true],
  [0, 'is set', undefined, true],
  [false, 'is set', undefined, true],
  [NOTHING, 'is set', undefined, false],
  ['', 'is set', undefined, false],
  [null, 'is set', undefined, false],
  ['ada', 'is not set', undefined, false],
  [NOTHING, 'is not set', undefined, true],
  [7, 'equals', '7', true],
  ['7', 'equals', 7, true],
  [true, 'equals', 'true', true],
  ['ada', 'equals', 'Ada', false],
  [NOTHING, 'equals', 'undefined', false],
  ['ada', 'does not equal', 'ada', false],
  ['ada', 'does not equal', 'eve', true],
  [NOTHING, 'does not equal', 'ada', true],
  ['banana', 'contains', 'nan', true],
  [1234, 'contains', 23, true],
  [NOTHING, 'contains', 'und', false],
  [{ a: 1 }, 'contains', 'object', false],
  [['red', 'blue'], 'contains', 'blue', true],
  [['red', 'blue'], 'contains', 'blu', false],
  ['banana', 'does not contain', 'nan', false],
  ['banana', 'does not contain', 'x', true],
  [NOTHING, 'does not contain', 'und', true],
  ['banana', 'starts with', 'ban', true],
  ['banana', 'starts with', 'nan', false],
  [NOTHING, 'starts with', 'und', false],
  ['banana', 'ends with', 'ana', true],
  ['banana', 'ends with', 'ban', false],
  [NOTHING, 'ends with', 'ned', false],
  ['ada', 'in', ['eve', 'ada'], true],
  ['ada', 'in', 'ada', true],
  ['ada', 'in', ['eve'], false],
  ['ada', 'not in', ['eve', 'ada'], false],
  ['ada', 'not in', ['eve'], true],
  [NOTHING, 'not in', ['eve'], true],
  ['10', 'greater than', 9, true],
  [5, 'greater than', 5, false],
  [4, 'less than', 5, true],
  [5, 'less than', 5, false],
  [5, 'at least', 5, true],
  [4, 'at least', 5, false],
  [5, 'at most', 5, true],
  [6, 'at most', 5, false],
  ['', 'at most', 5, false],
  [null, 'at most', 5, false],
  [NOTHING, 'at most', 5, false],
  ['many', 'at least', 0, false],
  ['many', 'at most', 0, false],
])('%s %s %j: %s', (found, operator, value, holds) => {
  const properties = found === NOTHING ? {} : { p: found }

  expect(matchesAll(properties, [{ property: 'p', operator, value }])).toBe(holds)
})

test('a property that every object has is not set', () => {
  expect(matchesAll({}, [{ property: 'constructor', operator: 'is not set' }])).toBe(true)
})
