import { expect, test } from 'vitest'
import { holds } from '../../../../mocks/bloomreach/customers/condition.ts'
import type { Condition } from '../../../../mocks/bloomreach/customers/filter-schemas.ts'
import { givenBloomreach, NOON } from '../../../support/bloomreach.ts'
import { DAY } from '../../../support/scenarios.ts'

function judged(
  condition: Condition,
  { happened = [], printed = '', trigger }: { happened?: number[]; printed?: string; trigger?: object } = {},
) {
  const house = givenBloomreach()
  const customer = house.customers.upsert({ registered: 'ada' })
  for (const at of happened) {
    house.events.track({ customer, type: 'purchase', timestamp: at / 1_000, properties: {} })
  }
  return holds(condition, { customer, render: () => printed, trigger: { ...trigger } }, house)
}

const within = { type: 'purchase', filter: [], within: '1 day' }

test.each([
  ['exactly as long ago as the window', NOON - DAY, true],
  ['longer ago', NOON - DAY - 1_000, false],
  ['now', NOON, true],
  ['in the future', NOON + 1_000, false],
])('an event %s counts: %s', (_, at, counts) => {
  expect(judged({ events: [within] }, { happened: [at] })).toBe(counts)
})

test('each of several counts must hold', () => {
  const twice = { ...within, atLeast: 2 }

  expect(judged({ events: [within, twice] }, { happened: [NOON] })).toBe(false)
  expect(judged({ events: [within, twice] }, { happened: [NOON, NOON] })).toBe(true)
})

const yes: Condition = { attributes: [] }
const no: Condition = { not: yes }

test.each<[Condition, boolean]>([
  [{ all: [yes, no] }, false],
  [{ all: [yes, yes] }, true],
  [{ any: [no, yes] }, true],
  [{ any: [no, no] }, false],
  [{ trigger: [{ property: 'total', operator: 'equals', value: 5 }] }, true],
  [{ trigger: [{ property: 'total', operator: 'equals', value: 6 }] }, false],
])('%j holds: %s', (condition, expected) => {
  expect(judged(condition, { trigger: { total: 5 } })).toBe(expected)
})

test.each([
  ['', false],
  [' \n ', false],
  ['False', false],
  ['None', false],
  ['null', false],
  ['0', false],
  [' 0 ', false],
  ['00', true],
  ['no', true],
  ['True', true],
])('Jinja that prints %j holds: %s', (printed, expected) => {
  expect(judged({ jinja: '{{ x }}' }, { printed })).toBe(expected)
})
