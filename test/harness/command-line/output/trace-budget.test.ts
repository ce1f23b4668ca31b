import { expect, test } from 'vitest'
import { TraceBudget } from '../../../../harness/command-line/output/trace-budget.ts'

let seq = 0
const entry = (kind: string, details: object = {}) => ({ seq: ++seq, at: 0, kind, ...details })
const customers = (count: number) => Array.from({ length: count }, (_, index) => `customer-${index}`)

test('the first fifty customers are told whole, the rest is counted', () => {
  const budget = new TraceBudget()

  const told = customers(200).flatMap(customer =>
    ['bloomreach.run-entered', 'bloomreach.run-ended']
      .map(kind => entry(kind, { customer, because: 'finished' }))
      .filter(one => budget.takes(one)),
  )

  expect(told).toHaveLength(100)
  expect(budget.leftOut()).toBe(300)
  expect(budget.leftOut()).toBe(0)
})

test('a later customer is told of when they fail', () => {
  const budget = new TraceBudget()
  for (const customer of customers(50)) budget.takes(entry('bloomreach.run-entered', { customer }))
  const late = { customer: 'late' }

  expect(budget.takes(entry('bloomreach.run-entered', late))).toBe(false)
  expect(budget.takes(entry('bloomreach.webhook-outcome', late))).toBe(true)
  expect(budget.takes(entry('bloomreach.run-ended', { ...late, because: 'failed' }))).toBe(true)
  expect(budget.takes(entry('bloomreach.run-ended', { ...late, because: 'finished' }))).toBe(false)
})

test('failures without end are counted as well', () => {
  const budget = new TraceBudget()

  const told = customers(1_000).filter(customer =>
    budget.takes(entry('bloomreach.run-ended', { customer, because: 'failed' })),
  )

  expect(told).toHaveLength(150)
})

test('calls that belong to no customer are told fifty times', () => {
  const budget = new TraceBudget()

  const told = customers(1_000).filter(() => budget.takes(entry('talon-one.referral-created')))

  expect(told).toHaveLength(50)
})
